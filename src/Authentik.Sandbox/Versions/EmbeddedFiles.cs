using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Data;

/// <summary>The data files inside the assembly.</summary>
internal static class EmbeddedFiles
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static JsonObject Read(string name) => (JsonObject)Parse(name);

    public static JsonArray ReadList(string name) => (JsonArray)Parse(name);

    private static JsonNode Parse(string name)
    {
        using var stream = typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"The sandbox has no data file {name}.");
        return JsonNode.Parse(stream, null, Reading)!;
    }
}
