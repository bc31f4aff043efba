using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Reading;

/// <summary>Sorts a list. As on the server, names of fields that the list doesn't have are ignored.</summary>
internal sealed class Ordering(ServerState state, Route route, View view)
{
    private readonly Presenter presenter = new(state);

    public IEnumerable<Row> Apply(IEnumerable<Row> rows, string? ordering)
    {
        var keys = Parse(ordering ?? string.Empty).Where(key => FindField(key) is not null).ToList();
        if (keys.Count == 0)
        {
            keys = Parse(state.Facts.FindOrder(route.Resource)).ToList();
        }

        return keys.Aggregate((IOrderedEnumerable<Row>?)null, Then(rows)) ?? rows;
    }

    private static IEnumerable<Key> Parse(string names) =>
        names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Key.Parse);

    private Func<IOrderedEnumerable<Row>?, Key, IOrderedEnumerable<Row>?> Then(IEnumerable<Row> rows) => (sorted, key) =>
    {
        JsonNode? Value(Row row) => FindField(key) is { } field ? presenter.GetValue(row, field, view) : row.Values[key.Name];
        return (sorted, key.IsDescending) switch
        {
            (null, false) => rows.OrderBy(Value, ValueOrder.Instance),
            (null, true) => rows.OrderByDescending(Value, ValueOrder.Instance),
            (_, false) => sorted.ThenBy(Value, ValueOrder.Instance),
            (_, true) => sorted.ThenByDescending(Value, ValueOrder.Instance),
        };
    };

    private Field? FindField(Key key) =>
        route.Resource.TryFindField(key.Name, out var field) && field.Versions.Contains(state.Version) ? field : null;

    private sealed record Key(string Name, bool IsDescending)
    {
        public static Key Parse(string text) => new(text.TrimStart('-'), text.StartsWith('-'));
    }

    /// <summary>Numbers as numbers, strings first without regard to case, null at the end.</summary>
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
