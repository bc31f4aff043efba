using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Finds the operations at a path in which ids may be filled in.</summary>
internal static class PathSearch
{
    /// <summary>Those at the path; those below it where nothing is at it, or where a page is meant.</summary>
    public static IReadOnlyList<CatalogEntry> Find(IReadOnlyList<CatalogEntry> entries, string path, bool isPage)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return [];
        }

        if (WildcardPattern.ContainsWildcardCharacters(path))
        {
            var pattern = WildcardPattern.Get(string.Join('/', parts), WildcardOptions.IgnoreCase);
            return [.. entries.Where(entry => pattern.IsMatch(entry.Operation.Path.Trim('/')))];
        }

        var begin = entries.Where(entry => BeginsWith(entry.Parts, parts)).ToList();
        var at = begin.Where(entry => entry.Parts.Count == parts.Length).ToList();
        return Closest(isPage || at.Count == 0 ? begin : at, parts.Length);
    }

    private static bool BeginsWith(IReadOnlyList<string> template, string[] parts) =>
        template.Count >= parts.Length && parts.Zip(template).All(pair => IsName(pair.Second) || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    // As a server does it: a word that stands in a path wins over an id in its place, the first difference decides.
    private static IReadOnlyList<CatalogEntry> Closest(List<CatalogEntry> found, int length)
    {
        var ranked = found.Select(entry => (Entry: entry, Rank: string.Concat(entry.Parts.Take(length).Select(part => IsName(part) ? '1' : '0')))).ToList();
        var best = ranked.Select(one => one.Rank).Min(StringComparer.Ordinal);
        return [.. ranked.Where(one => one.Rank == best).Select(one => one.Entry)];
    }

    private static bool IsName(string part) => part.StartsWith('{');
}
