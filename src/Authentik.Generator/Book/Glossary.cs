using Authentik.Generator.Names;

namespace Authentik.Generator.Book;

/// <summary>What fields and filters mean that mean the same everywhere.</summary>
/// <param name="Fields">Help by the API's name, or by name and type if the type matters (<c>pk int</c>).</param>
/// <param name="Filters">Help by the query's name.</param>
/// <param name="States">What values mean, by the API's name of a field or the name of a set of values.</param>
internal sealed record Glossary(
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, string> Filters,
    IReadOnlyDictionary<string, StateEntry> States)
{
    private const string Title = "{title}";
    private const string Titles = "{titles}";

    /// <summary>A glossary without entries.</summary>
    public static Glossary Empty { get; } = new(
        new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, StateEntry>());

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

/// <summary>Which values are good, neutral, warnings or bad, as the views show them.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Text">Pairs such as <c>no=bad</c>; for a date also <c>relative</c>.</param>
internal sealed record StateEntry(Place Place, string Text)
{
    /// <summary>The value of a date that has passed.</summary>
    public const string Past = "past";

    /// <summary>The value of a date that is near.</summary>
    public const string Soon = "soon";

    /// <summary>A date without meanings that is shown as the time that is left or has passed.</summary>
    public const string Relative = "relative";

    private static readonly string[] Meanings = ["good", "neutral", "warning", "bad"];

    /// <summary>True if it is of the form that views read.</summary>
    public bool IsValid => Text == Relative || Words.All(word => word.Length == 2 && Meanings.Contains(word[1]));

    /// <summary>The values that have a meaning.</summary>
    public IEnumerable<string> Values => Text == Relative ? [] : Words.Select(word => word[0]);

    /// <summary>What the views need to know; empty if no value has a meaning.</summary>
    public string Argument => Text == Relative ? string.Empty : Text;

    private IEnumerable<string[]> Words => Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('='));
}
