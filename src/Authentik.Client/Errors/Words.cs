namespace Authentik;

/// <summary>Grammar of messages.</summary>
internal static class Words
{
    /// <summary>The noun with its article: a user, an OAuth2 provider.</summary>
    public static string A(string noun, bool atBeginning = false)
    {
        var article = "aeioAEIO".Contains(noun[0], StringComparison.Ordinal) ? "an" : "a";
        return $"{(atBeginning ? char.ToUpperInvariant(article[0]) + article[1..] : article)} {noun}";
    }
}
