using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>
/// Counts what a command did with the objects of a pipeline, and tells it at the end, or when the pipeline is stopped. Then the command
/// can't write anymore, so the host is told.
/// </summary>
internal sealed class BulkCount
{
    private readonly string command;
    private readonly PSHostUserInterface? host;
    private long done;
    private long failed;
    private volatile bool isStopped;

    public BulkCount(PSCmdlet command)
    {
        this.command = command.MyInvocation.MyCommand.Name;
        var preference = command.MyInvocation.BoundParameters.TryGetValue("WarningAction", out var typed)
            ? typed
            : command.GetVariableValue("WarningPreference");
        var isQuiet = preference?.ToString() is nameof(ActionPreference.SilentlyContinue) or nameof(ActionPreference.Ignore);
        host = isQuiet ? null : command.Host?.UI;
    }

    /// <summary>Counts one that is done.</summary>
    public void AddDone() => Interlocked.Increment(ref done);

    /// <summary>Counts one that failed.</summary>
    public void AddFailed() => Interlocked.Increment(ref failed);

    /// <summary>Notes that the pipeline is being stopped.</summary>
    public void Stop() => isStopped = true;

    /// <summary>Tells the log how many there were.</summary>
    public void Complete(ICallLog log) => log.Verbose($"{command}: {Describe()}.");

    /// <summary>If the pipeline was stopped, tells how far it was.</summary>
    /// <param name="open">How many requests were under way; they may have been processed.</param>
    public void TellStopped(int open)
    {
        if (isStopped)
        {
            isStopped = false;
            var rest = open == 0
                ? string.Empty
                : string.Create(CultureInfo.CurrentCulture, $" The last {open:N0} may have been done, too: check before you repeat them.");
            host?.WriteWarningLine($"{command} was stopped: {Describe()}.{rest}");
        }
    }

    private string Describe() => string.Create(
        CultureInfo.CurrentCulture, $"{Interlocked.Read(ref done):N0} done, {Interlocked.Read(ref failed):N0} failed");
}
