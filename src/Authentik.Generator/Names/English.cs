namespace Authentik.Generator.Names;

/// <summary>Forms of English words, as far as titles and names of an API need them. Articles come from the client.</summary>
internal static class English
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["aliases"] = "alias",
        ["children"] = "child",
        ["statuses"] = "status",
    };

    private static readonly string[] SingularsThatTakeEs = ["s", "x", "ch", "sh"];
    private static readonly string[] PluralsWithEs = ["sses", "xes", "ches", "shes", "zzes"];
    private static readonly string[] EndsOfSingulars = ["ss", "us", "sis", "xis"];

    /// <summary><c>expression policy</c> becomes <c>expression policies</c>, <c>access process</c> <c>access processes</c>.</summary>
    public static string Pluralize(string title)
    {
        if (title.EndsWith('y') && title.Length > 1 && !"aeiou".Contains(title[^2], StringComparison.Ordinal))
        {
            return title[..^1] + "ies";
        }

        return title + (HasEnd(title, SingularsThatTakeEs) ? "es" : "s");
    }

    /// <summary><c>policies</c> becomes <c>policy</c>, <c>addresses</c> <c>address</c>; <c>status</c> stays.</summary>
    public static string Singularize(string word)
    {
        if (Irregular.TryGetValue(word, out var singular))
        {
            return singular;
        }

        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
        {
            return word[..^3] + "y";
        }

        if (HasEnd(word, PluralsWithEs))
        {
            return word[..^2];
        }

        return word.EndsWith('s') && word.Length > 1 && !HasEnd(word, EndsOfSingulars) ? word[..^1] : word;
    }

    /// <summary><c>RedirectUri</c> becomes <c>redirect uri</c>.</summary>
    public static string SplitPascal(string name) => string.Concat(name.Select((letter, at) =>
        at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    /// <summary><c>ScopeMapping</c> without the words that <c>PropertyMapping</c> ends with as well becomes <c>Scope</c>.</summary>
    public static string RemoveSharedEnd(string name, string other)
    {
        var (words, others) = (SplitPascal(name).Split(' '), SplitPascal(other).Split(' '));
        var shared = words.Skip(1).Reverse().Zip(others.Reverse())
            .TakeWhile(pair => pair.First == pair.Second)
            .Sum(pair => pair.First.Length);
        return name[..^shared];
    }

    /// <summary>The same text with a capital at its beginning.</summary>
    public static string Capitalize(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary><c>a, b or c</c>.</summary>
    public static string JoinWithOr(IReadOnlyList<string> words) => Join(words, "or");

    /// <summary><c>a, b and c</c>.</summary>
    public static string JoinWithAnd(IReadOnlyList<string> words) => Join(words, "and");

    private static string Join(IReadOnlyList<string> words, string last) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} {last} {words[^1]}";

    private static bool HasEnd(string word, string[] ends) => ends.Any(end => word.EndsWith(end, StringComparison.Ordinal));
}
