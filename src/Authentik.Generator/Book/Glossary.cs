using Authentik.Generator.Names;

namespace Authentik.Generator.Book;

/// <summary>The help of fields and filters that mean the same everywhere.</summary>
/// <param name="Fields">Help by the API's name, or by name and type if the type matters (<c>pk int</c>).</param>
/// <param name="Filters">Help by the query's name.</param>
internal sealed record Glossary(IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Filters)
{
    private const string Title = "{title}";
    private const string Titles = "{titles}";

    /// <summary>A glossary without entries.</summary>
    public static Glossary Empty { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>The help of a field of something with that title; null if the glossary has none.</summary>
    public string? DescribeField(FieldEntry field, string title)
    {
        var typed = $"{field.Name} {BuiltInTypes.FindWord(field.Type.Kind)}";
        return Fill(Fields.GetValueOrDefault(typed) ?? Fields.GetValueOrDefault(field.Name), title);
    }

    /// <summary>The help of a filter; null if the glossary has none.</summary>
    public string? DescribeFilter(FieldEntry filter, string title) => Fill(Filters.GetValueOrDefault(filter.Name), title);

    private static string? Fill(string? help, string title)
    {
        var filled = help?.Replace(Titles, English.Pluralize(title), StringComparison.Ordinal)
            .Replace(Title, title, StringComparison.Ordinal);
        return filled is null ? null : English.Capitalize(filled);
    }
}
