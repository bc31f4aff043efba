using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>
/// Changes objects. An object from the pipeline only identifies what to change, so that none of its other, older values is sent.
/// </summary>
public abstract class SetCommand : ChangeCommand
{
    private const string IdentityParameter = "Identity";

    /// <summary>The object to change.</summary>
    protected abstract Identity? IdentityToSet { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ProcessOne(IdentityToSet!);

    // A row with an id and another name renames the object. The name of a deserialized object only identifies it.
    private void ProcessOne(Identity identity)
    {
        var renames = PipelineInput is not null && !Row.IsDeserialized(PipelineInput);
        var meant = renames ? identity.WithClaim(null) : identity;
        var target = FindTarget(identity);
        RunWithValues(target, FindNaming, (values, token) =>
        {
            NamelessRows.Refuse(identity);
            return ChangeAsync(target, meant, DescribeRow(identity), identity.Object ?? FindRecord(), values, token);
        });
    }

    // A row that failed can be piped again.
    private object? FindTarget(Identity identity) => Unwrap.IsRow(PipelineInput) ? ShowRecord() : identity.ToString();

    // In a question, a number says little beside the name that the row has.
    private static string DescribeRow(Identity identity) =>
        identity.Claim is { } claimed ? $"{claimed} ({identity})" : identity.ToString();

    // The id identifies the object, or without one the name. These columns aren't values, unless -Identity was typed.
    private IReadOnlySet<string> FindNaming(Row row)
    {
        if (WasTyped(IdentityParameter))
        {
            return NoColumns;
        }

        var ids = IdentityConverter.ListIdColumns(Resource).ToList();
        var names = row.TryFind(ids, out _) ? [] : Resource.Names.Take(1);
        return new HashSet<string>([.. ids, IdentityParameter, .. names], StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>Changes objects that the caller's own access can depend on.</summary>
public abstract class GuardedSetCommand : SetCommand
{
    /// <summary>
    /// Indicates that the command also changes what would take your own access, such as your user or token, and that it doesn't ask for
    /// confirmation, as with -Confirm:$false.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;
}

/// <summary>Changes an object that a server has only one of. The pipeline takes rows, or the object, whose session is used.</summary>
public abstract class SetSingleCommand : ChangeCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => RunWithValues(
        Resource.Title,
        static _ => NoColumns,
        (values, token) => ChangeAsync(Resource.Title, null, null, FindOrigin(), values, token));

    private AuthentikObject? FindOrigin() => PipelineInput?.BaseObject switch
    {
        AuthentikObject own when own.Resource?.Noun == Resource.Noun => own,
        AuthentikObject other when HasScriptBlocks => other,
        AuthentikObject other => throw new InputException(
            InputProblem.InvalidValue,
            $"{Articles.AddCapitalTo(other.Resource?.Title ?? other.GetType().Name)} was specified, but the {Resource.Title} is expected. "
            + "Use the Get command with the same noun to get it.",
            other),
        _ => null,
    };
}
