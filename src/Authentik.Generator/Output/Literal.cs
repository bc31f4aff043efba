using System.Security;

namespace Authentik.Generator.Output;

/// <summary>Writes values the way C# and its documentation spell them.</summary>
internal static class Literal
{
    /// <summary>A string in quotes.</summary>
    public static string Text(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>Several strings in quotes, with commas.</summary>
    public static string Texts(IEnumerable<string> values) => string.Join(", ", values.Select(Text));

    /// <summary>True or false.</summary>
    public static string Bool(bool value) => value ? "true" : "false";

    /// <summary>Text inside XML.</summary>
    public static string Xml(string value) => SecurityElement.Escape(value);
}
