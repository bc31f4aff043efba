using System.Management.Automation;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>What all commands share: the session they act in, the log, and errors as error records.</summary>
public abstract class AuthentikCommand : AsyncCommand
{
    private CommandLog? log;

    internal ICallLog Log => log ??= new CommandLog(this);

    /// <summary>Does one piece of the work; when it fails, writes an error record for the target and goes on.</summary>
    protected async Task<bool> AttemptAsync(object? target, Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work();
            return true;
        }
        catch (Exception error) when (ErrorRecords.Knows(error))
        {
            await OnPipelineAsync(() =>
            {
                WriteError(ErrorRecords.Make(error, target));
                return true;
            });
            return false;
        }
    }

    /// <summary>Runs work of which a failure ends the command.</summary>
    protected void RunOrThrow(object? target, Func<CancellationToken, Task> work)
    {
        try
        {
            Run(work);
        }
        catch (Exception error) when (ErrorRecords.Knows(error))
        {
            ThrowTerminatingError(ErrorRecords.Make(error, target));
        }
    }

    /// <summary>True when something is only to be shown, not done.</summary>
    protected bool IsWhatIf => IsSwitchedOn("WhatIf", "WhatIfPreference");

    /// <summary>True when a parameter was typed and on, or the preference variable is.</summary>
    protected bool IsSwitchedOn(string parameter, string preference) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out var bound)
            ? LanguagePrimitives.IsTrue(bound)
            : LanguagePrimitives.IsTrue(GetVariableValue(preference));

    // Under -Debug alone, PowerShell asks before each verbose line whether to go on; there the line is a debug one.
    internal void PostVerbose(string text) => Post(() =>
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

    internal void PostDebug(string text) => Post(() => WriteDebug(text));

    internal void PostWarning(string text) => Post(() => WriteWarning(text));

    /// <summary>True when a switch was typed, and on.</summary>
    protected bool IsTypedOn(string parameter) => MyInvocation.BoundParameters.TryGetValue(parameter, out var bound) && LanguagePrimitives.IsTrue(bound);

    internal bool WantsDebug => MyInvocation.BoundParameters.ContainsKey("Debug")
        || (GetVariableValue("DebugPreference") is { } preference && preference.ToString() != nameof(ActionPreference.SilentlyContinue));

    private sealed class CommandLog(AuthentikCommand command) : ICallLog
    {
        // Read while the command is made, on the pipeline thread: variables are not to be read on others.
        public bool WantsDetails { get; } = command.WantsDebug;

        public void Verbose(string text) => command.PostVerbose(text);

        public void Debug(string text) => command.PostDebug(text);

        public void Warning(string text) => command.PostWarning(text);
    }
}
