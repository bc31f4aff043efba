using System.Management.Automation;
using Authentik.Requests;

namespace Authentik.Commands;

/// <summary>Changes an object of which there is one: what is named, and nothing else. From the pipeline come rows, or the object, which says in which session.</summary>
public abstract class SetSingleCommand : WriteCommand
{
    private static readonly HashSet<string> Nothing = [];

    /// <summary>A row whose columns are values, or the object itself.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Returns the object as it is after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override PSObject? PipelineInput => MyInvocation.ExpectingInput || WasTyped(nameof(InputObject)) ? InputObject : null;

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunWithValues(Resource.Title, static _ => Nothing, ChangeAsync);

    private async Task ChangeAsync(FieldValues values, CancellationToken cancellation)
    {
        var session = SessionFor(Origin());
        var resource = ResourceFor(session, Resource);
        if (values.Count == 0)
        {
            throw new InputException(InputProblem.NothingToDo, $"Nothing to change in the {Describe(null, session)}: name at least one parameter or column.", Resource.Title);
        }

        resource.Check(values, isNew: false);
        if (await ShouldAsync(Describe(null, session), $"Change {values.Names()}"))
        {
            await SendAsync(Resource.Title, async () =>
            {
                var changed = await resource.SetSingleAsync(values, cancellation);
                return PassThru ? OutputWriter.Prepare(changed, Resource) : null;
            });
        }
    }

    private AuthentikObject? Origin() => PipelineInput?.BaseObject switch
    {
        AuthentikObject own when own.Resource?.Noun == Resource.Noun => own,
        AuthentikObject other => throw new InputException(
            InputProblem.InvalidValue, $"{Words.A(other.Resource?.Title ?? other.GetType().Name, true)} was given where the {Resource.Title} is expected.", other),
        _ => null,
    };
}
