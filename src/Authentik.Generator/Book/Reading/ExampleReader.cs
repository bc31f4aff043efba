namespace Authentik.Generator.Book.Reading;

/// <summary>Reads examples: a line as typed and, after the last bar, what it does.</summary>
internal static class ExampleReader
{
    private const string Bar = " | ";

    /// <summary>Reads those of a resource by verb.</summary>
    public static IReadOnlyDictionary<string, ExampleEntry> ReadAll(YamlMap? map)
    {
        var examples = new Dictionary<string, ExampleEntry>(StringComparer.Ordinal);
        foreach (var (verb, place, value) in map?.Entries() ?? [])
        {
            if (!Verbs.OfResources.Contains(verb))
            {
                map!.Refusals.Add(RefusalCode.UnknownKey, place, $"'{verb}:' isn't a verb that a resource has.");
                continue;
            }

            if (Split(map!, map!.TextOf(value), place, verb) is { } example)
            {
                examples[verb] = example;
            }
        }

        return examples;
    }

    /// <summary>Reads the example under a key; null when there is none.</summary>
    public static ExampleEntry? Read(YamlMap map, string key) =>
        map.TakeText(key) is { } line ? Split(map, line, map.PlaceOf(key), "the action") : null;

    // The code may have bars of its own, where objects go from one command to the next.
    private static ExampleEntry? Split(YamlMap map, string? text, Place place, string owner)
    {
        var line = text?.Trim() ?? string.Empty;
        var bar = line.LastIndexOf(Bar, StringComparison.Ordinal);
        if (bar < 0)
        {
            map.Refusals.Add(RefusalCode.WrongForm, place, $"The example of {owner} isn't of the form 'code | what it does'.");
            return null;
        }

        return new ExampleEntry(line[..bar].TrimEnd(), line[(bar + Bar.Length)..].Trim());
    }
}
