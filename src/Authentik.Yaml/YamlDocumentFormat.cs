using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace Authentik.Configuration.Files;

/// <summary>Documents in the part of YAML 1.2 that says the same as JSON: no tags, no anchors, no merge keys.</summary>
internal sealed class YamlDocumentFormat : IDocumentFormat
{
    /// <inheritdoc/>
    public string Extension => "yaml";

    /// <inheritdoc/>
    public string? CommentMark => "#";

    /// <inheritdoc/>
    public string Write(JsonObject document) => YamlDocumentWriter.Write(document);

    /// <inheritdoc/>
    public ParsedDocument Read(string text)
    {
        var reader = new YamlDocumentReader(text);
        try
        {
            return reader.Read();
        }
        catch (YamlException error)
        {
            throw new DocumentFormatException((int)error.Start.Line, $"It isn't valid YAML: {EndSentence(error.Message)}", error);
        }
        catch (Exception error) when (IsParserFault(error))
        {
            throw new DocumentFormatException(reader.Line, "It isn't valid YAML in this line or the next one.", error);
        }
    }

    // For some texts, YamlDotNet fails instead of saying what is wrong with them.
    private static bool IsParserFault(Exception error) =>
        error is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException;

    private static string EndSentence(string message) => message.TrimEnd('.') + ".";
}
