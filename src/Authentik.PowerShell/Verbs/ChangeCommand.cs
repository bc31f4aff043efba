using System.Management.Automation;
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

    private protected override PSObject? PipelineInput =>
        MyInvocation.ExpectingInput || WasTyped(nameof(InputObject)) ? InputObject : null;

    /// <summary>Checks the values, asks for confirmation and sends them.</summary>
    /// <param name="target">What is changed, for an error record.</param>
    /// <param name="name">Its name in messages; null if the server has one such object.</param>
    /// <param name="origin">The object whose session is used; null for none.</param>
    /// <param name="values">The changes.</param>
    /// <param name="send">Sends them, and returns the changed object.</param>
    private protected async Task ChangeAsync(
        object target, string? name, AuthentikObject? origin, FieldValues values, Func<ResourceWriter, Task<AuthentikObject>> send)
    {
        var session = FindSession(origin);
        var resource = GetClient(session, Resource);
        var described = Describe(name, session);
        resource.Writer.RemoveReadOnlyColumns(values);
        resource.Writer.Require(values, isNew: false);
        if (values.Count == 0)
        {
            throw new InputException(
                InputProblem.NothingToDo,
                $"No change was specified for the {described}. Specify at least one field, with a parameter or a column.",
                target);
        }

        if (!await ShouldAsync(described, $"Change {values.Names()}"))
        {
            return;
        }

        await StartAsync(name ?? target, async () =>
        {
            var changed = await send(resource.Writer);
            return PassThru ? OutputObject.Prepare(changed, Resource) : null;
        });
    }
}
