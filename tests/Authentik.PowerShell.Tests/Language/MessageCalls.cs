using System.Text.RegularExpressions;

namespace Authentik.PowerShell.Tests.Language;

/// <summary>The calls whose strings are messages: exceptions for the user, warnings, and the refusals of the generator.</summary>
internal static partial class MessageCalls
{
    /// <summary>Whether a constructor or method of this name takes a message.</summary>
    public static bool Contains(string name) => Name().IsMatch(name);

    [GeneratedRegex(@"^(\w+Exception|Refuse|Refused|Unsent|WriteWarning|WriteVerbose|PostWarning|Warning|warn)$")]
    private static partial Regex Name();
}
