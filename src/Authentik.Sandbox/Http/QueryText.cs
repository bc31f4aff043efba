namespace Authentik.Sandboxing.Http;

/// <summary>The part of an address behind the question mark.</summary>
internal static class QueryText
{
    public static IReadOnlyList<KeyValuePair<string, string>> Parse(string text) =>
        [.. text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Pair)];

    private static KeyValuePair<string, string> Pair(string part)
    {
        var halves = part.Split('=', 2);
        return new(Decode(halves[0]), halves.Length == 2 ? Decode(halves[1]) : string.Empty);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
