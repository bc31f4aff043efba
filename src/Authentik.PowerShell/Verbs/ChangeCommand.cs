using System.Management.Automation;
using Authentik.Access;
using Authentik.Changes;
using Authentik.Naming;
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

    /// <summary>True if the command needs no question in this call, and changes also what the caller's own access depends on.</summary>
    private protected virtual bool IsForced => false;

    private protected override string Activity => $"Changing {Resource.Plural}";

    private protected override FieldPart? FindPart(string parameter) => Resource.Fields
        .Where(field => field.Part is not null)
        .SelectMany(field => new[] { new FieldPart(field, IsAdded: true, null), new FieldPart(field, IsAdded: false, null) })
        .FirstOrDefault(part => string.Equals(part.Parameter, parameter, StringComparison.OrdinalIgnoreCase));

    private protected override PSObject? PipelineInput =>
        MyInvocation.ExpectingInput || WasTyped(nameof(InputObject)) ? InputObject : null;

    /// <summary>Checks the values, asks for confirmation and sends them.</summary>
    /// <param name="target">What it's about, for an error record.</param>
    /// <param name="identity">What is changed; null if the server has one such object.</param>
    /// <param name="name">Its name in messages; null if the server has one such object.</param>
    /// <param name="origin">The object whose session is used; null for none.</param>
    /// <param name="values">The changes.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    private protected async Task ChangeAsync(
        object? target, Identity? identity, string? name, AuthentikObject? origin, FieldValues values, CancellationToken cancellation)
    {
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
                identity?.ToString() ?? Resource.Title);
        }

        var detail = IsWhatIf ? ChangeDetail.Shown : IsTypedOn("Confirm") ? ChangeDetail.Asked : ChangeDetail.Sent;
        var plan = await resource.Writer.PlanAsync(identity, values, detail, cancellation);
        var (meant, needs) = (identity, string.Empty);
        if (plan.IsNothing && !IsWhatIf)
        {
            Log.Verbose($"The {described} is so already. Nothing was sent.");
        }
        else
        {
            (meant, needs) = await GuardAsync(identity, plan, resource.Writer, session, cancellation);
            if (!await ShouldAsync(described, AddNeeds(plan.Describe(), needs), IsForced))
            {
                return;
            }
        }

        await StartAsync(target, async () =>
        {
            var changed = await resource.Writer.SetAsync(meant, plan, PassThru, cancellation);
            return PassThru ? OutputObject.Prepare(changed!, Resource) : null;
        });
    }

    // The object is looked up once, here, and then written by its id.
    private async Task<(Identity? Meant, string Needs)> GuardAsync(
        Identity? identity, ChangePlan plan, ResourceWriter writer, Session session, CancellationToken cancellation)
    {
        if (identity is null || (IsForced && !IsWhatIf) || !AccessChange.Set(identity, plan).IsMarked)
        {
            return (identity, string.Empty);
        }

        try
        {
            var meant = await writer.ResolveAsync(identity, cancellation);
            return (meant, await GuardAsync(
                session,
                IsForced,
                identity.ToString(),
                access => access.FindLossAsync(AccessChange.Set(meant, plan), cancellation)));
        }
        catch (InputException missing) when (IsWhatIf && missing.Problem == InputProblem.NotFound)
        {
            // An earlier command that was only shown would have created it.
            return (identity, string.Empty);
        }
    }
}
