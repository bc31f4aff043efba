namespace Authentik;

/// <summary>
/// What names an object of one of several kinds, such as what a policy is bound to: its name or slug, its UUID, or the object itself.
/// A name is looked up among all kinds when the session is known, and must be that of one object alone.
/// </summary>
public sealed class AnyIdentity
{
    /// <summary>What policies are bound to has a UUID for that beside its own, in one of these fields.</summary>
    internal static readonly string[] IdFields = ["policybindingmodel_ptr_id", "pbm_uuid"];

    /// <summary>Takes a name or slug, or a UUID as text.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public AnyIdentity(string name)
    {
        Name = string.IsNullOrWhiteSpace(name) ? throw new ArgumentException("An empty text names nothing.") : name.Trim();
        Id = Guid.TryParse(Name, out var id) ? id : null;
    }

    /// <summary>Takes the UUID.</summary>
    public AnyIdentity(Guid id)
    {
        (Id, Name) = (id, id.ToString());
    }

    /// <summary>Takes the object itself.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public AnyIdentity(AuthentikObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        (Object, Name) = (value, value.Resource?.Title ?? value.GetType().Name);
    }

    /// <summary>The UUID, where that is what was given.</summary>
    public Guid? Id { get; }

    /// <summary>The object, where that is what was given.</summary>
    public AuthentikObject? Object { get; }

    /// <summary>The name, slug or UUID that was given; of an object, what kind it is.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
