using System.Management.Automation;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <content>
/// What a command says. Names of objects are in it, so control characters and line breaks are shown as signs, and not sent to the
/// terminal.
/// </content>
public abstract partial class AuthentikCommand
{
    /// <summary>Asks PowerShell whether to do something.</summary>
    protected new bool ShouldProcess(string target, string action) =>
        base.ShouldProcess(VisibleText.Show(target), VisibleText.Show(action));

    /// <summary>The same with a question of its own.</summary>
    protected new bool ShouldProcess(string description, string question, string caption) =>
        base.ShouldProcess(VisibleText.Show(description), VisibleText.Show(question), caption);

    /// <summary>Writes a warning.</summary>
    protected new void WriteWarning(string text) => base.WriteWarning(VisibleText.Show(text));

    /// <summary>Writes a verbose line.</summary>
    protected new void WriteVerbose(string text) => base.WriteVerbose(VisibleText.Show(text));

    /// <summary>Writes a debug line.</summary>
    protected new void WriteDebug(string text) => base.WriteDebug(VisibleText.Show(text));

    /// <summary>Writes an error.</summary>
    protected new void WriteError(ErrorRecord error) => base.WriteError(ErrorRecords.MakeVisible(error));

    /// <summary>Ends the command with an error.</summary>
    protected new void ThrowTerminatingError(ErrorRecord error) => base.ThrowTerminatingError(ErrorRecords.MakeVisible(error));

    /// <summary>Writes a warning, from any thread.</summary>
    internal void PostWarning(string text) => Post(() => WriteWarning(text));

    /// <summary>Writes lines of progress, from any thread.</summary>
    internal void PostProgress(Action write) => Post(write);

    // With -Debug alone, PowerShell asks after each verbose line whether to continue. There the line becomes a debug line.
    private void PostVerbose(string text) => Post(() =>
    {
        if (IsTypedOn("Debug") && !MyInvocation.BoundParameters.ContainsKey("Verbose"))
        {
            WriteDebug(text);
        }
        else
        {
            WriteVerbose(text);
        }
    });

    private sealed class CommandLog(AuthentikCommand command) : ICallLog
    {
        // Read when the log is created, on the pipeline thread: other threads can't read variables.
        public bool WantsLines { get; } = Wants(command, "Verbose") || Wants(command, "Debug");

        public bool WantsDetails { get; } = Wants(command, "Debug");

        public void Verbose(string text) => command.PostVerbose(text);

        public void Debug(string text) => command.Post(() => command.WriteDebug(text));

        public void Warning(string text) => command.PostWarning(text);

        private static bool Wants(AuthentikCommand command, string stream) => !command.IsSilent(stream, $"{stream}Preference");
    }
}
