using Authentik.Generator.Book.Yaml;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads <c>glossary.yaml</c>, which is optional.</summary>
internal static class GlossaryReader
{
    public const string FileName = "glossary.yaml";

    /// <summary>Reads it; empty if there is no file.</summary>
    public static Glossary Read(string folder, Refusals refusals)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file) || YamlFile.Open(file, refusals) is not { } map)
        {
            return Glossary.Empty;
        }

        var glossary = new Glossary(
            Lines(map.TakeMap("fields")), Lines(map.TakeMap("filters")), States(map.TakeMap("states"), refusals));
        map.RefuseTheRest();
        return glossary;
    }

    private static Dictionary<string, StateEntry> States(YamlMap? map, Refusals refusals)
    {
        var states = new Dictionary<string, StateEntry>(StringComparer.Ordinal);
        foreach (var (key, place, value) in map?.Entries() ?? [])
        {
            states[key] = new StateEntry(place, map!.TextOf(value) ?? string.Empty);
            if (!states[key].IsValid)
            {
                refusals.Add(
                    RefusalCode.WrongForm,
                    place,
                    $"'{key}: {states[key].Text}' isn't of the form 'value=meaning value=meaning' with the meanings good, neutral, "
                        + "warning and bad, or 'relative' for a date.");
            }
        }

        return states;
    }

    private static Dictionary<string, string> Lines(YamlMap? map)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, place, value) in map?.Entries() ?? [])
        {
            lines[key] = map!.TextOf(value) ?? string.Empty;
            if (string.IsNullOrWhiteSpace(lines[key]))
            {
                map.Refusals.Add(RefusalCode.NoHelp, place, $"'{key}' has no text. Write it, or remove the line.");
            }
        }

        return lines;
    }
}
