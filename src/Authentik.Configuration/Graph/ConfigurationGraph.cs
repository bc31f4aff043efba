using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>The objects of a configuration by their keys, and what it can't tell.</summary>
/// <param name="book">The resources that there are.</param>
internal sealed class ConfigurationGraph(BookIndex book)
{
    private readonly SortedDictionary<ObjectKey, ConfigurationObject> objects = [];
    private readonly HashSet<ObjectKey> ambiguous = [];
    private readonly List<ConfigurationGap> gaps = [];

    /// <summary>The resources that there are.</summary>
    public BookIndex Book => book;

    /// <summary>The objects, by kind and name.</summary>
    public IEnumerable<ConfigurationObject> Objects => objects.Values;

    /// <summary>How many objects there are.</summary>
    public int Count => objects.Count;

    /// <summary>What couldn't be read: it isn't absent.</summary>
    public IReadOnlyList<ConfigurationGap> Gaps => gaps;

    /// <summary>The object of a key; null if there is none.</summary>
    public ConfigurationObject? Find(ObjectKey key) => objects.GetValueOrDefault(key);

    /// <summary>Adds an object; false if there is one with its key.</summary>
    public bool Add(ConfigurationObject one) => !ambiguous.Contains(one.Key) && objects.TryAdd(one.Key, one);

    /// <summary>Leaves out all objects of a key, because nobody knows which one is meant.</summary>
    public void LeaveOut(ObjectKey key)
    {
        objects.Remove(key);
        ambiguous.Add(key);
    }

    /// <summary>Notes what couldn't be read.</summary>
    public void AddGap(ConfigurationGap gap) => gaps.Add(gap);

    /// <summary>True if objects of a kind may exist that aren't here.</summary>
    public bool HasGap(Resource resource) => gaps.Exists(gap => gap.Kind == resource.Noun && gap.Name is null);

    /// <summary>True if objects of a kind exist that the caller may not see.</summary>
    public bool MayHide(Resource resource) => gaps.Exists(gap => gap is { Name: null, IsTurnedOff: false } && gap.Kind == resource.Noun);

    /// <summary>True if the object of a key may exist although it isn't here.</summary>
    public bool HasGap(Resource resource, ObjectKey key) => ambiguous.Contains(key) || HasGap(resource);

    /// <summary>The objects that an object refers to, each once.</summary>
    public IEnumerable<ObjectKey> ListReferences(ConfigurationObject one) => ListFieldReferences(one).Select(each => each.Key).Distinct();

    /// <summary>The fields by which an object refers to others, with each of them.</summary>
    public IEnumerable<(Field Field, ObjectKey Key)> ListFieldReferences(ConfigurationObject one) =>
        from field in RoleObjectPermissions.AddTo(one.Resource)
        from key in ReferenceForm.ListKeys(book, field, one.Values[field.Name])
        select (field, key);
}

/// <summary>What couldn't be read of a configuration, and why.</summary>
/// <param name="Kind">Noun of the kind.</param>
/// <param name="Name">The object, or what it refers to; null for all objects of the kind.</param>
/// <param name="Reason">Why.</param>
internal sealed record ConfigurationGap(string Kind, string? Name, string Reason)
{
    /// <summary>True if some objects of the kind were read, and others may exist.</summary>
    public bool IsPartial { get; init; }

    /// <summary>True if the server has no such objects, as most servers have no tenants.</summary>
    public bool IsTurnedOff { get; init; }
}
