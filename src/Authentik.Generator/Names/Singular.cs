namespace Authentik.Generator.Names;

/// <summary>The singular of an English noun, as far as names of an API need it.</summary>
internal static class Singular
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["aliases"] = "alias",
        ["children"] = "child",
        ["statuses"] = "status",
    };

    private static readonly string[] EndsThatTakeEs = ["sses", "xes", "ches", "shes", "zzes"];
    private static readonly string[] EndsThatAreSingular = ["ss", "us", "sis", "xis"];

    /// <summary><c>policies</c> becomes <c>policy</c>, <c>addresses</c> <c>address</c>, <c>sources</c> <c>source</c>; <c>status</c> stays.</summary>
    public static string Of(string word)
    {
        if (Irregular.TryGetValue(word, out var singular))
        {
            return singular;
        }

        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
        {
            return word[..^3] + "y";
        }

        if (HasEnd(word, EndsThatTakeEs))
        {
            return word[..^2];
        }

        return word.EndsWith('s') && word.Length > 1 && !HasEnd(word, EndsThatAreSingular) ? word[..^1] : word;
    }

    private static bool HasEnd(string word, string[] ends) => ends.Any(end => word.EndsWith(end, StringComparison.Ordinal));
}
