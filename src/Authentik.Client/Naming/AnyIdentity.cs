namespace Authentik;

/// <summary>
/// Identifies an object of one of several kinds, such as the target of a policy binding: by its name or slug, by its UUID, or as the
/// object itself. A name is looked up among all kinds when the session is known, and must belong to one object alone.
/// </summary>
public sealed class AnyIdentity
{
    /// <summary>Takes a name or slug, or a UUID as a string.</summary>
    /// <exception cref="ArgumentException">The string is empty, or can't be sent.</exception>
    public AnyIdentity(string name)
    {
        Name = string.IsNullOrWhiteSpace(name)
            ? throw new ArgumentException("The name is empty. Specify the object by its name or UUID, or as an object.")
            : TextFlaw.FindInName(name) is { } flaw ? throw new ArgumentException($"The name {flaw}") : name.Trim();
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
        (Object, Name) = (value, value.DescribeKind());
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
