using System.Text.RegularExpressions;

namespace Authentik.Generator.Book.Checking;

/// <summary>What refers to an object can be shown by its name, and an object without a name can be described.</summary>
internal static partial class ReferenceCheck
{
    /// <summary>Checks the marks <c>named</c> and the text under <c>label:</c>.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        foreach (var field in resource.OwnFields.Where(field => field.Marks.Named))
        {
            CheckNamed(field, refusals);
        }

        foreach (var field in resource.Fields)
        {
            if (resource.FindNameProperty(field) is { } name && resource.Fields.Any(other => IsSame(other.Property, name)))
            {
                refusals.Add(
                    RefusalCode.NameTwice,
                    field.Place,
                    $"'{field.Name}' of {resource.Noun} gets the property {name} for a name, but a field has that property already.");
            }
        }

        CheckLabel(resource, refusals);
    }

    private static bool IsSame(string property, string other) => property.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static void CheckNamed(FieldEntry field, Refusals refusals)
    {
        if (field.Type.IsList || field.Marks.WriteOnly || field.Referenced.Count == 0)
        {
            refusals.Add(
                RefusalCode.Contradiction,
                field.Place,
                $"'{field.Name}': named is for a field that responses have and that refers to one object. Write '-> NOUN' or 'of NOUN', "
                    + "or remove named.");
        }

        foreach (var nameless in field.Referenced.Where(kind => kind is { Names.Count: 0, Label: null } || kind.Routing is not null))
        {
            refusals.Add(
                RefusalCode.Contradiction,
                field.Place,
                $"'{field.Name}': named refers to {nameless.Noun}, which has no name. Write 'label:' there, or remove named.");
        }
    }

    private static void CheckLabel(ResourceEntry resource, Refusals refusals)
    {
        if (resource.Label is not { } label)
        {
            return;
        }

        if (resource.Names.Count > 0)
        {
            refusals.Add(
                RefusalCode.Contradiction, resource.Place, $"{resource.Noun} has names, so 'label:' isn't needed. Remove it.");
        }

        foreach (var name in Placeholder().Matches(label).SelectMany(match => match.Groups[1].Value.Split('|')))
        {
            CheckPlaceholder(resource, name, refusals);
        }
    }

    // An id in a label would be what the label is there to avoid.
    private static void CheckPlaceholder(ResourceEntry resource, string name, Refusals refusals)
    {
        var field = resource.Field(name);
        if (field is null or { IsRead: false } or { Marks.Secret: true })
        {
            refusals.Add(
                RefusalCode.UnknownField, resource.Place, $"'label:' of {resource.Noun}: '{name}' isn't a field that can be shown.");
        }
        else if (field.Referenced.Count > 0 && resource.FindNameProperty(field) is null)
        {
            refusals.Add(
                RefusalCode.Contradiction,
                field.Place,
                $"'label:' of {resource.Noun} contains '{name}', which refers to an object. Mark the field named.");
        }
    }

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Placeholder();
}
