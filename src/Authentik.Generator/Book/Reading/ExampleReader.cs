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

            // The code may have bars of its own, where objects go from one command to the next.
            var line = map!.TextOf(value)?.Trim() ?? string.Empty;
            var bar = line.LastIndexOf(Bar, StringComparison.Ordinal);
            if (bar < 0)
            {
                map.Refusals.Add(RefusalCode.WrongForm, place, $"The example of {verb} isn't of the form 'code | what it does'.");
                continue;
            }

            examples[verb] = new ExampleEntry(line[..bar].TrimEnd(), line[(bar + Bar.Length)..].Trim());
        }

        return examples;
    }
}
