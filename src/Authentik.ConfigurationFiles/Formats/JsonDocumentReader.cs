using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Configuration.Files;

/// <summary>Reads a JSON document token by token, because .NET's own tree has no lines and takes keys twice.</summary>
internal ref struct JsonDocumentReader
{
    // One more than are allowed, so that this class finds the level too many.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = DocumentLimits.Levels + 1 };

    private readonly ReadOnlySpan<byte> text;
    private readonly Dictionary<string, int> lines = [];
    private Utf8JsonReader reader;
    private int countedTo;
    private int line = 1;

    private JsonDocumentReader(ReadOnlySpan<byte> text)
    {
        this.text = text;
        reader = new Utf8JsonReader(text, Options);
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="DocumentFormatException">It isn't valid.</exception>
    public static ParsedDocument Read(ReadOnlySpan<byte> text)
    {
        var document = new JsonDocumentReader(text);
        try
        {
            return document.ReadDocument();
        }
        catch (JsonException error)
        {
            var line = (int)(error.LineNumber ?? 0) + 1;
            throw new DocumentFormatException(line, $"It isn't valid JSON: {Shorten(error.Message)}", error);
        }
        catch (InvalidOperationException error)
        {
            throw new DocumentFormatException(document.FindLine(), "It contains half of a surrogate pair, which isn't a character.", error);
        }
    }

    private ParsedDocument ReadDocument()
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new DocumentFormatException(FindLine(), "The document isn't an object with keys and values.");
        }

        var values = ReadObject(1);
        reader.Read();
        return new ParsedDocument(values, lines);
    }

    private JsonNode? ReadValue(int level) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(level),
        JsonTokenType.StartArray => ReadArray(level),
        JsonTokenType.String => JsonValue.Create(reader.GetString()!),
        JsonTokenType.Null => null,
        _ => JsonNode.Parse(reader.ValueSpan),
    };

    private JsonObject ReadObject(int level)
    {
        CheckLevel(level);
        var values = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            var keyLine = FindLine();
            if (values.ContainsKey(key))
            {
                throw DocumentLimits.CreateDuplicateError(keyLine, key);
            }

            if (level == 1)
            {
                lines[key] = keyLine;
            }

            reader.Read();
            values[key] = ReadValue(level + 1);
        }

        return values;
    }

    private JsonArray ReadArray(int level)
    {
        CheckLevel(level);
        var values = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(ReadValue(level + 1));
        }

        return values;
    }

    private void CheckLevel(int level)
    {
        if (level > DocumentLimits.Levels)
        {
            throw DocumentLimits.CreateDepthError(FindLine());
        }
    }

    private int FindLine()
    {
        var at = (int)reader.TokenStartIndex;
        line += text[countedTo..at].Count((byte)'\n');
        countedTo = at;
        return line;
    }

    // The line is told with the file, and the options aren't those of who wrote it.
    private static string Shorten(string message) => Cut(Cut(message, " LineNumber:"), " Change the reader options");

    private static string Cut(string message, string rest) =>
        message.IndexOf(rest, StringComparison.Ordinal) is > 0 and var at ? message[..at] : message;
}
