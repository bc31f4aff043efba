using Authentik.Book;
using Authentik.Conformance.Tests.Documents;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>Where objects of a resource are: a list and the path of one of them, or the path of the only one.</summary>
/// <param name="Path">The path of the list, or of the only object.</param>
/// <param name="Item">The path of one object; null where there is none.</param>
/// <param name="Kind">The kind that is there; null for all.</param>
internal sealed record Place(string Path, string? Item, Kind? Kind)
{
    /// <summary>The places of a resource in a version.</summary>
    public static IReadOnlyList<Place> Of(Resource resource, ApiDocument document, ServerVersion version)
    {
        if (resource.IsSingle)
        {
            return [new Place(resource.Path, null, null)];
        }

        var together = IsTogether(resource, version) ? new[] { At(resource.Path, null) } : [];
        var kinds = resource.Routing?.Kinds
            .Where(kind => kind.Versions.Contains(version))
            .Select(kind => At(resource.Routing.GetPath(kind), kind)) ?? [];
        return [.. together, .. kinds];

        Place At(string path, Kind? kind) => new(path, document.ItemPath(path), kind);
    }

    /// <summary>The paths at which a version lists the objects: one, or one a kind.</summary>
    public static IEnumerable<string> Lists(Resource resource, ServerVersion version) => IsTogether(resource, version)
        ? [resource.Path]
        : resource.Routing!.Kinds.Where(kind => kind.Versions.Contains(version)).Select(resource.Routing.GetPath);

    /// <summary>What can be done there, by the operation that does it; null for what uses an object.</summary>
    public IEnumerable<(Operation Operation, Operations? What)> Operations(bool isSingle)
    {
        var single = isSingle ? Path : Item;
        (string? Path, string Method, Operations? What)[] all =
        [
            (Path, "get", isSingle ? Book.Operations.Get : Book.Operations.List),
            (isSingle ? null : Path, "post", Book.Operations.New),
            (isSingle ? null : Item, "get", Book.Operations.Get),
            (single, "put", Book.Operations.Set),
            (single, "patch", Book.Operations.Set),
            (Item, "delete", Book.Operations.Remove),
            (Item is null ? null : Item + "used_by/", "get", null),
        ];
        return all.Where(one => one.Path is not null).Select(one => (new Operation(one.Path!, one.Method), one.What));
    }

    private static bool IsTogether(Resource resource, ServerVersion version) => resource.Routing?.Together.Contains(version) != false;
}
