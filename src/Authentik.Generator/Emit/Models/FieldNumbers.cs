using Authentik.Book;
using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Models;

/// <summary>The numbers by which the class of an object knows its fields: those of its family come first.</summary>
internal sealed class FieldNumbers
{
    private readonly IReadOnlyList<FieldEntry> own;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    private FieldNumbers(IReadOnlyList<FieldEntry> inherited, IReadOnlyList<FieldEntry> own)
    {
        this.own = own;
        New = [.. own.Where(field => inherited.All(known => known.Name != field.Name))];
        foreach (var field in inherited.Concat(New))
        {
            numbers[field.Name] = numbers.Count;
        }
    }

    /// <summary>The fields that the family doesn't have.</summary>
    public IReadOnlyList<FieldEntry> New { get; }

    /// <summary>The numbers of the fields with other objects.</summary>
    public IEnumerable<int> Nested => own.Where(one => one.Type.Kind == FieldType.Shape).Select(Of);

    /// <summary>The numbers of a resource.</summary>
    public static FieldNumbers Of(ResourceEntry resource) =>
        new(resource.Family is { } family ? ListOwn(family) : [], ListOwn(resource));

    /// <summary>The numbers of a nested object.</summary>
    public static FieldNumbers Of(ShapeEntry shape) => new([], shape.Fields);

    /// <summary>
    /// The fields for which the class has properties of its own. A field that the family already reads into a property of the same type
    /// needs no second one.
    /// </summary>
    public static IReadOnlyList<FieldEntry> ListOwn(ResourceEntry resource) =>
    [
        .. from field in resource.OwnFields
           where field.IsRead
               && (FindInherited(field, resource) is not { } inherited
                   || ClrType.PropertyTypeOf(inherited) != ClrType.PropertyTypeOf(field))
           select field,
    ];

    /// <summary>The same field of the family; null if it has none that is read.</summary>
    public static FieldEntry? FindInherited(FieldEntry field, ResourceEntry? resource) =>
        resource?.Family?.Field(field.Name) is { IsRead: true } inherited ? inherited : null;

    /// <summary>The number of a field.</summary>
    public int Of(FieldEntry field) => numbers[field.Name];
}
