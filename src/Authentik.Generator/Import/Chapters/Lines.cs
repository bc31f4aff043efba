using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Generator.Book;

namespace Authentik.Generator.Import.Chapters;

/// <summary>New lines of the book; all help is a question mark.</summary>
internal static partial class Lines
{
    /// <summary>A field or filter.</summary>
    public static string Field(string name, string type, IEnumerable<string> marks)
    {
        var joined = string.Join("; ", marks);
        return $"      {name}: {type} |{(joined.Length == 0 ? " " : $" {joined} ")}| {Draft.Mark}";
    }

    /// <summary>A value of a set.</summary>
    public static string Value(string value, VersionRange range)
    {
        var key = Plain().IsMatch(value) ? value : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return $"    {key}: \"{(range.IsAll ? string.Empty : range + " ")}| {Draft.Mark}\"";
    }

    // A text that YAML reads as itself without quotes.
    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.:/+-]*(?<!:)$")]
    private static partial Regex Plain();
}
