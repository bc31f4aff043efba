namespace Authentik;

/// <summary>Finds the name that somebody probably meant by a mistyped one.</summary>
internal static class NearestName
{
    private const int LongestName = 300;

    /// <summary>A question for the name, with a space after it; empty if none is near.</summary>
    public static string Ask(string typed, IEnumerable<string> names) =>
        Find(typed, names) is { } meant ? $"Did you mean '{meant}'? " : string.Empty;

    /// <summary>What was typed, and the name that was meant behind it; without that if none is near.</summary>
    public static string Suggest(string typed, IEnumerable<string> names) =>
        Find(typed, names) is { } meant ? $"{typed} (did you mean {meant}?)" : typed;

    /// <summary>The name with the fewest letters to change; null if all differ in more than a third of the letters.</summary>
    public static string? Find(string typed, IEnumerable<string> names)
    {
        // Comparing takes as many steps as the product of both lengths.
        if (typed.Length > LongestName)
        {
            return null;
        }

        var word = Simplify(typed);
        var most = Math.Max(1, word.Length / 3);
        var nearest = names
            .Where(name => name.Length <= LongestName)
            .Select(name => (Name: name, Distance: CountChanges(word, Simplify(name))))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= most ? nearest.Name : null;
    }

    private static string Simplify(string name) => name.Replace("_", string.Empty, StringComparison.Ordinal).ToUpperInvariant();

    // The edit distance: letters to add, remove or replace, and neighbors to swap.
    private static int CountChanges(string from, string to)
    {
        var (further, above) = (Array.Empty<int>(), Enumerable.Range(0, to.Length + 1).ToArray());
        for (var row = 1; row <= from.Length; row++)
        {
            var current = new int[to.Length + 1];
            current[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var replaced = above[column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(above[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1])
                {
                    current[column] = Math.Min(current[column], further[column - 2] + 1);
                }
            }

            (further, above) = (above, current);
        }

        return above[to.Length];
    }
}
