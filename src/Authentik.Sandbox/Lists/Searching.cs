using Authentik.Book;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Lists;

/// <summary>Finds the words of a search: all of them, anywhere, in any case.</summary>
internal sealed class Searching(World world, Resource resource)
{
    public IEnumerable<Row> Apply(IEnumerable<Row> rows, string? search)
    {
        var words = (search ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (world.IsFrom(2026, 1))
        {
            words = [.. words.Select(word => word.Trim('"', '\'')).Where(word => word.Length > 0)];
        }

        var fields = world.Facts.Search(resource);
        return words.Length == 0 ? rows : rows.Where(row => words.All(word => fields.Any(field => Contains(row, field, word))));
    }

    private static bool Contains(Row row, string field, string word) =>
        row.Values[field]?.ToString().Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
