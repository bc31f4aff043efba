using System.Management.Automation;

namespace Authentik.Hosting.Tests;

/// <summary>What tests expect of texts and errors.</summary>
internal static class Expect
{
    /// <summary>The text matches a pattern as PowerShell's -like does.</summary>
    public static void Like(string pattern, string? text) =>
        Assert.True(IsLike(pattern, text), $"Expected a text like\n{pattern}\nbut it is\n{text}");

    public static bool IsLike(string pattern, string? text) =>
        new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(text ?? string.Empty);

    /// <summary>The error has this id, whichever command wrote it.</summary>
    public static void Error(string id, ErrorRecord error)
    {
        Assert.True(
            error.FullyQualifiedErrorId.StartsWith($"{id},", StringComparison.Ordinal),
            $"Expected the error {id}, but it is {error.FullyQualifiedErrorId}: {error.Exception.Message}");
    }

    /// <summary>The error has this id and a message that matches a pattern.</summary>
    public static void Error(string id, string message, ErrorRecord error)
    {
        Error(id, error);
        Message(message, error);
    }

    public static void Message(string pattern, ErrorRecord error) => Like(pattern, error.Exception.Message);
}
