using Authentik.Book;

namespace Authentik.Commands;

/// <summary>The types of a family as people name them: by the noun of their commands, with or without that of the family.</summary>
internal static class FamilyTypes
{
    /// <summary>The name of the model of a noun. Other strings stay as they are.</summary>
    public static string FindModel(Field field, string text) =>
        ListTypes(field).FirstOrDefault(type => FamilyKinds.IsNamed(type, text))?.ModelName ?? text;

    /// <summary>The values of a field with the nouns in the place of models.</summary>
    public static EnumSet NameByNouns(Field field) => Resources.Book.NameByNouns(field.Values!);

    /// <summary>The resource of a model.</summary>
    /// <exception cref="InputException">The field has no such value.</exception>
    public static Resource Find(Field field, string? model)
    {
        var types = ListTypes(field).ToList();
        var nouns = types.Select(type => type.Noun).ToList();
        return types.Find(type => type.ModelName == model) ?? throw new InputException(
            InputProblem.InvalidValue,
            $"'{model}' isn't valid for -{field.Parameter}. {NearestName.Ask(model ?? string.Empty, nouns)}"
                + $"Use one of: {string.Join(", ", nouns)}.",
            model);
    }

    private static IEnumerable<Resource> ListTypes(Field field) => field.Values!.Values
        .Select(value => Resources.Book.TryFindModel(value.Text, out var type) ? type : null)
        .OfType<Resource>();
}
