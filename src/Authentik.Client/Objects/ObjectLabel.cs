using System.Globalization;
using System.Text.RegularExpressions;
using Authentik.Book;

namespace Authentik;

/// <summary>What people call an object: its name or, of an object that has none, what the book describes it by.</summary>
internal static partial class ObjectLabel
{
    // Nested objects that aren't resources, such as the user in another object.
    private static readonly string[] NamesOfParts = ["username", "name"];

    /// <summary>The name or description; null if it isn't known.</summary>
    public static string? Find(AuthentikObject found) => FindName(found) ?? Describe(found);

    /// <summary>What it is, and its name: <c>flow 'login'</c>. A description says both.</summary>
    public static string? Mention(AuthentikObject found) =>
        FindName(found) is { } name ? $"{found.DescribeKind()} '{name}'" : Describe(found);

    private static string? FindName(AuthentikObject found) => (found.Resource?.Names ?? NamesOfParts)
        .Select(name => found.ValueOf(name) as string)
        .FirstOrDefault(name => !string.IsNullOrEmpty(name));

    private static string? Describe(AuthentikObject found) => found.Resource?.Label is { } label
        ? Placeholder().Replace(label, match => Fill(found, match.Groups[1].Value.Split('|')))
        : null;

    private static string Fill(AuthentikObject found, string[] fields) =>
        fields.Select(field => MentionValue(found, field)).OfType<string>().FirstOrDefault() ?? string.Empty;

    // Without the object, its id is all there is to say.
    private static string? MentionValue(AuthentikObject found, string name)
    {
        if (found.ValueOf(name) is not { } value)
        {
            return null;
        }

        var field = found.Resource!.GetField(name);
        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        if (field.ReferencedNouns.Count == 0)
        {
            return text;
        }

        return found.FindReferred(name) is { } referred && Mention(referred) is { } mention ? mention : $"'{text}'";
    }

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Placeholder();
}
