using System.Globalization;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Data;

namespace Authentik.Sandboxing.Store;

/// <summary>The objects, by what they are and by their id.</summary>
internal sealed class ObjectStore(Catalog catalog, Facts facts)
{
    private readonly Dictionary<string, OrderedRows> tables = new(StringComparer.Ordinal);

    /// <summary>The objects a list of that resource shows, oldest first.</summary>
    public IEnumerable<Row> Rows(Resource resource)
    {
        var keepers = Keepers(resource);
        return keepers.Count > 0
            ? keepers.SelectMany(Rows)
            : catalog.TablesOf(resource).SelectMany(root => Table(root).All).Where(row => catalog.IsA(row.Resource, resource));
    }

    /// <summary>All objects of the sandbox.</summary>
    public IEnumerable<Row> All => tables.Values.SelectMany(table => table.All);

    public Row? Find(Resource resource, string id)
    {
        var keepers = Keepers(resource);
        return keepers.Count > 0
            ? keepers.Select(keeper => Find(keeper, id)).FirstOrDefault(found => found is not null)
            : catalog.TablesOf(resource).Select(root => Table(root).Find(id)).FirstOrDefault(row => row is not null && catalog.IsA(row.Resource, resource));
    }

    /// <summary>The only object of a resource that has one.</summary>
    public Row? Only(Resource resource) => Rows(resource).FirstOrDefault();

    public Row? FindBy(Resource resource, string field, string text) =>
        field == resource.Id ? Find(resource, text) : Rows(resource).FirstOrDefault(row => row.Values[field]?.ToString() == text);

    public void Add(Row row) => Table(row.Resource).Add(row);

    public void Remove(Row row) => Table(row.Resource).Remove(row);

    /// <summary>An id for a new object, as its family counts.</summary>
    public JsonNode NewId(Resource resource) => catalog.Root(resource).IdKind == FieldKind.Integer
        ? JsonScalar.Create(Table(resource).NextNumber())
        : JsonScalar.Create(Guid.NewGuid().ToString());

    // A list that shows what other resources keep has no objects of its own.
    private List<Resource> Keepers(Resource resource) => [.. facts.Shows(resource).SelectMany(catalog.Below)];

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
