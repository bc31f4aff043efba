using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Relations;

/// <summary>A field of one object that refers to another one.</summary>
internal sealed record Reference(Row From, Field Field);

/// <summary>Finds who refers to an object.</summary>
internal sealed class References(World world)
{
    /// <summary>All fields that hold the object's id.</summary>
    public IEnumerable<Reference> To(Row row) =>
        from other in world.Objects.All
        from field in FieldsTo(other, row)
        where Holds(other.Values[field.Name], row.IdText)
        select new Reference(other, field);

    /// <summary>All objects that show this one whole, with the name of the field: a device its user, an invitation who made it.</summary>
    public IEnumerable<(Row From, string Field)> Links(Row row) =>
        from other in world.Objects.All
        from pair in other.Values
        where Link.Read(pair.Value) is { } link && link.Id == row.IdText && IsPathOf(link.Path, row)
        select (other, pair.Key);

    /// <summary>The fields of an object that may refer to others, and do so by themselves.</summary>
    public IEnumerable<Field> FieldsOf(Row row) =>
        world.Catalog.Stored(row.Resource, row.Kind).Where(field => field.Kind == FieldKind.Reference && !Mirrors.IsMirror(row.Resource, field));

    private IEnumerable<Field> FieldsTo(Row from, Row to) =>
        FieldsOf(from).Where(field => world.Catalog.Target(field) is { } target && world.Catalog.Root(target) == world.Catalog.Root(to.Resource));

    private bool IsPathOf(string path, Row row) => world.Catalog.AtPath(path) is { } target && world.Catalog.Root(target) == world.Catalog.Root(row.Resource);

    private static bool Holds(JsonNode? value, string id) =>
        value is JsonArray ? value.AsTexts().Contains(id) : value is not null && value.ToString() == id;
}
