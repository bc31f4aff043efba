using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Store;

/// <summary>The objects of a server, by resource and id.</summary>
internal sealed class ObjectStore(Catalog catalog, ServerFacts facts)
{
    private readonly Dictionary<string, OrderedRows> tables = new(StringComparer.Ordinal);

    /// <summary>The objects that a list of that resource shows, oldest first.</summary>
    public IEnumerable<Row> FindAll(Resource resource)
    {
        var sources = FindSources(resource);
        return sources.Count > 0
            ? sources.SelectMany(FindAll)
            : catalog.FindTables(resource).SelectMany(root => GetTable(root).All).Where(row => catalog.IsMember(row.Resource, resource));
    }

    /// <summary>All objects of all resources.</summary>
    public IEnumerable<Row> All => tables.Values.SelectMany(table => table.All);

    public Row? Find(Resource resource, string id)
    {
        var sources = FindSources(resource);
        return sources.Count > 0
            ? sources.Select(source => Find(source, id)).FirstOrDefault(found => found is not null)
            : catalog.FindTables(resource).Select(root => GetTable(root).Find(id))
                .FirstOrDefault(row => row is not null && catalog.IsMember(row.Resource, resource));
    }

    /// <summary>The object of a resource that has only one.</summary>
    public Row? FindSingle(Resource resource) => FindAll(resource).FirstOrDefault();

    public Row? FindBy(Resource resource, string field, string text) =>
        field == resource.Id ? Find(resource, text) : FindAll(resource).FirstOrDefault(row => row.Values[field]?.ToString() == text);

    public void Add(Row row) => GetTable(row.Resource).Add(row);

    public void Remove(Row row) => GetTable(row.Resource).Remove(row);

    /// <summary>An id for a new object, unique in its family.</summary>
    public JsonNode CreateId(Resource resource) => catalog.FindRoot(resource).IdType == FieldType.Integer
        ? JsonScalar.Create(GetTable(resource).CreateNumber())
        : JsonScalar.Create(Guid.NewGuid().ToString());

    // A list can show the objects of other resources instead of its own.
    private List<Resource> FindSources(Resource resource) => [.. facts.FindSources(resource).SelectMany(catalog.FindBelow)];

    private OrderedRows GetTable(Resource resource)
    {
        var root = catalog.FindRoot(resource).Noun;
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

        public int CreateNumber() => ++last;

        public void Add(Row row)
        {
            byId.Add(row.IdString, rows.AddLast(row));
            if (int.TryParse(row.IdString, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                last = Math.Max(last, number);
            }
        }

        public void Remove(Row row)
        {
            if (byId.Remove(row.IdString, out var node))
            {
                rows.Remove(node);
            }
        }
    }
}
