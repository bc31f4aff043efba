using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Authentik.Conformance.Tests.Documents;

/// <summary>
/// A part of a document: a map, a list or a text. Nothing that is compared here is calculated with, so numbers stay text.
/// </summary>
internal sealed class Node
{
    private static readonly Dictionary<string, Node> NoMap = [];

    private readonly Dictionary<string, Node>? map;

    private Node(string? text, Dictionary<string, Node>? map, IReadOnlyList<Node> items) => (Text, this.map, Items) = (text, map, items);

    /// <summary>The text; null for a map or a list.</summary>
    public string? Text { get; }

    /// <summary>The entries of a map, in their order.</summary>
    public IReadOnlyDictionary<string, Node> Map => map ?? NoMap;

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<Node> Items { get; }

    /// <summary>An entry of a map; null where there is none.</summary>
    public Node? this[string name] => map?.GetValueOrDefault(name);

    /// <summary>True for an entry that says so.</summary>
    public bool Is(string name) => this[name]?.Text == "true";

    /// <summary>
    /// Reads a YAML document. The documents are large and have no anchors, so the parser's events are all that is needed.
    /// </summary>
    public static Node Read(TextReader reader)
    {
        var parser = new Parser(reader);
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        return Read(parser);
    }

    private static Node Read(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new Node(scalar.Value, null, []);
        }

        return parser.TryConsume<MappingStart>(out _) ? ReadMap(parser) : ReadItems(parser);
    }

    private static Node ReadMap(Parser parser)
    {
        var map = new Dictionary<string, Node>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            map.Add(parser.Consume<Scalar>().Value, Read(parser));
        }

        return new Node(null, map, []);
    }

    private static Node ReadItems(Parser parser)
    {
        var items = new List<Node>();
        parser.Consume<SequenceStart>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Read(parser));
        }

        return new Node(null, null, items);
    }
}
