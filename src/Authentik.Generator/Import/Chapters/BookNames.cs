using Authentik.Generator.Book;
using Authentik.Generator.Names;

namespace Authentik.Generator.Import.Chapters;

/// <summary>What the names in the book stand for, drafts included; a link that isn't decided yet leads nowhere.</summary>
internal sealed class BookNames
{
    private readonly Dictionary<string, ResourceEntry> resources;
    private readonly Dictionary<string, ShapeEntry> shapes;
    private readonly Dictionary<string, EnumEntry> enums;
    private readonly ILookup<string, TypeEntry> references;
    private readonly HashSet<string> reserved = new(StringComparer.OrdinalIgnoreCase);

    public BookNames(BookEntry book)
    {
        resources = book.Resources.ToDictionary(resource => Draft.Strip(resource.Noun), StringComparer.Ordinal);
        shapes = book.Shapes.ToDictionary(shape => shape.Name, StringComparer.Ordinal);
        enums = book.Enums.ToDictionary(values => values.Name, StringComparer.Ordinal);
        references = book.Resources.SelectMany(resource => resource.OwnFields.Concat(resource.Filters))
            .Where(field => field.Type.Kind == FieldType.Reference && !Draft.IsProposal(field.Type.Name))
            .ToLookup(field => field.Name, field => field.Type, StringComparer.Ordinal);
        reserved.UnionWith(resources.Keys.Concat(shapes.Keys).Concat(enums.Keys));
        foreach (var resource in book.Resources.Where(resource => resource.FamilyName is not null))
        {
            resource.Family = Resource(Draft.Strip(resource.FamilyName!));
        }
    }

    /// <summary>The resource of that noun, or null.</summary>
    public ResourceEntry? Resource(string? noun) => noun is null ? null : resources.GetValueOrDefault(Draft.Strip(noun));

    /// <summary>The nested object of that name, or null.</summary>
    public ShapeEntry? Shape(string? name) => name is null ? null : shapes.GetValueOrDefault(name);

    /// <summary>The set of values of that name, or null.</summary>
    public EnumEntry? Enum(string? name) => name is null ? null : enums.GetValueOrDefault(name);

    /// <summary>True when anything has that name.</summary>
    public bool IsTaken(string name) => reserved.Contains(name);

    /// <summary>Takes a name for something that is about to be written.</summary>
    public void Reserve(string name) => reserved.Add(name);

    /// <summary>What fields of that name refer to elsewhere in the book, or null.</summary>
    public string? ReferenceOf(string field) =>
        references[field].GroupBy(type => type.Name).OrderByDescending(same => same.Count()).FirstOrDefault()?.Key;

    /// <summary>The noun that the last or first word of a field's name is, such as Flow for configure_flow; null for none.</summary>
    public string? NounLike(string field, bool hasNumber)
    {
        var words = field.Split("__")[0].Split('_', StringSplitOptions.RemoveEmptyEntries).Select(DotNetNames.ToPascalSingular).ToList();
        return new[] { words[^1], words[0] }.FirstOrDefault(word => Resource(word)?.HasNumber == hasNumber);
    }

    /// <summary>What a type is, with its name looked up.</summary>
    public FieldType KindOf(TypeEntry type) => type.Kind == FieldType.Shape && Enum(type.Name) is not null ? FieldType.Enum : type.Kind;
}
