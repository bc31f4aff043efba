namespace Authentik.Background;

/// <summary>Waits for background work, by asking again and again, less often the longer it takes.</summary>
/// <param name="clock">The time.</param>
/// <param name="limit">How long to wait.</param>
internal sealed class WorkWaiter(TimeProvider clock, TimeSpan limit)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

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
        while (true)
        {
            var state = await work.ReadAsync(cancellation);
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
}
