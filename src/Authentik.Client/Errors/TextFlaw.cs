using System.Globalization;

namespace Authentik;

/// <summary>What no request can contain, wherever a string is sent: authentik fails with it, or gets another character.</summary>
internal static class TextFlaw
{
    // Nobody types so many, and all of them have room in the address of a request.
    private const int LongestName = 4096;

    /// <summary>What is wrong with a string, for the end of a message; null if it can be sent.</summary>
    public static string? Find(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return "contains a NUL character, which authentik can't store. Remove it.";
        }

        // .NET sends U+FFFD in its place, or throws.
        var half = FindHalf(text);
        return half < 0 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"contains half of a surrogate pair (U+{(int)text[half]:X4}), which isn't a character. Remove it.");
    }

    /// <summary>Refuses a string that can't be sent.</summary>
    /// <param name="text">The string.</param>
    /// <param name="what">What it is, as the subject of the message: <c>The value of -Search</c>.</param>
    /// <param name="target">What the error is about.</param>
    /// <exception cref="InputException">It can't be sent.</exception>
    public static void Require(string text, string what, object? target)
    {
        if (Find(text) is { } flaw)
        {
            throw new InputException(InputProblem.InvalidValue, $"{what} {flaw}", target);
        }
    }

    /// <summary>What is wrong with a name to look up; null if nothing is.</summary>
    public static string? FindInName(string text) => text.Length <= LongestName ? Find(text) : string.Create(
        CultureInfo.InvariantCulture, $"has {text.Length} characters, and names of up to {LongestName} can be looked up. Check it.");

    private static int FindHalf(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogatePair(text, at))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return at;
            }
        }

        return -1;
    }
}
