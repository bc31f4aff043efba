using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Finds the operations at a path in which ids may be filled in.</summary>
internal static class PathSearch
{
    /// <summary>Those at the path; those below it where nothing is at it, or where a page is meant.</summary>
    public static IReadOnlyList<CatalogEntry> Find(IReadOnlyList<CatalogEntry> entries, string path, bool isPage)
    {
        var parts = Parts(path);
        if (parts.Length == 0)
        {
            return [];
        }

        if (WildcardPattern.ContainsWildcardCharacters(path))
        {
            var pattern = WildcardPattern.Get(string.Join('/', parts), WildcardOptions.IgnoreCase);
            return [.. entries.Where(entry => pattern.IsMatch(entry.Operation.Path.Trim('/')))];
        }

        var begin = entries.Select(entry => (Entry: entry, Parts: Parts(entry.Operation.Path))).Where(one => BeginsWith(one.Parts, parts)).ToList();
        var at = begin.Where(one => one.Parts.Length == parts.Length).ToList();
        return Closest(isPage || at.Count == 0 ? begin : at, parts.Length);
    }

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool BeginsWith(string[] template, string[] parts) =>
        template.Length >= parts.Length && parts.Zip(template).All(pair => IsName(pair.Second) || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    // As a server does it: a word that stands in a path wins over an id in its place, the first difference decides.
    private static IReadOnlyList<CatalogEntry> Closest(List<(CatalogEntry Entry, string[] Parts)> found, int length)
    {
        var ranked = found.Select(one => (one.Entry, Rank: string.Concat(one.Parts.Take(length).Select(part => IsName(part) ? '1' : '0')))).ToList();
        var best = ranked.Select(one => one.Rank).Min(StringComparer.Ordinal);
        return [.. ranked.Where(one => one.Rank == best).Select(one => one.Entry)];
    }

    private static bool IsName(string part) => part.StartsWith('{');
}
