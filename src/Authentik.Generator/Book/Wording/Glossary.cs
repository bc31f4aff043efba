using Authentik.Generator.Names;

namespace Authentik.Generator.Book.Wording;

/// <summary>What fields and filters mean that mean the same everywhere, said once.</summary>
/// <param name="Fields">Help by the API's name, or by name and type where the type makes a difference (<c>pk int</c>).</param>
/// <param name="Filters">Help by the query's name.</param>
internal sealed record Glossary(IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Filters)
{
    private const string Title = "{title}";
    private const string Titles = "{titles}";

    /// <summary>A glossary without entries.</summary>
    public static Glossary Empty { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>What a field of something with that title means; null where the glossary does not say.</summary>
    public string? OfField(FieldEntry field, string title) =>
        Fill(Fields.GetValueOrDefault($"{field.Name} {TypeWord(field.Type)}") ?? Fields.GetValueOrDefault(field.Name), title);

    /// <summary>What a filter of such things means; null where the glossary does not say.</summary>
    public string? OfFilter(FieldEntry filter, string title) => Fill(Filters.GetValueOrDefault(filter.Name), title);

    private static string? Fill(string? help, string title)
    {
        var filled = help?.Replace(Titles, Plural.Of(title), StringComparison.Ordinal).Replace(Title, title, StringComparison.Ordinal);
        return filled is null ? null : Words.Capitalized(filled);
    }

    private static string TypeWord(TypeEntry type) => type.Kind switch
    {
        FieldKind.Integer => "int",
        FieldKind.Boolean => "bool",
        _ => type.Kind.ToString().ToLowerInvariant(),
    };
}
