using System.Management.Automation;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>What all commands share: the log, progress, and error records for failures.</summary>
public abstract partial class AuthentikCommand : AsyncCommand
{
    private bool? isWhatIf;
    private ProgressCount? count;

    private CommandLog? log;

    internal ICallLog Log => log ??= new CommandLog(this);

    /// <summary>The progress; null if nobody wants to see it.</summary>
    internal CommandProgress? Progress { get; private set; }

    /// <summary>What the command does with its objects, in the line that shows its progress.</summary>
    private protected virtual string Activity => MyInvocation.MyCommand.Name;

    /// <summary>How many objects the command works on without input from the pipeline; null if that isn't known.</summary>
    private protected long? ObjectCount { get; set; } = 1;

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        Progress = IsSilent("ProgressAction", "ProgressPreference") ? null : new CommandProgress(this);

    /// <inheritdoc/>
    protected override void EndProcessing() => Progress?.Complete();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Progress?.Abandon();
        }
    }

    /// <summary>Runs one part of the work. If it fails, writes an error record for the target and continues.</summary>
    protected async Task<bool> AttemptAsync(object? target, Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work();
            return true;
        }
        catch (Exception error) when (ErrorRecords.CanTell(error))
        {
            await PrepareErrorAsync();
            await OnPipelineAsync(() =>
            {
                WriteError(ErrorRecords.Create(error, target));
                CountFailed();
            });
            return false;
        }
    }

    /// <summary>Writes what has to be written before an error that may end the command.</summary>
    private protected virtual Task PrepareErrorAsync() => Task.CompletedTask;

    /// <summary>Works on one identity after another. One that fails is an error record, and the next ones follow.</summary>
    private protected void RunEach<T>(IEnumerable<T> identities, Func<T, CancellationToken, Task> work)
        where T : notnull => Run(async token =>
    {
        foreach (var identity in identities)
        {
            await AttemptAsync(identity.ToString(), () => work(identity, token));
        }
    });

    /// <summary>Writes objects in order, and counts each.</summary>
    private protected Task WriteCountedAsync(IEnumerable<object> objects) => OnPipelineAsync(() => WriteCounted(objects));

    /// <summary>Writes an object and counts it, without waiting until the pipeline has taken it.</summary>
    private protected void PostCounted(object one) => Post(() => WriteCounted([one]));

    /// <summary>Counts objects that are done, from any thread.</summary>
    private protected void PostDone(long number = 1)
    {
        if (Progress is not null)
        {
            Post(() => FindCount()?.Add(number));
        }
    }

    /// <summary>Counts an object that failed, on the pipeline thread.</summary>
    private protected virtual void CountFailed() => FindCount()?.AddFailed();

    private void WriteCounted(IEnumerable<object> objects)
    {
        var counted = FindCount();
        foreach (var one in objects)
        {
            WriteObject(one);
            counted?.Add();
        }
    }

    private ProgressCount? FindCount()
    {
        count ??= Progress?.OpenCount(Activity);
        if (count is not null)
        {
            count.Total = MyInvocation.ExpectingInput ? null : ObjectCount;
        }

        return count;
    }

    /// <summary>Runs work whose failure ends the command.</summary>
    protected void RunOrThrow(object? target, Func<CancellationToken, Task> work)
    {
        try
        {
            Run(work);
        }
        catch (Exception error) when (ErrorRecords.CanTell(error))
        {
            var record = ErrorRecords.Create(error, target);
            if (IsStopTyped)
            {
                WriteError(record);
            }

            ThrowTerminatingError(record);
        }
    }

    // A script goes on after an error that ends a command, also with -ErrorAction Stop; after this one, it doesn't.
    private bool IsStopTyped =>
        MyInvocation.BoundParameters.TryGetValue("ErrorAction", out var action) && action is ActionPreference.Stop;

    /// <summary>True if the command only shows what it would do.</summary>
    internal bool IsWhatIf => isWhatIf ??= IsSwitchedOn("WhatIf", "WhatIfPreference");

    /// <summary>True if a switch was typed and on, or, where it wasn't typed, if the preference variable is on.</summary>
    protected bool IsSwitchedOn(string parameter, string preference) => LanguagePrimitives.IsTrue(FindPreference(parameter, preference));

    /// <summary>True if nobody wants to see a stream. Only the pipeline thread can read the preference.</summary>
    private protected bool IsSilent(string parameter, string preference) => FindPreference(parameter, preference)?.ToString()
        is nameof(ActionPreference.SilentlyContinue) or nameof(ActionPreference.Ignore);

    /// <summary>True if an error ends the command, or can do so. Only the pipeline thread can read the preference.</summary>
    private protected bool EndsOnError() => FindPreference("ErrorAction", "ErrorActionPreference")?.ToString()
        is nameof(ActionPreference.Stop) or nameof(ActionPreference.Inquire);

    private object? FindPreference(string parameter, string preference) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out var bound) ? bound : GetVariableValue(preference);

    /// <summary>True if a switch was typed and on.</summary>
    internal bool IsTypedOn(string parameter) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out var bound) && LanguagePrimitives.IsTrue(bound);
}
