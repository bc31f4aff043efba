namespace Authentik.Sandboxing.Versions;

/// <summary>What the book says about one version: its resources, their families and their fields.</summary>
internal sealed class Catalog
{
    private readonly BookIndex book;
    private readonly ServerVersion version;
    private readonly ILookup<string, Resource> members;
    private readonly Dictionary<string, Resource> byPath;

    public Catalog(BookIndex book, ServerVersion version)
    {
        this.book = book;
        this.version = version;
        Resources = [.. book.Resources.Where(resource => resource.Versions.Contains(version))];
        byPath = Resources.DistinctBy(resource => resource.Path).ToDictionary(resource => resource.Path, StringComparer.Ordinal);
        members = Resources.Where(resource => resource.Family is not null).ToLookup(resource => resource.Family!, StringComparer.Ordinal);
    }

    /// <summary>The resources this version has.</summary>
    public IReadOnlyList<Resource> Resources { get; }

    /// <summary>The resources of all versions.</summary>
    public IEnumerable<Resource> Book => book.Resources;

    /// <summary>
    /// The family in which an object's id is unique; the resource itself when it has no family, or when each member of the family
    /// counts for itself, as devices do.
    /// </summary>
    public Resource FindRoot(Resource resource) =>
        resource.Family is { } family && book.TryFind(family, out var parent) && parent.IdType == resource.IdType
            ? FindRoot(parent)
            : resource;

    /// <summary>The resources in which ids are unique; several when the members of a family count for themselves.</summary>
    public IEnumerable<Resource> FindTables(Resource resource) =>
        members[resource.Noun].SelectMany(FindTables).Prepend(FindRoot(resource)).Distinct();

    /// <summary>The resource at that path, or all resources directly below it when the path ends with a star.</summary>
    public IEnumerable<Resource> FindBelow(string path)
    {
        if (!path.EndsWith('*'))
        {
            return FindByPath(path) is { } one ? [one] : [];
        }

        var start = path[..^1];
        return Resources.Where(resource =>
            resource.Path.StartsWith(start, StringComparison.Ordinal) && IsOneWord(resource.Path[start.Length..]));
    }

    // The last word of a path. The list of all kinds stores nothing itself.
    private static bool IsOneWord(string rest) => rest.IndexOf('/', StringComparison.Ordinal) == rest.Length - 1 && rest != "all/";

    /// <summary>The resource at that path; null when this version has none.</summary>
    public Resource? FindByPath(string path) => byPath.GetValueOrDefault(path);

    /// <summary>True when a list of the other resource shows objects of this one.</summary>
    public bool IsMember(Resource resource, Resource other) =>
        resource == other || (resource.Family is { } family && book.TryFind(family, out var parent) && IsMember(parent, other));

    /// <summary>The resource that a field refers to; null when this version doesn't have it.</summary>
    public Resource? FindTarget(Field field) =>
        field.RefersTo is { } noun && book.TryFind(noun, out var target) && target.Versions.Contains(version) ? target : null;

    /// <summary>The resources that a UUID of an object of several kinds can refer to; none for other fields and filters.</summary>
    public IEnumerable<Resource> FindTargets(IEnumerable<string> nouns) => nouns.Select(Find).OfType<Resource>();

    public Resource? Find(string noun) => book.TryFind(noun, out var found) && found.Versions.Contains(version) ? found : null;

    /// <summary>The fields in a response. A list of all kinds shows only the fields of every kind.</summary>
    public IEnumerable<Field> FindReadable(Resource resource, Kind? kind) =>
        resource.Fields.Where(field => field.Readable.Contains(version) && HasKind(field, kind));

    /// <summary>The fields that a request can have.</summary>
    public IEnumerable<Field> FindWritable(Resource resource, Kind? kind) =>
        resource.Fields.Where(field => field.Writable.Contains(version) && HasKind(field, kind));

    /// <summary>The fields with which an object of this version is stored.</summary>
    public IEnumerable<Field> FindStored(Resource resource, Kind? kind) =>
        resource.Fields.Where(field => HasKind(field, kind) && IsStored(field));

    public bool Requires(Field field) => field.Required.Contains(version);

    public bool IsLines(Field field) => field.AsLines.Contains(version);

    private bool IsStored(Field field) =>
        field.Versions.Contains(version) || field.Readable.Contains(version) || field.Writable.Contains(version);

    private static bool HasKind(Field field, Kind? kind) =>
        field.OnlyForKinds is null || (kind is not null && field.OnlyForKinds.Contains(kind.Name));
}
