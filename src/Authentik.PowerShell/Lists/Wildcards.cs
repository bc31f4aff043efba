using System.Management.Automation;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>
/// Patterns with wildcards, which authentik doesn't know. They are compared here, with the objects of the list as they arrive.
/// </summary>
internal sealed class Wildcards
{
    private readonly List<(IReadOnlyList<string> Fields, WildcardPattern Pattern)> patterns = [];

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
        patterns.Add((fields, new WildcardPattern(text, WildcardOptions.IgnoreCase)));

    /// <summary>True for an object that matches all patterns.</summary>
    public bool Match(AuthentikObject found) => patterns.TrueForAll(one =>
        one.Fields.Any(field => found.ValueOf(field) is string value && one.Pattern.IsMatch(value)));
}
