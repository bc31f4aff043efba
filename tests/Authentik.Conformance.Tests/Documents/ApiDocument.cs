using Authentik.Tests.Support;

namespace Authentik.Conformance.Tests.Documents;

/// <summary>One of authentik's OpenAPI documents: its operations, and what they take and answer.</summary>
internal sealed class ApiDocument
{
    private const string Schemas = "schemas";

    private readonly Node root;
    private readonly SchemaReader schemas;
    private readonly ILookup<string, string> items;

    private ApiDocument(string version, Node root)
    {
        (Version, this.root) = (version, root);
        schemas = new SchemaReader(Resolve);
        items = Paths.Keys.Where(IsItem).ToLookup(path => path[..path.LastIndexOf('{')]);
    }

    /// <summary>The version it describes.</summary>
    public string Version { get; }

    /// <summary>Why there are none; null when there are.</summary>
    public static string? Missing => Folder is null ? SharedMaterial.Absent(Schemas) : null;

    /// <summary>The versions of the documents, oldest first.</summary>
    public static IEnumerable<string> Versions => Folder is null
        ? []
        : Directory.EnumerateFiles(Folder, "authentik-*.yml")
            .Select(file => Path.GetFileNameWithoutExtension(file)["authentik-".Length..])
            .OrderBy(System.Version.Parse);

    /// <summary>All operations.</summary>
    public IEnumerable<Operation> Operations =>
        Paths.SelectMany(path => path.Value.Map.Keys.Select(method => new Operation(path.Key, method)));

    /// <summary>The paths of all lists that come page by page.</summary>
    public IEnumerable<string> PagedLists => Paths.Keys.Where(path => Rows(path) is not null);

    /// <summary>Reads one.</summary>
    public static ApiDocument Read(string version)
    {
        using var reader = File.OpenText(FindFile(version));
        return new ApiDocument(version, Node.Read(reader));
    }

    /// <summary>The file with the document of a version.</summary>
    public static string FindFile(string version) => Path.Combine(Folder!, $"authentik-{version}.yml");

    /// <summary>True when there is such an operation.</summary>
    public bool Has(Operation operation) => Find(operation) is not null;

    /// <summary>True for an operation that takes files and nothing else.</summary>
    public bool IsUpload(Operation operation) => Body(operation)?["content"] is { } content && content["application/json"] is null;

    /// <summary>True when the answer is a bare list.</summary>
    public bool IsBareList(string path) => Answer(new Operation(path, "get")) is { } answer && schemas.TypeOf(answer).IsList;

    /// <summary>The path of one object of a list, whatever its key is called; null where there is none.</summary>
    public string? ItemPath(string list) => items[list].FirstOrDefault();

    /// <summary>The fields of a request.</summary>
    public IReadOnlyList<ApiField> Request(Operation operation) => Fields(Media(Body(operation)));

    /// <summary>The fields of a successful answer, those of a row where it is a list.</summary>
    public IReadOnlyList<ApiField> AnswerFields(Operation operation)
    {
        var answer = operation.Method == "get" ? Rows(operation.Path) ?? Answer(operation) : Answer(operation);
        return Fields(answer is null ? null : schemas.Unwrap(answer)["items"] ?? answer);
    }

    /// <summary>What a successful answer is, a row where it is a list of them; null where there is none.</summary>
    public ApiType? AnswerType(Operation operation) =>
        Answer(operation) is { } answer ? schemas.TypeOf(schemas.Unwrap(answer)["items"] ?? answer) : null;

    /// <summary>The fields of an object.</summary>
    public IReadOnlyList<ApiField> Fields(Node? schema) => schemas.Fields(schema);

    /// <summary>The query parameters of a list.</summary>
    public IReadOnlyList<ApiField> Filters(string path) => Queries(new Operation(path, "get"));

    /// <summary>The query parameters of an operation.</summary>
    public IReadOnlyList<ApiField> Queries(Operation operation) =>
    [
        .. (Find(operation)?["parameters"]?.Items ?? []).Select(Resolve)
            .Where(parameter => parameter["in"]?.Text == "query")
            .Select(parameter => new ApiField(
                parameter["name"]!.Text!, schemas.TypeOf(parameter["schema"]!), parameter["required"]?.Text == "true")),
    ];

    private static string? Folder { get; } = SharedMaterial.Folder(Schemas);

    private IReadOnlyDictionary<string, Node> Paths => root["paths"]!.Map;

    private static bool IsItem(string path) => path.EndsWith("}/", StringComparison.Ordinal) && path.Count(letter => letter == '{') == 1;

    private Node? Find(Operation operation) => Paths.GetValueOrDefault(operation.Path)?[operation.Method];

    private Node? Body(Operation operation) => Find(operation)?["requestBody"] is { } body ? Resolve(body) : null;

    private Node? Answer(Operation operation) =>
        Find(operation)?["responses"]!.Map.FirstOrDefault(answer => answer.Key.StartsWith('2')).Value is { } answer
            ? Media(Resolve(answer))
            : null;

    private static Node? Media(Node? body) =>
        (body?["content"]?["application/json"] ?? body?["content"]?.Map.Values.FirstOrDefault())?["schema"];

    private Node? Rows(string path)
    {
        var page = Answer(new Operation(path, "get")) is { } answer ? Resolve(answer)["properties"] : null;
        return page?["pagination"] is null ? null : page["results"]?["items"];
    }

    private Node Resolve(Node node)
    {
        while (node["$ref"]?.Text is { } reference)
        {
            node = reference.Split('/').Skip(1).Aggregate(root, (at, part) => at[part]!);
        }

        return node;
    }
}

/// <summary>A path and a method in small letters.</summary>
internal sealed record Operation(string Path, string Method)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Method.ToUpperInvariant()} {Path}";
}
