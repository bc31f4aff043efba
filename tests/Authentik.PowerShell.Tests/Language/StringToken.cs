namespace Authentik.PowerShell.Tests.Language;

/// <summary>How a string of C# is written: regular, verbatim or raw, with interpolated values or without.</summary>
/// <param name="Content">Where its content begins.</param>
/// <param name="Quotes">How many quotes end it.</param>
/// <param name="Braces">How many braces open an interpolated value; 0 if the string has none.</param>
/// <param name="IsVerbatim">Whether a backslash is only a backslash.</param>
internal readonly record struct StringToken(int Content, int Quotes, int Braces, bool IsVerbatim)
{
    /// <summary>Whether a string begins here, with its prefixes.</summary>
    public static bool StartsAt(string source, int at)
    {
        while (at < source.Length && source[at] is '$' or '@')
        {
            at++;
        }

        return at < source.Length && source[at] == '"';
    }

    /// <summary>Reads the prefixes and the opening quotes.</summary>
    public static StringToken Open(string source, int at)
    {
        var (dollars, isVerbatim) = (0, false);
        for (; source[at] != '"'; at++)
        {
            dollars += source[at] == '$' ? 1 : 0;
            isVerbatim |= source[at] == '@';
        }

        var quotes = 0;
        while (at + quotes < source.Length && source[at + quotes] == '"')
        {
            quotes++;
        }

        // Two quotes are an empty string, and in a verbatim one three are the start and a doubled quote.
        return quotes >= 3 && !isVerbatim
            ? new(at + quotes, quotes, dollars, IsVerbatim: true)
            : new(at + 1, 1, dollars, isVerbatim);
    }

    /// <summary>Whether the string ends here.</summary>
    public bool ClosesAt(string source, int at) =>
        source[at] == '"' && source.AsSpan(at).StartsWith(new string('"', Quotes)) && !IsDoubledQuote(source, at);

    /// <summary>Whether an interpolated value begins here.</summary>
    public bool HoleAt(string source, int at) =>
        Braces > 0 && source[at] == '{' && source.AsSpan(at).StartsWith(new string('{', Braces)) && (Braces > 1 || Quotes > 1 || Next(source, at) != '{');

    /// <summary>The character here; moves behind it.</summary>
    public string Character(string source, ref int at)
    {
        var here = source[at];
        var isPair = (here == '\\' && !IsVerbatim)
            || (Braces == 1 && Quotes == 1 && here is '{' or '}' && Next(source, at) == here)
            || IsDoubledQuote(source, at);
        at += isPair ? 2 : 1;
        return !isPair || here != '\\' ? here.ToString()
            : source[at - 1] is 'n' or 'r' or 't' ? "\n" : source[at - 1].ToString();
    }

    private static char Next(string source, int at) => at + 1 < source.Length ? source[at + 1] : '\0';

    private bool IsDoubledQuote(string source, int at) => Quotes == 1 && IsVerbatim && source[at] == '"' && Next(source, at) == '"';
}
