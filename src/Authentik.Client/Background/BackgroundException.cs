using System.Globalization;
using Authentik.Background;
using Authentik.Masking;

namespace Authentik;

/// <summary>Work that a server did in the background failed, or wasn't finished in time.</summary>
public sealed class BackgroundException : Exception
{
    private const int LinesInMessage = 5;

    private BackgroundException(string message, bool hasTimedOut, WorkState state)
        : base(VisibleText.Show(message))
    {
        HasTimedOut = hasTimedOut;
        Results = state.Results;
        foreach (var result in Results)
        {
            RecordedSecrets.MaskIn(result);
        }

        Log = [.. state.Log.Select(line => line.Text)];
    }

    /// <summary>True if the work wasn't finished in time. It goes on at the server.</summary>
    public bool HasTimedOut { get; }

    /// <summary>What came of the work, as far as it is known: tasks, a blueprint, a data export.</summary>
    public IReadOnlyList<AuthentikObject> Results { get; }

    /// <summary>The messages that the server logged about it, first to last; none if it keeps no log.</summary>
    public IReadOnlyList<string> Log { get; }

    /// <summary>The exception for work that failed. Its message has the server's own lines.</summary>
    internal static BackgroundException Fail(string subject, WorkState state)
    {
        var lines = FindReasons(state.Log);
        var reason = state.Reason is not null ? state.Reason
            : lines.Count == 0 ? $"Its state is '{state.Status}', and the server logged no reason. Check the log of its worker."
            : $"The server logged: {string.Join(" ", lines.Select(EndSentence))} Check that, and run the command again.";
        return new BackgroundException($"{subject} failed. {reason}", hasTimedOut: false, state);
    }

    /// <summary>The exception for work that isn't finished in time.</summary>
    internal static BackgroundException TimeOut(string subject, TimeSpan limit, WorkState state) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{subject} isn't finished after {limit.TotalSeconds} seconds: {state.Status}. It goes on at the server. ")
            + "Wait longer with -TimeoutSeconds, and check that a worker runs: Get-AuthentikWorker.",
        hasTimedOut: true,
        state);

    // What went wrong; if no line says so, the last ones.
    private static IReadOnlyList<string> FindReasons(IReadOnlyList<LogLine> log)
    {
        var wrong = log.Where(line => line.IsError).ToList();
        wrong = wrong.Count > 0 ? wrong : [.. log.Where(line => line.IsWarning)];
        return [.. (wrong.Count > 0 ? wrong : log).Select(line => Shorten(line.Text)).Distinct().TakeLast(LinesInMessage)];
    }

    // Of a traceback, its last line is the reason. The whole of it is in the log.
    private static string Shorten(string line) => line.StartsWith("Traceback ", StringComparison.Ordinal)
        ? line.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1]
        : line;

    private static string EndSentence(string line) => line.EndsWith('.') ? line : $"{line}.";
}
