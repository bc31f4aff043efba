using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Finds the operations at a path that can contain ids.</summary>
internal static class PathSearch
{
    /// <summary>Finds the operations at the path. If there are none, or for a page, it finds the operations below it.</summary>
    public static IReadOnlyList<CatalogEntry> Find(IReadOnlyList<CatalogEntry> entries, string path, bool isPage)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length == 0)
        {
            return [];
        }

        if (WildcardPattern.ContainsWildcardCharacters(path))
        {
            var pattern = SearchQuery.CreatePattern(string.Join('/', segments));
            return [.. entries.Where(entry => entry.Operation is { } one && pattern.IsMatch(one.Path.Trim('/')))];
        }

        var below = entries.Where(entry => BeginsWith(entry.Segments, segments)).ToList();
        var at = below.Where(entry => entry.Segments.Count == segments.Length).ToList();
        return SelectClosest(isPage || at.Count == 0 ? below : at, segments.Length);
    }

    private static bool BeginsWith(IReadOnlyList<string> template, string[] segments) =>
        template.Count >= segments.Length && segments.Zip(template).All(pair => Matches(pair.First, pair.Second));

    private static bool Matches(string segment, string template) =>
        IsPlaceholder(template) || segment.Equals(template, StringComparison.OrdinalIgnoreCase);

    // As on a server, a word of the path comes before an id in its place, and the first difference counts.
    private static IReadOnlyList<CatalogEntry> SelectClosest(List<CatalogEntry> found, int length)
    {
        var ranked = found.Select(entry => (Entry: entry, Rank: Rank(entry, length))).ToList();
        var best = ranked.Select(one => one.Rank).Min(StringComparer.Ordinal);
        return [.. ranked.Where(one => one.Rank == best).Select(one => one.Entry)];
    }

    private static string Rank(CatalogEntry entry, int length) =>
        string.Concat(entry.Segments.Take(length).Select(segment => IsPlaceholder(segment) ? '1' : '0'));

    private static bool IsPlaceholder(string segment) => segment.StartsWith('{');
}
