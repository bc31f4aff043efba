using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Lists;

/// <summary>Puts a list in order. Names that the list does not have are ignored, as the server does.</summary>
internal sealed class Ordering(World world, Route route, View view)
{
    private readonly Presenter presenter = new(world);

    public IEnumerable<Row> Apply(IEnumerable<Row> rows, string? ordering)
    {
        var asked = (ordering ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Key.Parse);
        var keys = asked.Where(key => FieldOf(key) is not null).ToList();
        if (keys.Count == 0)
        {
            keys = [Key.Parse(world.Facts.Order(route.Resource))];
        }

        return keys.Aggregate((IOrderedEnumerable<Row>?)null, Then(rows)) ?? rows;
    }

    private Func<IOrderedEnumerable<Row>?, Key, IOrderedEnumerable<Row>?> Then(IEnumerable<Row> rows) => (sorted, key) =>
    {
        JsonNode? Value(Row row) => FieldOf(key) is { } field ? presenter.Value(row, field, view) : row.Values[key.Name];
        return (sorted, key.IsDescending) switch
        {
            (null, false) => rows.OrderBy(Value, ValueOrder.Instance),
            (null, true) => rows.OrderByDescending(Value, ValueOrder.Instance),
            (_, false) => sorted.ThenBy(Value, ValueOrder.Instance),
            (_, true) => sorted.ThenByDescending(Value, ValueOrder.Instance),
        };
    };

    private Field? FieldOf(Key key) => route.Resource.TryField(key.Name, out var field) && field.Versions.Contains(world.Version) ? field : null;

    private sealed record Key(string Name, bool IsDescending)
    {
        public static Key Parse(string text) => new(text.TrimStart('-'), text.StartsWith('-'));
    }

    /// <summary>Numbers as numbers, texts without regard to case first, null behind everything.</summary>
    private sealed class ValueOrder : IComparer<JsonNode?>
    {
        public static ValueOrder Instance { get; } = new();

        public int Compare(JsonNode? x, JsonNode? y) => (x, y) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            _ when x.AsNumber() is { } left && y.AsNumber() is { } right => left.CompareTo(right),
            _ => CompareText(x.ToString(), y.ToString()),
        };

        private static int CompareText(string left, string right)
        {
            var loose = string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
            return loose != 0 ? loose : string.CompareOrdinal(left, right);
        }
    }
}
