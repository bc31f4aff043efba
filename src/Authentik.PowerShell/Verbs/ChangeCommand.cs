using System.Management.Automation;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Changes objects: what is named, and nothing else. It is silent unless -PassThru is given.</summary>
public abstract class ChangeCommand : WriteCommand
{
    /// <summary>What came through the pipeline, to tell a row from an object.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Returns the object as it is after the change. By default, the command returns nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override PSObject? PipelineInput => MyInvocation.ExpectingInput || WasTyped(nameof(InputObject)) ? InputObject : null;

    /// <summary>Checks, asks and sends.</summary>
    /// <param name="target">What is changed, for an error record.</param>
    /// <param name="name">Its name in messages; null where there is one such object and nothing to name.</param>
    /// <param name="origin">The object that says in which session; null for none.</param>
    /// <param name="values">What to change.</param>
    /// <param name="send">Sends it, and returns the object as it is then.</param>
    private protected async Task ChangeAsync(
        object target, string? name, AuthentikObject? origin, FieldValues values, Func<ResourceWriter, Task<AuthentikObject>> send)
    {
        var session = SessionFor(origin);
        var resource = ResourceFor(session, Resource);
        var described = Describe(name, session);
        resource.Writer.Require(values, isNew: false);
        if (values.Count == 0)
        {
            var article = name is null ? "the " : string.Empty;
            throw new InputException(InputProblem.NothingToDo, $"Nothing to change in {article}{described}: name at least one parameter or column.", target);
        }

        if (!await ShouldAsync(described, $"Change {values.Names()}"))
        {
            return;
        }

        await SendAsync(name ?? target, async () =>
        {
            var changed = await send(resource.Writer);
            return PassThru ? OutputWriter.Prepare(changed, Resource) : null;
        });
    }
}
