using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Generator.Book;

namespace Authentik.Generator.Import.Documents;

/// <summary>An OpenAPI document and its references.</summary>
internal sealed class ApiDocument
{
    private readonly JsonObject root;

    private ApiDocument(JsonObject root, ServerVersion version)
    {
        (this.root, Version) = (root, version);
        Paths = root["paths"] as JsonObject ?? [];
        Schemas = root["components"]?["schemas"] as JsonObject ?? [];
    }

    /// <summary>The server version it describes.</summary>
    public ServerVersion Version { get; }

    /// <summary>Its paths without the prefix of the API.</summary>
    public JsonObject Paths { get; }

    /// <summary>Its named schemas.</summary>
    public JsonObject Schemas { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="file">YAML or JSON.</param>
    /// <param name="version">The server version; null for the one that the document names.</param>
    /// <exception cref="ImportException">It can't be read, or contains no version.</exception>
    public static ApiDocument Read(string file, string? version)
    {
        var root = DocumentFile.Read(file);
        var named = version ?? Json.ReadText(root["info"]?["version"]);
        return ServerVersion.TryParse(named, out var known)
            ? new ApiDocument(root, new ServerVersion(known.Year, known.Series, known.Patch))
            : throw new ImportException($"{file} names no version such as 2026.2.2. Specify it with --version.");
    }

    /// <summary>An operation, or null.</summary>
    public JsonObject? Operation(string path, string method) => (Paths[path] as JsonObject)?[method] as JsonObject;

    /// <summary>What a node refers to, or the node itself.</summary>
    public JsonObject? Resolve(JsonNode? node)
    {
        for (var depth = 0; depth < 8 && node is JsonObject one && Json.ReadText(one["$ref"]) is { } reference; depth++)
        {
            node = reference.TrimStart('#', '/').Split('/').Aggregate<string, JsonNode?>(root, (at, name) => (at as JsonObject)?[name]);
        }

        return node as JsonObject;
    }

    /// <summary>The name of the schema that a node refers to, or null.</summary>
    public static string? ComponentOf(JsonNode? node)
    {
        var only = (node as JsonObject)?["allOf"] is JsonArray { Count: 1 } all ? all[0] : null;
        var reference = Json.ReadText(node?["$ref"]) ?? Json.ReadText(only?["$ref"]);
        return reference?.Split('/')[^1];
    }
}

/// <summary>The operations that a document has.</summary>
internal static class DocumentOperations
{
    /// <summary>All of them: id, method in capitals, path.</summary>
    public static IEnumerable<(string Id, string Method, string Path)> Read(ApiDocument document) =>
        from path in document.Paths
        from operation in path.Value as JsonObject ?? []
        let method = operation.Key.ToUpperInvariant()
        where OperationEntry.Methods.Contains(method)
        select (Json.ReadText(operation.Value?["operationId"]) ?? NameOf(path.Key, operation.Key), method, path.Key);

    // The id is optional in a document.
    private static string NameOf(string path, string method) =>
        $"{string.Join('_', path.Split(['/', '{', '}', '-', '.'], StringSplitOptions.RemoveEmptyEntries))}_{method}".ToLowerInvariant();
}
