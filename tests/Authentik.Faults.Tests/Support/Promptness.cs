namespace Authentik.Faults.Tests.Support;

/// <summary>How soon something ends. A machine with other work can delay anything once, so that the best of some attempts counts.</summary>
internal static class Promptness
{
    private const int Attempts = 3;

    /// <summary>What counts as at once.</summary>
    public static readonly TimeSpan Wanted = TimeSpan.FromMilliseconds(200);

    /// <summary>The most that it may take; other suites run beside this one.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1000);

    /// <summary>Tries until it ends at once, and returns the shortest time.</summary>
    public static async Task<TimeSpan> MeasureAsync(Func<Task<TimeSpan>> attempt)
    {
        var best = TimeSpan.MaxValue;
        for (var tried = 0; tried < Attempts && best >= Wanted; tried++)
        {
            var time = await attempt();
            best = time < best ? time : best;
        }

        return best;
    }
}
