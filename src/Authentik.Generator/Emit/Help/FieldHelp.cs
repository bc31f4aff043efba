using Authentik.Book;
using Authentik.Commands;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Names;

namespace Authentik.Generator.Emit.Help;

/// <summary>The help of a parameter that stands for a field or a filter.</summary>
internal static class FieldHelp
{
    /// <summary>A parameter of New, Set or an action.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isRequired">True when it must be specified.</param>
    /// <param name="aliases">Its other names.</param>
    /// <param name="kinds">The kinds of objects that have it, in a sentence; null for the names of kinds of a resource.</param>
    public static ParameterHelp DescribeField(
        FieldEntry field, bool isRequired, IReadOnlyList<string> aliases, string? kinds = null) =>
        new(field.Parameter, NameType(field), [DescribeValue(field), .. DescribeLimits(field, kinds), .. DescribeChoices(field)])
        {
            IsRequired = isRequired,
            Aliases = aliases,
        };

    /// <summary>The parameters of Set that add to the value of a field and remove from it; none if Set only replaces it.</summary>
    public static IEnumerable<ParameterHelp> DescribeParts(FieldEntry field, string verb)
    {
        if (verb != Verbs.Set || field is not { AddParameter: { } add, RemoveParameter: { } remove })
        {
            return [];
        }

        var type = NameType(field);
        var limits = DescribeVersions(field.Writable).ToList();
        var isMap = field.IsMap;
        var adds = isMap
            ? $"Adds these keys to -{field.Parameter} or changes them, also inside nested keys, and keeps the others."
            : $"Adds to -{field.Parameter} what isn't there yet, and keeps the rest.";
        var removes = isMap
            ? $"Removes these keys from -{field.Parameter} and keeps the others. For a key inside another one, specify both with a dot "
                + "between them. Separate several with commas."
            : $"Removes these from -{field.Parameter} and keeps the rest.";
        return
        [
            new(add, type, [adds + DescribeForm(field), .. limits]),
            new(remove, isMap ? "String[]" : type, [isMap ? removes : removes + DescribeForm(field), .. limits]),
        ];
    }

    /// <summary>A parameter of Get.</summary>
    public static ParameterHelp DescribeFilter(FieldEntry filter, VersionRange versions) =>
        new(filter.Parameter, NameType(filter), [DescribeValue(filter), .. DescribeVersions(versions), .. DescribeChoices(filter)])
        {
            Sets = [ParameterSets.List],
        };

    /// <summary>How an object of a resource can be specified: <c>a slug or name, an id, or the object</c>.</summary>
    public static string DescribeIdentity(ResourceEntry resource) => resource.Names.Count == 0
        ? "an id or the object"
        : $"{Articles.AddTo(English.JoinWithOr([.. resource.Names.Select(name => name.Replace('_', ' '))]))}, an id, or the object";

    private static string NameType(FieldEntry field) => ParameterRules.ItemTypeOf(field) switch
    {
        "string" => "String",
        "int" => "Int32",
        "double" => "Double",
        "bool" => "Boolean",
        "object" => "Object",
        var name => name,
    } + (field.Type.IsList ? "[]" : string.Empty);

    private static string DescribeValue(FieldEntry field) => field.Help + DescribeForm(field);

    private static string DescribeForm(FieldEntry field)
    {
        var form = field.Type.Kind switch
        {
            FieldType.Reference => $" Specify {DescribeIdentity(field.Type.Resource!)}.",
            FieldType.Uuid when field.Targets.Count > 0 =>
                $" Specify a name or slug, a UUID, or the object: {ListKinds(field)}.",
            FieldType.Date =>
                " Specify a date, a string such as 2026-12-31 or 2026-12-31T18:00:00Z, or what counts from now: a TimeSpan or '30 days'.",
            FieldType.Duration => " Specify a TimeSpan, or a string such as 2:00:00, '90 minutes' or 'hours=2;minutes=5'.",
            FieldType.Json => " Specify a dictionary, an object, or JSON in a string.",
            FieldType.NewObject => $" Specify a dictionary, an object, or JSON in a string. {DescribeKeys(field.Type.Resource!)}",
            FieldType.Shape => $" Specify {DescribeShape(field.Type.Shape!)}.",
            _ when field.Marks.Secret => " Specify a SecureString. A string is converted, but stays in the command history.",
            _ => string.Empty,
        };
        return form + (field.Type.IsList ? " Separate several with commas." : string.Empty);
    }

    private static string DescribeKeys(ResourceEntry created) => created.IsFamily
        ? "Its keys are the parameters of the New command of its type."
        : $"Its keys are the parameters of {created.CommandName(Verbs.New)}.";

    private static string ListKinds(FieldEntry field) =>
        English.JoinWithOr([.. field.Targets.Select(kind => Articles.AddTo(kind.Title))]);

    private static string DescribeShape(ShapeEntry shape)
    {
        var properties = shape.Fields.Where(field => field.IsSent).Select(field => field.Property);
        var dictionary = $"a dictionary with {string.Join(", ", properties)}";
        return shape.TextField is null
            ? dictionary
            : $"{dictionary}; or a string, which is the {shape.Fields.First(field => field.Name == shape.TextField).Property}";
    }

    private static IEnumerable<string> DescribeLimits(FieldEntry field, string? kindsInWords)
    {
        if (field.Type is { IsNullable: true, IsList: false } && !field.Marks.NoNull)
        {
            yield return "$null removes the value.";
        }

        if (field.Marks.Only is { } kinds)
        {
            yield return kindsInWords ?? $"Only for the kinds {string.Join(", ", kinds)}.";
        }

        if (field.Marks.Preset is { } preset)
        {
            yield return $"A new object that must have it gets {preset} if it isn't specified.";
        }

        if (field.Marks.RequiredIn is not null && field.Marks.Preset is null)
        {
            yield return $"Required for a new object on server versions: {field.Required.Describe()}.";
        }

        foreach (var note in DescribeVersions(field.Writable))
        {
            yield return field.Alternative is null ? note : $"{note} {field.Alternative}";
        }
    }

    private static IEnumerable<string> DescribeVersions(VersionRange versions) =>
        versions.IsAll ? [] : [$"Server versions: {versions.Describe()}."];

    private static IEnumerable<string> DescribeChoices(FieldEntry field) =>
        field.Type.Enum?.Values.Select(value => DescribeChoice(value, field.Types.GetValueOrDefault(value.Text)?.Noun ?? value.Text)) ?? [];

    private static string DescribeChoice(EnumValueEntry value, string text)
    {
        var versions = value.Versions.IsAll ? string.Empty : $" Server versions: {value.Versions.Describe()}.";
        var instead = value.Instead is null ? string.Empty : $" Use {value.Instead} on others.";
        return $"- {text}: {value.Help}{versions}{instead}";
    }
}
