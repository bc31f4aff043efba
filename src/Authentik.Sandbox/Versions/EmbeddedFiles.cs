using System.Text.Json;

namespace Authentik.Sandboxing.Versions;

/// <summary>Reads the data files that are embedded in the assembly.</summary>
internal static class EmbeddedFiles
{
    private static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static JsonObject Read(string name) => (JsonObject)Parse(name);

    public static JsonArray ReadList(string name) => (JsonArray)Parse(name);

    private static JsonNode Parse(string name)
    {
        using var stream = typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"The data file {name} was not found in the sandbox assembly.");
        return JsonNode.Parse(stream, null, Reading)!;
    }
}
