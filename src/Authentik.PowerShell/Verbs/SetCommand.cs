namespace Authentik.Commands;

/// <summary>Changes objects: what is named, and nothing else. An object of ours through the pipeline says which one is meant, no more.</summary>
public abstract class SetCommand : ChangeCommand
{
    private const string IdentityParameter = "Identity";

    /// <summary>The object to change.</summary>
    protected abstract Identity? IdentityToSet { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ProcessOne(IdentityToSet!);

    // A row with an id and another name renames. What was serialized renames nothing: its name says which object it was.
    private void ProcessOne(Identity identity)
    {
        var renames = PipelineInput is not null && !Row.IsDeserialized(PipelineInput);
        var meant = renames ? identity.WithClaim(null) : identity;
        var name = identity.ToString();
        RunWithValues(name, Naming, (values, token) =>
        {
            NamelessRows.Refuse(identity);
            return ChangeAsync(identity, name, identity.Object, values, writer => writer.SetAsync(meant, values, token));
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
