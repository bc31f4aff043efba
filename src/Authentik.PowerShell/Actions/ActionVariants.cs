using System.Management.Automation;
using System.Security;
using System.Text;

namespace Authentik.Commands;

/// <summary>An action that asks for confirmation, because what it does can't be undone.</summary>
public abstract class ConfirmedActionCommand : ActionCommand
{
    /// <summary>Indicates that the command doesn't ask for confirmation, as -Confirm:$false does.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        HostQuestions.RequireUnlessForced(this, Force);
        base.BeginProcessing();
    }
}

/// <summary>An action that returns a secret, as a SecureString or as a string.</summary>
public abstract class SecretActionCommand : ActionCommand
{
    /// <summary>
    /// Indicates that a string is returned instead of a SecureString. It's then visible on the screen, in transcripts and in variables.
    /// </summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected override object Prepare(object result) =>
        AsPlainText && result is SecureString secret ? SecretText.Reveal(secret) : result;

    private protected override async Task<IReadOnlyList<object>> CallAsync(ActionCall call)
    {
        var found = await base.CallAsync(call);
        return found.Count > 0 ? found : throw new InputException(
            InputProblem.NotFound,
            $"The {call.Target?.Resource.Title} '{call.Target}' doesn't have this secret, or you don't have permission to view it. "
                + "Connect as its owner, or as a superuser.",
            call.Target);
    }
}

/// <summary>An action that returns the content of a file, or writes it to one.</summary>
public abstract class DownloadActionCommand : ActionCommand
{
    private readonly HashSet<string> used = [];
    private string? outPath;

    /// <summary>
    /// Specifies a file to write to, instead of returning the content. An existing file is overwritten only with -Force. A script block
    /// returns the file for each object from the pipeline, which is $_ in it.
    /// </summary>
    [Parameter(Position = 2)]
    [Alias("Path")]
    [PathTransform]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Indicates that the file of -OutFile is overwritten if it exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            outPath = OutFile is null || ScriptBlockValue.TryFind(OutFile, out _) ? null : LocalFile.FindOutput(this, OutFile);
        }
        catch (InputException problem)
        {
            ThrowTerminatingError(ErrorRecords.Create(problem, OutFile));
        }

        base.BeginProcessing();
    }

    private protected override Func<ActionCall, Task<IReadOnlyList<object>>> PrepareCall()
    {
        var path = OutFile is null ? null : outPath ?? LocalFile.FindOutput(this, (string?)Evaluate(nameof(OutFile), OutFile));
        return path is null ? CallAsync : call => DownloadAsync(call, path);
    }

    private protected override async Task<IReadOnlyList<object>> CallAsync(ActionCall call)
    {
        var content = await base.CallAsync(call);
        return content is [] or [""] ? throw CreateEmpty(call) : content;
    }

    private async Task<IReadOnlyList<object>> DownloadAsync(ActionCall call, string path)
    {
        RequireFirstUse(path);
        await using var file = DownloadFile.Open(path, Force);
        var isWhole = BookAction.Returns?.Field is null;
        using var response = await call.Caller.CallAsync(call.Target, call.Values, isWhole ? file.Stream : null, call.Cancellation);
        foreach (var text in isWhole ? [] : ActionResults.Read(BookAction.Returns, response, GetClient(call.Session)))
        {
            await file.Stream.WriteAsync(Encoding.UTF8.GetBytes((string)text), call.Cancellation);
        }

        if (file.Stream.Length == 0)
        {
            throw CreateEmpty(call);
        }

        file.Keep();
        return [];
    }

    private static InputException CreateEmpty(ActionCall call) => new(
        InputProblem.NotFound,
        $"authentik returned nothing for the {call.Target?.Resource.Title ?? "server"} '{call.Target}', so there is no file. "
            + "Check that it is complete. A provider has metadata only if an application uses it.",
        call.Target);

    // With -Force, the file of one object would silently replace that of another.
    private void RequireFirstUse(string path)
    {
        lock (used)
        {
            if (used.Add(path))
            {
                return;
            }
        }

        throw new InputException(
            InputProblem.InvalidValue,
            $"The file {path} is for another object of this command, because -OutFile takes one object only. Run the command once for "
                + "each, or specify a script block that returns a file for each.",
            path);
    }
}
