using System.Management.Automation;
using System.Text.RegularExpressions;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>
/// Patterns with wildcards, which authentik doesn't know. They are compared here, with the objects of the list as they arrive. The
/// server's search narrows the list where it's known to find every object that matches.
/// </summary>
internal sealed partial class Wildcards
{
    private readonly List<(IReadOnlyList<string> Fields, string Text, WildcardPattern Pattern)> patterns = [];

    /// <summary>True if there is a pattern.</summary>
    public bool Any => patterns.Count > 0;

    /// <summary>True for a name with wildcards.</summary>
    public static bool IsPattern(Identity identity) =>
        identity is { IsId: false, Value: string text } && identity.Resource.Names.Count > 0 && IsPattern(text);

    /// <summary>True for the value of a filter that has wildcards, and that a field of the objects can be compared with.</summary>
    public static bool IsPattern(Resource resource, Filter filter, object? value) =>
        filter is { Type: FieldType.Text, IsList: false, IsPart: false, About: null } && value is string text && IsPattern(text)
        && resource.TryFindField(filter.Name, out var field) && field is { Type: FieldType.Text, IsList: false, IsSecret: false };

    // A bracket without its other half is a character like any other.
    private static bool IsPattern(string text)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(text))
        {
            return false;
        }

        try
        {
            _ = new WildcardPattern(text).IsMatch(text);
            return true;
        }
        catch (WildcardPatternException)
        {
            return false;
        }
    }

    /// <summary>Adds a pattern that one of the fields has to match.</summary>
    public void Add(IReadOnlyList<string> fields, string text) =>
        patterns.Add((fields, text, new WildcardPattern(text, WildcardOptions.IgnoreCase)));

    /// <summary>What the server can search for so that no match is lost: a part of a pattern without wildcards. Null for nothing.</summary>
    /// <param name="resource">The resource of the list.</param>
    /// <param name="version">The server's version; null if unknown.</param>
    public string? FindSearch(Resource resource, ServerVersion? version)
    {
        if (version is not { } known || !resource.Offers(Feature.Search) || !resource.SearchFindsIn.Contains(known))
        {
            return null;
        }

        return patterns.Where(one => one.Fields.All(resource.SearchFinds.Contains))
            .Select(one => FindLongest(one.Text))
            .MaxBy(word => word?.Length ?? 0);
    }

    // Of what is in brackets, any character matches. The server splits a search at blanks, commas and quotes, and its databases differ
    // in what the capitals of other letters are.
    private static string? FindLongest(string text) =>
        Word().Matches(Brackets().Replace(text, "*")).Select(match => match.Value).MaxBy(word => word.Length);

    [GeneratedRegex("[A-Za-z0-9_.@-]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"`.|\[[^\]]*\]")]
    private static partial Regex Brackets();

    /// <summary>True for an object that matches all patterns.</summary>
    public bool Match(AuthentikObject found) => patterns.TrueForAll(one =>
        one.Fields.Any(field => found.ValueOf(field) is string value && one.Pattern.IsMatch(value)));
}
