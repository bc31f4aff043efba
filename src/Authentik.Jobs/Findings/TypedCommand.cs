using System.Text.RegularExpressions;

namespace Authentik.Jobs.Findings;

/// <summary>Writes commands as people type them.</summary>
internal static partial class TypedCommand
{
    /// <summary>A command for an object, with more behind it.</summary>
    public static string For(string command, AuthentikObject subject, string? rest = null) =>
        $"{command} {Quote(subject.ToString())}{(rest is null ? null : " ")}{rest}";

    /// <summary>A value, in quotes where it needs them.</summary>
    public static string Quote(string value) => Bare().IsMatch(value) ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[A-Za-z][\w-]*$")]
    private static partial Regex Bare();
}
