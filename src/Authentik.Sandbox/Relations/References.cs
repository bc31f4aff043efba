using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Relations;

/// <summary>A field of an object that refers to another object.</summary>
internal sealed record Reference(Row From, Field Field);

/// <summary>Finds the references to an object.</summary>
internal sealed class References(ServerState state)
{
    /// <summary>All fields that contain the object's id.</summary>
    public IEnumerable<Reference> FindReferences(Row row) =>
        from other in state.Objects.All
        from field in FindFieldsThatReferTo(other, row)
        where Contains(other.Values[field.Name], row.IdString)
        select new Reference(other, field);

    /// <summary>All objects that show this one whole, with the name of the field, as a device shows its user.</summary>
    public IEnumerable<(Row From, string Field)> FindLinks(Row row) =>
        from other in state.Objects.All
        from pair in other.Values
        where Link.Read(pair.Value) is { } link && link.Id == row.IdString && IsListOf(link.Path, row)
        select (other, pair.Key);

    /// <summary>The fields of an object in which references to other objects are stored.</summary>
    public IEnumerable<Field> FindStoredReferences(Row row) =>
        state.Catalog.FindStored(row.Resource, row.Kind)
            .Where(field => field.Type == FieldType.Reference && !MirroredLists.Contains(row.Resource, field));

    private IEnumerable<Field> FindFieldsThatReferTo(Row from, Row to)
    {
        var root = state.Catalog.FindRoot(to.Resource);
        var references = FindStoredReferences(from).Where(field => state.Catalog.FindTarget(field) is { } target
            && state.Catalog.FindRoot(target) == root);
        return references.Concat(FindTargets(from).Where(field =>
            state.Catalog.FindTargets(field.TargetNouns).Any(target => state.Catalog.FindRoot(target) == root)));
    }

    // What a UUID refers to is deleted in a single field only: lists of them are those of requests.
    private IEnumerable<Field> FindTargets(Row row) => state.Catalog.FindStored(row.Resource, row.Kind)
        .Where(field => field is { Type: FieldType.Uuid, IsList: false, TargetNouns.Count: > 0 });

    private bool IsListOf(string path, Row row) => state.Catalog.FindByPath(path) is { } target
        && state.Catalog.FindRoot(target) == state.Catalog.FindRoot(row.Resource);

    private static bool Contains(JsonNode? value, string id) =>
        value is JsonArray ? value.AsStrings().Contains(id) : value is not null && value.ToString() == id;
}

/// <summary>
/// Lists that show references of other objects: the users of a group are those that have the group in their list. They aren't
/// stored.
/// </summary>
internal static class MirroredLists
{
    private static readonly HashSet<(string Path, string Field)> Known =
    [
        ("/core/groups/", "users"),
        ("/core/groups/", "children"),
    ];

    public static bool Contains(Resource resource, Field field) => Known.Contains((resource.Path, field.Name));
}
