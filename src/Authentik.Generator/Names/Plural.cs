namespace Authentik.Generator.Names;

/// <summary>The plural of a title in a sentence.</summary>
internal static class Plural
{
    private static readonly string[] EndsThatTakeEs = ["s", "x", "ch", "sh"];

    /// <summary><c>expression policy</c> becomes <c>expression policies</c>, <c>access process</c> <c>access processes</c>.</summary>
    public static string Of(string title)
    {
        if (title.EndsWith('y') && title.Length > 1 && !"aeiou".Contains(title[^2], StringComparison.Ordinal))
        {
            return title[..^1] + "ies";
        }

        return title + (EndsThatTakeEs.Any(end => title.EndsWith(end, StringComparison.Ordinal)) ? "es" : "s");
    }
}
