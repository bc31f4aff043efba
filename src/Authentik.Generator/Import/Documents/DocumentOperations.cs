using System.Text.Json.Nodes;
using Authentik.Generator.Book;

namespace Authentik.Generator.Import.Documents;

/// <summary>The operations that a document has.</summary>
internal static class DocumentOperations
{
    /// <summary>All of them: id, method in capitals, path.</summary>
    public static IEnumerable<(string Id, string Method, string Path)> Of(ApiDocument document) =>
        from path in document.Paths
        from operation in path.Value as JsonObject ?? []
        let method = operation.Key.ToUpperInvariant()
        where OperationEntry.Methods.Contains(method)
        select (Json.Text(operation.Value?["operationId"]) ?? NameOf(path.Key, operation.Key), method, path.Key);

    // A document may leave the id out.
    private static string NameOf(string path, string method) =>
        $"{string.Join('_', path.Split(['/', '{', '}', '-', '.'], StringSplitOptions.RemoveEmptyEntries))}_{method}".ToLowerInvariant();
}
