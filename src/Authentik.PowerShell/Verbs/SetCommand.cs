using System.Management.Automation;
using Authentik.Requests;

namespace Authentik.Commands;

/// <summary>Changes objects: what is named, and nothing else. An object of ours through the pipeline says which one is meant, no more.</summary>
public abstract class SetCommand : WriteCommand
{
    private const string IdentityParameter = "Identity";

    private static readonly HashSet<string> Nothing = [];

    /// <summary>What came through the pipeline, to tell a row from an object.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Returns the object as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The object to change.</summary>
    protected abstract Identity? IdentityToSet { get; }

    private protected override PSObject? PipelineInput => MyInvocation.ExpectingInput || WasTyped(nameof(InputObject)) ? InputObject : null;

    /// <inheritdoc/>
    protected override void ProcessRecord() => ProcessOne(IdentityToSet!);

    private void ProcessOne(Identity identity) => RunWithValues(identity.ToString(), Naming, (values, token) => ChangeAsync(identity, values, token));

    private async Task ChangeAsync(Identity identity, FieldValues values, CancellationToken cancellation)
    {
        var session = SessionFor(identity.Object);
        var resource = ResourceFor(session, Resource);
        if (values.Count == 0)
        {
            throw new InputException(InputProblem.NothingToDo, $"Nothing to change in {Describe(identity.ToString(), session)}: name at least one parameter or column.", identity);
        }

        resource.Check(values, isNew: false);
        if (!await ShouldAsync(Describe(identity.ToString(), session), $"Change {values.Names()}"))
        {
            return;
        }

        await SendAsync(identity.ToString(), async () =>
        {
            var changed = await resource.SetAsync(identity, values, cancellation);
            return PassThru ? OutputWriter.Prepare(changed, Resource) : null;
        });
    }

    // The columns that name the object are no values: its id, or the natural key where there is no id. Where the object was typed, all are.
    private IReadOnlySet<string> Naming(Row row)
    {
        if (WasTyped(IdentityParameter))
        {
            return Nothing;
        }

        var byId = IdentityConverter.IdColumns(Resource).Append(IdentityParameter);
        var naming = row.TryFind(IdentityConverter.IdColumns(Resource), out _, out _) ? byId : byId.Concat(Resource.Names.Take(1));
        return new HashSet<string>(naming, StringComparer.OrdinalIgnoreCase);
    }
}
