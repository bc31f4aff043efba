using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>An action that runs script blocks for what comes through the pipeline.</summary>
public abstract class PipedCommand : ScriptBlockCommand
{
    private bool isInputUsed;

    /// <summary>Specifies the object or row from the pipeline, which script blocks get.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override PSObject? PipelineInput => InputObject;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        isInputUsed = !MyInvocation.ExpectingInput || HasScriptBlocks || IsInputTaken() || TakesInput();
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (!isInputUsed)
        {
            RefuseInput();
            return;
        }

        try
        {
            ProcessInput();
        }
        catch (InputException problem)
        {
            Run(_ => PrepareErrorAsync());
            WriteError(ErrorRecords.Create(problem, FindTarget(problem)));
        }
    }

    /// <summary>True if the command itself takes what is piped, which no parameter takes. Called once, before the first record.</summary>
    private protected virtual bool TakesInput() => false;

    /// <summary>Does the work for an object from the pipeline, or without one.</summary>
    private protected abstract void ProcessInput();

    /// <summary>Names the record in an error that can't show it.</summary>
    private protected abstract string DescribeRecord();

    private object? FindTarget(InputException problem) =>
        problem.Problem != InputProblem.NotComputed ? MyInvocation.MyCommand.Name
        : ComputesSecrets ? DescribeRecord()
        : problem.Target;

    private bool IsInputTaken()
    {
        var piped = MyInvocation.MyCommand.Parameters.Values
            .Where(parameter => parameter.Name != nameof(InputObject))
            .Where(parameter => parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.ValueFromPipeline))
            .ToList();
        return piped.Count > 0 && !piped.Exists(IsTyped);
    }

    // PowerShell itself runs a script block for a parameter that takes pipeline input. Until then, a value of another type is bound.
    private bool IsTyped(ParameterMetadata parameter) =>
        MyInvocation.BoundParameters.TryGetValue(parameter.Name, out var value) && parameter.ParameterType.IsInstanceOfType(value);

    // As PowerShell does if a command has no parameter for what is piped.
    private void RefuseInput()
    {
        var error = new InputException(
            InputProblem.InvalidValue,
            $"{MyInvocation.MyCommand.Name} doesn't use this object from the pipeline, so nothing was sent. Pipe nothing, or specify "
                + "script blocks for values, which run for each object.");
        Run(_ => PrepareErrorAsync());
        WriteError(new ErrorRecord(error, "InputObjectNotBound", ErrorCategory.InvalidArgument, ShowRecord()));
    }
}
