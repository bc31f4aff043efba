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
    protected abstract Identity? Target { get; }

    private protected override PSObject? PipelineInput => MyInvocation.ExpectingInput ? InputObject : null;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(token => AttemptAsync(Target?.ToString(), () => ChangeAsync(Target!, token)));

    private async Task ChangeAsync(Identity identity, CancellationToken cancellation)
    {
        var session = SessionFor(identity.Object);
        var resource = ResourceFor(session, Resource);
        var values = Values(Naming());
        if (values.Count == 0)
        {
            throw new InputException(InputProblem.NothingToDo, $"Nothing to change in {Describe(identity.ToString(), session)}: name at least one parameter or column.", identity);
        }

        resource.Check(values, isNew: false);
        if (!await ShouldAsync(Describe(identity.ToString(), session), $"Change {values.Names()}"))
        {
            return;
        }

        var changed = await resource.SetAsync(identity, values, cancellation);
        if (PassThru)
        {
            await WriteAsync([OutputWriter.Prepare(changed, Resource)]);
        }
    }

    // In a row that names the object, the columns that may name it are no values; where the object was typed, they are.
    private IReadOnlySet<string> Naming() => WasTyped(IdentityParameter)
        ? Nothing
        : new HashSet<string>(IdentityConverter.ColumnsOf(Resource).Take(3 + Math.Min(1, Resource.Names.Count)), StringComparer.OrdinalIgnoreCase);
}
