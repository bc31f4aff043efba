using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Names;

namespace Authentik.Generator.Emit.Models;

/// <summary>
/// The comments in the models' code: facts of the API. The sentences are only in the help, so that a changed sentence
/// compiles nothing.
/// </summary>
internal static class Documentation
{
    /// <summary>Of the class of a resource.</summary>
    public static string Describe(ResourceEntry resource) =>
        $"{English.Capitalize(resource.Title)}, an object of {resource.Path}{In(resource.Versions)}.";

    /// <summary>Of the class of a nested object.</summary>
    public static string Describe(ShapeEntry shape) => $"{English.Capitalize(English.SplitPascal(shape.Name))}, a part of other objects.";

    /// <summary>Of a property.</summary>
    public static string Describe(FieldEntry field) => $"The API's {field.Name}{Refers(field)}{In(field.Readable)}.";

    /// <summary>Of the property with the kind of an object.</summary>
    public const string Kind = "The kind within the family, as -Kind takes it. A kind that the module doesn't know has the server's name.";

    /// <summary>Of the property with the name of the object that a field refers to.</summary>
    public static string DescribeName(FieldEntry field) =>
        $"The name of the object that {field.Property} refers to; null where it isn't known.";

    private static string Refers(FieldEntry field) => field.Type.Kind switch
    {
        FieldType.Reference => $", which refers to {field.Type.Name}",
        FieldType.Enum => $", one of {field.Type.Name}",
        _ => string.Empty,
    };

    private static string In(VersionRange versions) => versions.IsAll || versions.IsNone ? string.Empty : $", in {versions.Describe()}";
}
