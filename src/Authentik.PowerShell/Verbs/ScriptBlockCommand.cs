using System.Collections;
using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>
/// A command whose parameters for values take script blocks, which it runs for each record: <c>-Email { "$($_.Username)@example.com" }</c>.
/// </summary>
public abstract class ScriptBlockCommand : ThrottledCommand
{
    private readonly Dictionary<string, ScriptBlockValue> blocks = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string>? typedNames;

    // PowerShell itself runs the script block of a parameter that takes pipeline input, so that the command gets only its result.
    private HashSet<string> TypedNames => typedNames ??= new(
        new PSObject(MyInvocation).Properties["Statement"]?.Value is string typed ? ScriptBlockValue.ListNames(typed) : [],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The object or row from the pipeline; null if there is none.</summary>
    private protected abstract PSObject? PipelineInput { get; }

    /// <summary>True if a script block was specified for a parameter.</summary>
    private protected bool HasScriptBlocks => blocks.Count > 0;

    /// <summary>True if a script block was specified for this parameter.</summary>
    private protected bool IsComputed(string? parameter) => parameter is not null && blocks.ContainsKey(parameter);

    /// <summary>True if a script block was specified for a secret.</summary>
    private protected bool ComputesSecrets => blocks.Keys.Any(IsSecret);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            if (ScriptBlockValue.TryFind(value, out var block))
            {
                blocks[name] = block;
                names.UnionWith(block.Names);
            }
        }

        if (HasScriptBlocks && !MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey("InputObject"))
        {
            RefuseWithoutInput(blocks.Keys.First());
        }
    }

    /// <summary>True if a script block contains the name of a column, which it probably reads.</summary>
    private protected bool IsRead(string column) => names.Contains(column) || TypedNames.Contains(column);

    /// <summary>
    /// The object from the pipeline that script blocks read, in whose session the request is sent unless another object decides; null for
    /// none.
    /// </summary>
    private protected AuthentikObject? FindRecord() => HasScriptBlocks ? PipelineInput?.BaseObject as AuthentikObject : null;

    /// <summary>True for a parameter whose value is a secret.</summary>
    private protected abstract bool IsSecret(string parameter);

    /// <summary>True for a column of a row whose value is a secret.</summary>
    private protected virtual bool IsSecretColumn(string column) => IsSecret(column);

    /// <summary>The record as the target of an error, without secrets; null if it can't be shown.</summary>
    /// <remarks>A record that a secret is computed from contains it in a form that only the script block knows.</remarks>
    private protected object? ShowRecord() => ComputesSecrets ? null : RowReader.RemoveSecrets(PipelineInput, IsSecretColumn);

    /// <summary>The value of a parameter for this record: what was bound, or what its script block returns.</summary>
    /// <exception cref="InputException">The script block failed, or what it returned can't be converted.</exception>
    private protected object? Evaluate(string parameter, object? bound)
    {
        if (!blocks.TryGetValue(parameter, out var block))
        {
            return bound;
        }

        var output = Run(parameter, block);
        if (output.Count == 0)
        {
            throw Refuse(
                $"The script block for -{parameter} returned nothing, so nothing was sent for this object. Use $null for no value, or ,@() "
                    + "for an empty list.");
        }

        try
        {
            return block.Convert(output);
        }
        catch (Exception error) when (TransformAttribute.IsRefusal(error))
        {
            throw Refuse(
                $"The script block for -{parameter} returned an invalid value, so nothing was sent for this object. "
                    + $"Correct the script block. {error.Message}");
        }
    }

    private IReadOnlyList<object?> Run(string parameter, ScriptBlockValue block)
    {
        try
        {
            return block.Run(PipelineInput);
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            var cause = error is ActionPreferenceStopException { ErrorRecord.Exception: { } stopped } ? stopped : error;
            throw IsSecret(parameter) ? RefuseSilently(parameter, error) : Refuse(
                $"The script block for -{parameter} failed, so nothing was sent for this object. Check the script block. "
                    + cause.Message,
                cause);
        }
    }

    // What a script says about its failure can contain the secret that it works with. PowerShell has already noted it in $Error.
    private InputException RefuseSilently(string parameter, RuntimeException error)
    {
        var failures = new List<object>();
        for (Exception? failure = error; failure is not null; failure = failure.InnerException)
        {
            failures.Add(failure);
        }

        if (GetVariableValue("global:Error") is ArrayList errors)
        {
            var own = errors.Cast<object>().Where(one => failures.Contains((one as ErrorRecord)?.Exception ?? one)).ToList();
            own.ForEach(errors.Remove);
        }

        return Refuse(
            $"The script block for -{parameter} failed with {error.GetType().Name}, so nothing was sent for this object. Check it. "
                + "Its message isn't shown, because it can contain the secret.");
    }

    private InputException Refuse(string message, Exception? cause = null) =>
        new(InputProblem.NotComputed, message, ShowRecord(), cause);

    private void RefuseWithoutInput(string parameter)
    {
        var error = new InputException(
            InputProblem.MissingValue,
            $"-{parameter} is a script block, which runs for each object from the pipeline, but nothing was piped. Pipe objects, such as "
                + $"Get-AuthentikUser | ..., or specify the value itself.");
        ThrowTerminatingError(new ErrorRecord(error, "ScriptBlockWithoutInput", ErrorCategory.InvalidArgument, parameter));
    }
}
