using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Book.Yaml;

/// <summary>A YAML map whose entries are taken one by one; the rest is refused.</summary>
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
        Place = Place.FromNode(file, node);
    }

    /// <summary>Where the map begins.</summary>
    public Place Place { get; }

    /// <summary>The file that contains it.</summary>
    public string File => file;

    /// <summary>Where refusals go.</summary>
    public Refusals Refusals => refusals;

    /// <summary>The node as a map; null, with a refusal, when it's something else.</summary>
    public static YamlMap? FromNode(YamlNode? node, string file, Refusals refusals)
    {
        if (node is YamlMappingNode map)
        {
            return new YamlMap(map, file, refusals);
        }

        if (node is not null)
        {
            refusals.Add(
                RefusalCode.WrongForm,
                Place.FromNode(file, node),
                "This must be a map, with a line 'name: value' for each entry.");
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
            yield return (name, Place.FromNode(file, key), value);
        }
    }

    /// <summary>The value of a key; null when it's absent.</summary>
    public YamlNode? Take(string key)
    {
        taken.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    /// <summary>The map under a key; null when it's absent or, with a refusal, no map.</summary>
    public YamlMap? TakeMap(string key) => FromNode(Take(key), file, refusals);

    /// <summary>The text of a key; null when it's absent or, with a refusal, no string.</summary>
    public string? TakeText(string key, string code = RefusalCode.Undecided) => TextOf(Take(key), code);

    /// <summary>The text of a key; refused when it's absent.</summary>
    public string RequireText(string key, string code = RefusalCode.Missing)
    {
        var text = TakeText(key, code == RefusalCode.NoHelp ? code : RefusalCode.Undecided);
        if (string.IsNullOrWhiteSpace(text))
        {
            refusals.Add(code, Place, $"'{key}:' is missing.");
        }

        return text ?? string.Empty;
    }

    /// <summary>True if a key has the value true; false when it's absent or, with a refusal, anything else.</summary>
    public bool TakeFlag(string key)
    {
        var value = Take(key);
        var isTrue = value is YamlScalarNode { Value: "true" };
        if (value is not null && !isTrue)
        {
            refusals.Add(
                RefusalCode.WrongForm, Place.FromNode(file, value), $"'{key}:' can only be true. Write '{key}: true', or remove it.");
        }

        return isTrue;
    }

    /// <summary>The words under a key, written with spaces, commas or as a list; none when it's absent.</summary>
    public IReadOnlyList<string> TakeWords(string key) => Take(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Select(item => TextOf(item) ?? string.Empty)],
        var other => (TextOf(other) ?? string.Empty).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries),
    };

    /// <summary>The place of a key's value, or of the map if the key is absent.</summary>
    public Place PlaceOf(string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? Place.FromNode(file, value) : Place;

    /// <summary>The text of a node; null, with a refusal, when it's no text. A proposal is refused as well, but read.</summary>
    public string? TextOf(YamlNode? value) => TextOf(value, RefusalCode.Undecided);

    private string? TextOf(YamlNode? value, string code)
    {
        if (value is YamlScalarNode scalar)
        {
            if (Draft.IsProposal(scalar.Value))
            {
                refusals.Add(
                    code, Place.FromNode(file, value), $"'{scalar.Value}' is a proposal. Write what is right, without the question mark.");
            }

            return scalar.Value;
        }

        if (value is not null)
        {
            refusals.Add(RefusalCode.WrongForm, Place.FromNode(file, value), "This must be a string.");
        }

        return null;
    }

    /// <summary>Refuses every key that was not taken.</summary>
    public void RefuseTheRest()
    {
        var known = string.Join(", ", taken.Order(StringComparer.Ordinal));
        foreach (var key in node.Children.Keys.Where(key => !taken.Contains(((YamlScalarNode)key).Value!)))
        {
            refusals.Add(RefusalCode.UnknownKey, Place.FromNode(file, key), $"'{key}:' isn't valid here. Use {known}.");
        }
    }
}
