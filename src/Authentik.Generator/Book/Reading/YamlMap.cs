using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Book.Reading;

/// <summary>A YAML map whose entries are taken one by one; what nobody took is unknown.</summary>
internal sealed class YamlMap
{
    private readonly YamlMappingNode node;
    private readonly string file;
    private readonly Refusals refusals;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    private YamlMap(YamlMappingNode node, string file, Refusals refusals)
    {
        this.node = node;
        this.file = file;
        this.refusals = refusals;
        Place = Place.Of(file, node);
    }

    /// <summary>Where the map begins.</summary>
    public Place Place { get; }

    /// <summary>The file it stands in.</summary>
    public string File => file;

    /// <summary>Where refusals go.</summary>
    public Refusals Refusals => refusals;

    /// <summary>The node as a map; null, with a refusal, when it is something else.</summary>
    public static YamlMap? Of(YamlNode? node, string file, Refusals refusals)
    {
        if (node is YamlMappingNode map)
        {
            return new YamlMap(map, file, refusals);
        }

        if (node is not null)
        {
            refusals.Add(RefusalCode.WrongForm, Place.Of(file, node), "A map of names and values is expected here.");
        }

        return null;
    }

    /// <summary>The entries in the order of the file, with the place of each key. They count as taken.</summary>
    public IEnumerable<(string Key, Place Place, YamlNode Value)> Entries()
    {
        foreach (var (key, value) in node.Children)
        {
            var name = ((YamlScalarNode)key).Value!;
            taken.Add(name);
            yield return (name, Place.Of(file, key), value);
        }
    }

    /// <summary>The value of a key; null when it is absent.</summary>
    public YamlNode? Take(string key)
    {
        taken.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    /// <summary>The map under a key; null when it is absent or, with a refusal, no map.</summary>
    public YamlMap? TakeMap(string key) => Of(Take(key), file, refusals);

    /// <summary>The text of a key; null when it is absent or, with a refusal, no text.</summary>
    public string? TakeText(string key, string code = RefusalCode.Undecided) => TextOf(Take(key), code);

    /// <summary>The text of a key; refused when it is absent.</summary>
    public string MustText(string key, string code = RefusalCode.Missing)
    {
        var text = TakeText(key, code == RefusalCode.NoHelp ? code : RefusalCode.Undecided);
        if (string.IsNullOrWhiteSpace(text))
        {
            refusals.Add(code, Place, $"'{key}:' is missing.");
        }

        return text ?? string.Empty;
    }

    /// <summary>The words under a key, written with spaces, commas or as a list; none when it is absent.</summary>
    public IReadOnlyList<string> TakeWords(string key) => Take(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Select(item => TextOf(item) ?? string.Empty)],
        var other => (TextOf(other) ?? string.Empty).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries),
    };

    /// <summary>Where a key's value stands, or the map when the key is absent.</summary>
    public Place PlaceOf(string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? Place.Of(file, value) : Place;

    /// <summary>The text of a node; null, with a refusal, when it is no text. A proposal is refused as well, but read.</summary>
    public string? TextOf(YamlNode? value) => TextOf(value, RefusalCode.Undecided);

    private string? TextOf(YamlNode? value, string code)
    {
        if (value is YamlScalarNode scalar)
        {
            if (Draft.IsProposal(scalar.Value))
            {
                refusals.Add(code, Place.Of(file, value), $"'{scalar.Value}' is a proposal; write what is right, without the question mark.");
            }

            return scalar.Value;
        }

        if (value is not null)
        {
            refusals.Add(RefusalCode.WrongForm, Place.Of(file, value), "A line of text is expected here.");
        }

        return null;
    }

    /// <summary>Refuses every key that was not taken.</summary>
    public void RefuseTheRest()
    {
        foreach (var key in node.Children.Keys.Where(key => !taken.Contains(((YamlScalarNode)key).Value!)))
        {
            refusals.Add(RefusalCode.UnknownKey, Place.Of(file, key), $"'{key}:' is not known here.");
        }
    }
}
