using System.Management.Automation;
using Authentik.Changes;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Changes the specified fields of objects. It returns nothing without -PassThru.</summary>
public abstract class ChangeCommand : WriteCommand
{
    /// <summary>Specifies the object or row from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Returns the object as it is after the change. By default, the command returns nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Activity => $"Changing {Resource.Plural}";

    private protected override FieldPart? FindPart(string parameter) => Resource.Fields
        .Where(field => field.Part is not null)
        .SelectMany(field => new[] { new FieldPart(field, IsAdded: true, null), new FieldPart(field, IsAdded: false, null) })
        .FirstOrDefault(part => string.Equals(part.Parameter, parameter, StringComparison.OrdinalIgnoreCase));

    private protected override PSObject? PipelineInput =>
        MyInvocation.ExpectingInput || WasTyped(nameof(InputObject)) ? InputObject : null;

    /// <summary>Checks the values, asks for confirmation and sends them.</summary>
    /// <param name="identity">What is changed; null if the server has one such object.</param>
    /// <param name="name">Its name in messages; null if the server has one such object.</param>
    /// <param name="origin">The object whose session is used; null for none.</param>
    /// <param name="values">The changes.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    private protected async Task ChangeAsync(
        Identity? identity, string? name, AuthentikObject? origin, FieldValues values, CancellationToken cancellation)
    {
        object target = identity is null ? Resource.Title : identity;
        var session = FindSession(origin);
        var resource = GetClient(session, Resource);
        var described = Describe(name, session);
        resource.Writer.RemoveReadOnlyColumns(values, isNew: false);
        resource.Writer.Require(values, isNew: false);
        if (values.Count == 0)
        {
            throw new InputException(
                InputProblem.NothingToDo,
                $"No change was specified for the {described}. Specify at least one field, with a parameter or a column.",
                target);
        }

        var detail = IsWhatIf ? ChangeDetail.Shown : IsTypedOn("Confirm") ? ChangeDetail.Asked : ChangeDetail.Sent;
        var plan = await resource.Writer.PlanAsync(identity, values, detail, cancellation);
        if (plan.IsNothing && !IsWhatIf)
        {
            Log.Verbose($"The {described} is so already. Nothing was sent.");
        }
        else if (!await ShouldAsync(described, plan.Describe()))
        {
            return;
        }

        await StartAsync(identity?.ToString() ?? Resource.Title, async () =>
        {
            var changed = await resource.Writer.SetAsync(identity, plan, PassThru, cancellation);
            return PassThru ? OutputObject.Prepare(changed!, Resource) : null;
        });
    }
}
