using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Models;
using Authentik.Generator.Names;

namespace Authentik.Generator.Emit.Commands;

/// <summary>What the book decides about parameters of generated commands: types, completers, aliases, which are mandatory.</summary>
internal sealed class ParameterRules(BookEntry book)
{
    private readonly IReadOnlyList<ServerVersion> versions = [.. ListVersions(book.Oldest, book.Newest)];

    /// <summary>The type of a parameter, which is null until a value is specified.</summary>
    public static string TypeOf(FieldEntry field) => ItemTypeOf(field) + (field.Type.IsList ? "[]?" : "?");

    /// <summary>The type of one value: an identity where the property has an id, else the property's type.</summary>
    public static string ItemTypeOf(FieldEntry field) => field switch
    {
        { Type.Kind: FieldType.Reference } => field.Type.Name + "Identity",
        { Targets.Count: > 0 } => "AnyIdentity",
        _ => ClrType.ItemTypeOf(field),
    };

    /// <summary>The class that completes values of the parameter, or null.</summary>
    public static string? CompleterOf(FieldEntry field) => field.Type.Kind switch
    {
        FieldType.Reference => "NameCompleter",
        FieldType.Uuid when field.Targets.Any(kind => kind.Names.Count > 0) => "NameCompleter",
        FieldType.Enum or FieldType.Boolean => "ValueCompleter",
        FieldType.Duration => "DurationCompleter",
        FieldType.Text when field.Marks.StoredFile => "StoredFileCompleter",
        _ => null,
    };

    /// <summary>The filters by their parameters: several for one whose name in the API depends on the version.</summary>
    public static IEnumerable<IReadOnlyList<FieldEntry>> GroupFilters(ResourceEntry resource) =>
        resource.Filters.GroupBy(filter => filter.Parameter, StringComparer.OrdinalIgnoreCase).Select(group => group.ToList());

    /// <summary>True if an object of another kind narrows a list of the resource.</summary>
    public static bool TakesRelated(ResourceEntry resource) => resource.Filters.Any(filter =>
        filter.Marks.About is not null || filter.Referenced.Any(kind => kind.Noun != resource.Noun));

    /// <summary>The aliases of each of these fields: the API's name and the property's. Columns of a row match them as well.</summary>
    public static IReadOnlyDictionary<FieldEntry, IReadOnlyList<string>> AliasesOf(IReadOnlyList<FieldEntry> fields)
    {
        var taken = fields.Select(field => field.Parameter).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return fields.ToDictionary(field => field, field => ChooseAliases(field, taken));
    }

    /// <summary>The field that New takes without its name: the one by which people know the object; null if there is none.</summary>
    public static FieldEntry? FindFirst(ResourceEntry resource)
    {
        var names = resource.Names.Select(name => resource.Fields.FirstOrDefault(field => field.Name == name && field.IsSentBy(Verbs.New)))
            .OfType<FieldEntry>().ToList();
        return names.FirstOrDefault(field => field.Marks.SlugOf is null);
    }

    /// <summary>True when PowerShell itself prompts for the parameter of New.</summary>
    /// <remarks>
    /// Only if every server that has the resource takes the field and requires it: on all others, a mandatory parameter would be a
    /// question without a right answer. What a server requires beyond that is checked when its version is known.
    /// </remarks>
    public bool IsMandatory(FieldEntry field, ResourceEntry resource) =>
        field.Marks is { Required: true, Only: null, IsDerived: false }
        && IsRequiredIn(field, resource.Versions);

    /// <summary>The same for a parameter of an action.</summary>
    public bool IsMandatory(FieldEntry field, ActionEntry action) =>
        field.Marks is { Required: true, Only: null, Preset: null } && IsRequiredIn(field, action.Versions);

    private bool IsRequiredIn(FieldEntry field, VersionRange range) =>
        versions.Where(range.Contains).All(version => field.Required.Contains(version) && field.Writable.Contains(version));

    // An alias that another parameter has as its name would make the command uncallable.
    private static IReadOnlyList<string> ChooseAliases(FieldEntry field, HashSet<string> taken)
    {
        string[] wanted = [field.Name, field.Property];
        return [.. wanted.Where(name => ReservedNames.FindOwnerOfParameter(name) is null && taken.Add(name))];
    }

    // Series and patches have small numbers; the year after the newest stands for all servers to come.
    private static IEnumerable<ServerVersion> ListVersions(ServerVersion oldest, ServerVersion newest) =>
        from year in Enumerable.Range(oldest.Year, newest.Year - oldest.Year + 2)
        from series in Enumerable.Range(1, 12)
        from patch in Enumerable.Range(0, 12)
        let version = new ServerVersion(year, series, patch)
        where version >= oldest
        select version;
}
