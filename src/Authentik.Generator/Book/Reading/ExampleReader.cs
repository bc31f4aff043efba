using Authentik.Generator.Book.Yaml;
using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads examples, one or a list: each is code as typed and, after the last bar, what it does.</summary>
internal static class ExampleReader
{
    private const string Bar = " | ";

    /// <summary>Reads those of a resource by verb.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<ExampleEntry>> ReadAll(YamlMap? map)
    {
        var examples = new Dictionary<string, IReadOnlyList<ExampleEntry>>(StringComparer.Ordinal);
        foreach (var (verb, place, value) in map?.Entries() ?? [])
        {
            if (!Verbs.OfResources.Contains(verb))
            {
                map!.Refusals.Add(RefusalCode.UnknownKey, place, $"'{verb}:' isn't a verb that a resource has.");
            }
            else if (Read(map!, value, verb) is { Count: > 0 } found)
            {
                examples[verb] = found;
            }
        }

        return examples;
    }

    /// <summary>Reads those under a key; none when there is no such key.</summary>
    public static IReadOnlyList<ExampleEntry> Read(YamlMap map, string key) =>
        map.Take(key) is { } value ? Read(map, value, "the action") : [];

    private static List<ExampleEntry> Read(YamlMap map, YamlNode value, string owner) =>
        [.. (value is YamlSequenceNode list ? list.Children : [value]).Select(node => Split(map, node, owner)).OfType<ExampleEntry>()];

    // The code may have bars of its own, where objects go from one command to the next.
    private static ExampleEntry? Split(YamlMap map, YamlNode node, string owner)
    {
        var line = map.TextOf(node)?.Trim() ?? string.Empty;
        var bar = line.LastIndexOf(Bar, StringComparison.Ordinal);
        if (bar < 0)
        {
            map.Refusals.Add(
                RefusalCode.WrongForm, Place.FromNode(map.File, node), $"The example of {owner} isn't of the form 'code | what it does'.");
            return null;
        }

        return new ExampleEntry(line[..bar].TrimEnd(), line[(bar + Bar.Length)..].Trim());
    }
}
