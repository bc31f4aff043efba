using Authentik.Generator.Book;
using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Names;

namespace Authentik.Generator.Emit.Help;

/// <summary>The help of a parameter that stands for a field or a filter.</summary>
internal static class FieldHelp
{
    /// <summary>A parameter of New or Set.</summary>
    public static ParameterHelp OfField(FieldEntry field, bool isRequired, IReadOnlyList<string> aliases) =>
        new(field.Parameter, TypeName(field), [.. Lead(field), .. FieldNotes(field), .. Values(field)])
        {
            IsRequired = isRequired,
            Aliases = aliases,
        };

    /// <summary>A parameter of Get.</summary>
    public static ParameterHelp OfFilter(FieldEntry filter, string set) =>
        new(filter.Parameter, TypeName(filter), [.. Lead(filter), .. VersionNotes("Server versions that know it", filter.Versions), .. Values(filter)])
        {
            Sets = [set],
        };

    /// <summary>How an object of a resource can be named: <c>a slug or name, an id, or the object</c>.</summary>
    public static string Ways(ResourceEntry resource) => resource.Names.Count == 0
        ? "an id or the object"
        : $"a {string.Join(" or ", resource.Names.Select(name => name.Replace('_', ' ')))}, an id, or the object";

    private static string TypeName(FieldEntry field) => ClrName(ParameterType.OfItem(field)) + (field.Type.IsList ? "[]" : string.Empty);

    private static string ClrName(string name) => name switch
    {
        "string" => "String",
        "int" => "Int32",
        "double" => "Double",
        "bool" => "Boolean",
        "object" => "Object",
        _ => name,
    };

    private static IEnumerable<string> Lead(FieldEntry field)
    {
        var several = field.Type.IsList ? " Several are separated by commas." : string.Empty;
        yield return field.Type.Kind switch
        {
            FieldKind.Reference => $"{field.Help} Takes {Ways(field.Type.Resource!)}.{several}",
            FieldKind.Uuid when field.Kinds.Count > 0 => $"{field.Help} Takes a name or slug, a UUID, or the object: {Words.Either([.. field.Kinds.Select(kind => kind.Title)])}.{several}",
            FieldKind.Json => $"{field.Help} Takes a dictionary, an object, or JSON as text.{several}",
            FieldKind.Shape => $"{field.Help} Takes {ShapeWays(field.Type.Shape!)}.{several}",
            _ when field.Marks.Secret => $"{field.Help} Takes a SecureString; text is converted, but stays in the history.{several}",
            _ => field.Help + several,
        };
    }

    private static string ShapeWays(ShapeEntry shape)
    {
        var text = shape.TextField is null ? string.Empty : $", or a text, which stands for {shape.Fields.First(field => field.Name == shape.TextField).Property}";
        return $"a dictionary with {string.Join(", ", shape.Fields.Where(field => field.IsSent).Select(field => field.Property))}{text}";
    }

    private static IEnumerable<string> FieldNotes(FieldEntry field)
    {
        if (field.Type is { IsNullable: true, IsList: false } && !field.Marks.NoNull)
        {
            yield return "$null takes the value away.";
        }

        if (field.Marks.Only is { } kinds)
        {
            yield return $"Only of the kinds {string.Join(", ", kinds)}.";
        }

        if (field.Marks.RequiredIn is not null)
        {
            yield return $"Server versions that refuse a new one without it: {field.Required.Describe()}.";
        }

        foreach (var note in VersionNotes("Server versions that take it", field.Writable))
        {
            yield return field.Otherwise is null ? note : $"{note} {field.Otherwise}";
        }
    }

    private static IEnumerable<string> VersionNotes(string lead, Authentik.Book.VersionRange versions) =>
        versions.IsAll ? [] : [$"{lead}: {versions.Describe()}."];

    private static IEnumerable<string> Values(FieldEntry field) => field.Type.Enum?.Values.Select(ValueLine) ?? [];

    private static string ValueLine(EnumValueEntry value)
    {
        var versions = value.Versions.IsAll ? string.Empty : $" Server versions that know it: {value.Versions.Describe()}.";
        var instead = value.Instead is null ? string.Empty : $" Use {value.Instead} on others.";
        return $"- {value.Text}: {value.Help}{versions}{instead}";
    }
}
