using Authentik.Book;

namespace Authentik.Sandboxing.Store;

/// <summary>What the book says about one version: its resources, who is whose family, which fields there are.</summary>
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

    public bool IsFamily(Resource resource) => members.Contains(resource.Noun);

    /// <summary>
    /// The family an object's number is unique in; the resource itself where it stands alone, or where its family counts in
    /// texts what each member counts by itself, as with devices.
    /// </summary>
    public Resource Root(Resource resource) =>
        resource.Family is { } family && book.TryFind(family, out var parent) && parent.IdKind == resource.IdKind ? Root(parent) : resource;

    /// <summary>Where the objects of a resource are counted: mostly in one place, for a family that does not count itself in several.</summary>
    public IEnumerable<Resource> TablesOf(Resource resource) => members[resource.Noun].SelectMany(TablesOf).Prepend(Root(resource)).Distinct();

    /// <summary>The resource of that path, or all that stand right below it where the path ends in a star.</summary>
    public IEnumerable<Resource> Below(string path)
    {
        if (!path.EndsWith('*'))
        {
            return AtPath(path) is { } one ? [one] : [];
        }

        var start = path[..^1];
        return Resources.Where(resource => resource.Path.StartsWith(start, StringComparison.Ordinal) && IsOneWord(resource.Path[start.Length..]));
    }

    // The last word of a path; the list of all kinds keeps nothing itself.
    private static bool IsOneWord(string rest) => rest.IndexOf('/', StringComparison.Ordinal) == rest.Length - 1 && rest != "all/";

    /// <summary>The resource of that path; null when this version has none there.</summary>
    public Resource? AtPath(string path) => byPath.GetValueOrDefault(path);

    /// <summary>True when an object of the one is shown in a list of the other.</summary>
    public bool IsA(Resource resource, Resource other) =>
        resource == other || (resource.Family is { } family && book.TryFind(family, out var parent) && IsA(parent, other));

    /// <summary>The resource a field refers to; null when this version does not have it.</summary>
    public Resource? Target(Field field) =>
        field.RefersTo is { } noun && book.TryFind(noun, out var target) && target.Versions.Contains(version) ? target : null;

    public Resource? Find(string noun) => book.TryFind(noun, out var found) && found.Versions.Contains(version) ? found : null;

    /// <summary>The fields that an answer has. A list of all kinds shows only what every kind has.</summary>
    public IEnumerable<Field> Shown(Resource resource, Kind? kind) =>
        resource.Fields.Where(field => field.Readable.Contains(version) && HasKind(field, kind));

    /// <summary>The fields that a request may have.</summary>
    public IEnumerable<Field> Taken(Resource resource, Kind? kind) =>
        resource.Fields.Where(field => field.Writable.Contains(version) && HasKind(field, kind));

    /// <summary>All fields an object of this version is stored with.</summary>
    public IEnumerable<Field> Stored(Resource resource, Kind? kind) =>
        resource.Fields.Where(field => HasKind(field, kind) && IsKept(field));

    /// <summary>True when the path belongs to a resource, or a kind of it, that only other versions have.</summary>
    public bool HasElsewhere(string path) => book.Resources.SelectMany(PathsElsewhere).Any(start => path.StartsWith(start, StringComparison.Ordinal));

    /// <summary>True when an object of this version is stored with the field.</summary>
    public bool IsKept(Field field) => field.Versions.Contains(version) || field.Readable.Contains(version) || field.Writable.Contains(version);

    public bool Requires(Field field) => field.Required.Contains(version);

    public bool IsLines(Field field) => field.Lines.Contains(version);

    private IEnumerable<string> PathsElsewhere(Resource resource) => resource.Versions.Contains(version)
        ? (resource.Kinds?.Kinds ?? []).Where(kind => !kind.Versions.Contains(version)).Select(kind => resource.Kinds!.PathOf(kind))
            .Concat(resource.Kinds?.Together.Contains(version) == false ? [resource.Path] : [])
        : [resource.Path];

    private static bool HasKind(Field field, Kind? kind) => field.OnlyKinds is null || (kind is not null && field.OnlyKinds.Contains(kind.Name));
}
