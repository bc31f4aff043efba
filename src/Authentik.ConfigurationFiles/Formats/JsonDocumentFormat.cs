using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Configuration.Files;

/// <summary>Documents in JSON, which needs no library.</summary>
internal sealed class JsonDocumentFormat : IDocumentFormat
{
    private static readonly JsonWriterOptions Style = new() { Indented = true, Encoder = PlainJson.Options.Encoder };

    /// <inheritdoc/>
    public string Extension => "json";

    /// <inheritdoc/>
    public string? CommentMark => null;

    /// <inheritdoc/>
    public string Write(JsonObject document)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Style))
        {
            document.WriteTo(writer);
        }

        // .NET 8 ends lines as the system does. Strings have no line ends of their own in JSON.
        return Encoding.UTF8.GetString(bytes.ToArray()).ReplaceLineEndings("\n") + "\n";
    }

    /// <inheritdoc/>
    public ParsedDocument Read(string text) => JsonDocumentReader.Read(Encoding.UTF8.GetBytes(text));
}
