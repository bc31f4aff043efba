namespace Authentik.Sessions;

/// <summary>What a header is written with. What cannot be sent is refused deep down, in words that repeat it.</summary>
internal static class HeaderText
{
    /// <summary>The part of a name, from its beginning, that can be a header's name.</summary>
    public static string Name(string text) => string.Concat(text.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    /// <summary>True for a name and a value that can be sent.</summary>
    public static bool CanBeSent(string name, string value) => name.Length > 0 && Name(name).Length == name.Length && value.All(c => c is >= ' ' and <= '~');
}
