using System.Globalization;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Sandboxing.Store;

/// <summary>The objects, by what they are and by their id.</summary>
internal sealed class ObjectStore(Catalog catalog)
{
    private readonly Dictionary<string, OrderedRows> tables = new(StringComparer.Ordinal);

    /// <summary>The objects a list of that resource shows, oldest first.</summary>
    public IEnumerable<Row> Rows(Resource resource) => Table(resource).All.Where(row => catalog.IsA(row.Resource, resource));

    /// <summary>All objects of the sandbox.</summary>
    public IEnumerable<Row> All => tables.Values.SelectMany(table => table.All);

    public Row? Find(Resource resource, string id) => Table(resource).Find(id) is { } row && catalog.IsA(row.Resource, resource) ? row : null;

    public Row? FindBy(Resource resource, string field, string text) =>
        field == resource.Id ? Find(resource, text) : Rows(resource).FirstOrDefault(row => row.Values[field]?.ToString() == text);

    public void Add(Row row) => Table(row.Resource).Add(row);

    public void Remove(Row row) => Table(row.Resource).Remove(row);

    /// <summary>An id for a new object, as its family counts.</summary>
    public JsonNode NewId(Resource resource) => catalog.Root(resource).IdKind == FieldKind.Integer
        ? JsonScalar.Create(Table(resource).NextNumber())
        : JsonScalar.Create(Guid.NewGuid().ToString());

    private OrderedRows Table(Resource resource)
    {
        var root = catalog.Root(resource).Noun;
        if (!tables.TryGetValue(root, out var table))
        {
            tables[root] = table = new OrderedRows();
        }

        return table;
    }

    private sealed class OrderedRows
    {
        private readonly Dictionary<string, LinkedListNode<Row>> byId = new(StringComparer.OrdinalIgnoreCase);
        private readonly LinkedList<Row> rows = new();
        private int last;

        public IEnumerable<Row> All => rows;

        public Row? Find(string id) => byId.TryGetValue(id, out var node) ? node.Value : null;

        public int NextNumber() => ++last;

        public void Add(Row row)
        {
            byId.Add(row.IdText, rows.AddLast(row));
            if (int.TryParse(row.IdText, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                last = Math.Max(last, number);
            }
        }

        public void Remove(Row row)
        {
            if (byId.Remove(row.IdText, out var node))
            {
                rows.Remove(node);
            }
        }
    }
}
