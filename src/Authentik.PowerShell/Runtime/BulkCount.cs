using System.Globalization;
using System.Management.Automation.Host;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>
/// Counts what a command did with the objects of a pipeline, and tells it at the end, or when the pipeline is stopped. Then the command
/// can't write anymore, so the host is told.
/// </summary>
/// <param name="command">The name of the command.</param>
/// <param name="isBulk">True if the objects come from a pipeline.</param>
/// <param name="host">The host; null if nobody wants to see warnings.</param>
internal sealed class BulkCount(string command, bool isBulk, PSHostUserInterface? host)
{
    // Names of more make no message.
    private const int MostNames = 8;

    private long done;
    private long failed;
    private volatile bool isStopped;

    /// <summary>Counts one that is done.</summary>
    public void AddDone() => Interlocked.Increment(ref done);

    /// <summary>Counts one that failed.</summary>
    public void AddFailed() => Interlocked.Increment(ref failed);

    /// <summary>Notes that the pipeline is being stopped, or ends before all was told.</summary>
    public void Stop() => isStopped = true;

    /// <summary>Tells the log how many there were, if they came from a pipeline.</summary>
    public void Complete(ICallLog log)
    {
        if (isBulk)
        {
            log.Verbose($"{command}: {Describe()}.");
        }
    }

    /// <summary>If the pipeline was stopped, tells how far it was.</summary>
    /// <param name="open">What the requests were about that were under way; they may have been processed.</param>
    public void TellStopped(IReadOnlyList<object?> open)
    {
        if (isStopped && (isBulk || open.Count > 0))
        {
            isStopped = false;
            host?.WriteWarningLine(VisibleText.Show($"{command} was stopped{(isBulk ? $": {Describe()}" : null)}.{WarnOfOpen(open)}"));
        }
    }

    private string WarnOfOpen(IReadOnlyList<object?> open)
    {
        if (open.Count == 0)
        {
            return string.Empty;
        }

        var names = open.OfType<string>().ToList();
        var which = names.Count == open.Count && names.Count <= MostNames ? $" ({string.Join(", ", names)})" : string.Empty;
        return isBulk
            ? string.Create(
                CultureInfo.CurrentCulture,
                $" The last {open.Count:N0}{which} may have been done, too: check before you repeat them.")
            : $" The change{which} may have been made: check before you repeat it.";
    }

    private string Describe() => string.Create(
        CultureInfo.CurrentCulture, $"{Interlocked.Read(ref done):N0} done, {Interlocked.Read(ref failed):N0} failed");
}
