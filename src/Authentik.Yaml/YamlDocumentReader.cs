using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Authentik.Configuration.Files;

/// <summary>Reads a YAML document event by event. Nothing is built from tags, and nothing refers to anything else.</summary>
internal sealed class YamlDocumentReader(string text)
{
    private const string MergeKey = "<<";

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Append('\u007F').Select(code => (char)code).Where(sign => sign is not ('\t' or '\n' or '\r'))]);

    private readonly Parser parser = new(new Scanner(new StringReader(text), skipComments: true));
    private readonly Dictionary<string, int> lines = [];

    /// <summary>The line up to which the text was read.</summary>
    public int Line => (int)(parser.Current?.End.Line ?? 1);

    /// <summary>Reads the document.</summary>
    /// <exception cref="DocumentFormatException">It isn't what a configuration can contain.</exception>
    /// <exception cref="YamlException">It isn't valid YAML.</exception>
    public ParsedDocument Read()
    {
        CheckCharacters();
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            throw new DocumentFormatException(1, "The file is empty.");
        }

        parser.Consume<DocumentStart>();
        var values = parser.Current is MappingStart
            ? ReadMap(1)
            : throw CreateError(parser.Current!, "The document isn't an object with keys and values.");
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
        {
            throw CreateError(second, "A second document starts here. Each object has a file of its own.");
        }

        parser.Consume<StreamEnd>();
        CheckEnd();
        return new ParsedDocument(values, lines);
    }

    // YAML forbids them; YamlDotNet takes them.
    private void CheckCharacters()
    {
        if (text.AsSpan().IndexOfAny(Controls) is >= 0 and var at)
        {
            var code = ((int)text[at]).ToString("X4", CultureInfo.InvariantCulture);
            throw new DocumentFormatException(text.AsSpan(0, at).Count('\n') + 1, $"Control characters must be escaped: \"\\u{code}\".");
        }
    }

    // A file that was cut off in the middle of a value can still be valid YAML.
    private void CheckEnd()
    {
        if (!text.EndsWith('\n'))
        {
            var last = text.AsSpan().Count('\n') + 1;
            throw new DocumentFormatException(
                last, "The file doesn't end with a line break, so its end may be missing. Add a line break if nothing is missing.");
        }
    }

    private JsonNode? ReadValue(int level)
    {
        switch (parser.Current)
        {
            case MappingStart:
                return ReadMap(level);
            case SequenceStart:
                return ReadList(level);
            case Scalar scalar:
                CheckNode(scalar);
                parser.MoveNext();
                return ScalarValue.Read(scalar);
            case AnchorAlias alias:
                throw CreateError(alias, "Aliases (*name) aren't supported. Write the value itself.");
            case var other:
                throw CreateError(other!, "A value is missing.");
        }
    }

    private JsonObject ReadMap(int level)
    {
        var start = parser.Consume<MappingStart>();
        CheckNode(start);
        CheckLevel(start, level);
        var values = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadKey();
            if (values.ContainsKey(key.Value))
            {
                throw DocumentLimits.CreateDuplicateError((int)key.Start.Line, key.Value);
            }

            if (level == 1)
            {
                lines[key.Value] = (int)key.Start.Line;
            }

            values[key.Value] = ReadValue(level + 1);
        }

        return values;
    }

    private Scalar ReadKey()
    {
        if (parser.Current is not Scalar key)
        {
            throw CreateError(parser.Current!, "A key must be a string.");
        }

        CheckNode(key);
        if (key is { Style: ScalarStyle.Plain, Value: MergeKey })
        {
            throw CreateError(key, "Merge keys (<<) aren't supported. Write the keys themselves.");
        }

        if (ScalarValue.IsOtherType(key))
        {
            throw CreateError(key, $"The key {key.Value} isn't a string. Put it in quotes.");
        }

        parser.MoveNext();
        return key;
    }

    private JsonArray ReadList(int level)
    {
        var start = parser.Consume<SequenceStart>();
        CheckNode(start);
        CheckLevel(start, level);
        var values = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            values.Add(ReadValue(level + 1));
        }

        return values;
    }

    private static void CheckNode(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            throw CreateError(node, $"Anchors (&{node.Anchor.Value}) aren't supported.");
        }

        if (!ScalarValue.IsCoreTag(node))
        {
            throw CreateError(node, "Tags aren't supported. Remove it.");
        }
    }

    private static void CheckLevel(ParsingEvent start, int level)
    {
        if (level > DocumentLimits.Levels)
        {
            throw DocumentLimits.CreateDepthError((int)start.Start.Line);
        }
    }

    private static DocumentFormatException CreateError(ParsingEvent place, string message) => new((int)place.Start.Line, message);
}
