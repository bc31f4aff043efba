namespace Authentik.Background;

/// <summary>Waits for background work, by asking again and again, less often the longer it takes.</summary>
/// <param name="clock">The time.</param>
/// <param name="limit">How long to wait.</param>
internal sealed class WorkWaiter(TimeProvider clock, TimeSpan limit)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Waits until the work is finished, and returns its last state.</summary>
    /// <param name="work">The work, begun.</param>
    /// <param name="subject">What it is, in a sentence.</param>
    /// <param name="report">Is told of each state, and of the time since the beginning.</param>
    /// <param name="cancellation">Ends the waiting; the server goes on.</param>
    /// <exception cref="BackgroundException">The work failed, or isn't finished in time.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<WorkState> WaitAsync(
        BackgroundWork work, string subject, Action<WorkState, TimeSpan> report, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(250);
        var last = WorkState.Unseen;
        while (true)
        {
            var state = last = await ReadAsync(work, subject, last, limit - clock.GetElapsedTime(start), cancellation);
            var elapsed = clock.GetElapsedTime(start);
            report(state, elapsed);
            if (state.IsFinished)
            {
                return state.HasFailed ? throw BackgroundException.Fail(subject, state) : state;
            }

            if (elapsed >= limit)
            {
                throw BackgroundException.TimeOut(subject, limit, state);
            }

            await Task.Delay(pause < limit - elapsed ? pause : limit - elapsed, clock, cancellation);
            pause = pause * 1.5 < Longest ? pause * 1.5 : Longest;
        }
    }

    // A server that is slow, or never comes to an end of its list, doesn't make the wait longer.
    private async Task<WorkState> ReadAsync(
        BackgroundWork work, string subject, WorkState last, TimeSpan left, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(left > Shortest ? left : Shortest);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            return await work.ReadAsync(both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw BackgroundException.TimeOut(subject, limit, last);
        }
    }
}
