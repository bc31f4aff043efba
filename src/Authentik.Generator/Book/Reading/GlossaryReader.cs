using Authentik.Generator.Book.Wording;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads <c>glossary.yaml</c>, which a book may have.</summary>
internal static class GlossaryReader
{
    /// <summary>Its name.</summary>
    public const string FileName = "glossary.yaml";

    /// <summary>Reads it; an empty one where there is no file.</summary>
    public static Glossary Read(string folder, Refusals refusals)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file) || YamlFile.Open(file, refusals) is not { } map)
        {
            return Glossary.Empty;
        }

        var glossary = new Glossary(Lines(map.TakeMap("fields")), Lines(map.TakeMap("filters")));
        map.RefuseTheRest();
        return glossary;
    }

    private static Dictionary<string, string> Lines(YamlMap? map)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, place, value) in map?.Entries() ?? [])
        {
            lines[key] = map!.TextOf(value) ?? string.Empty;
            if (string.IsNullOrWhiteSpace(lines[key]))
            {
                map.Refusals.Add(RefusalCode.NoHelp, place, $"'{key}' says nothing.");
            }
        }

        return lines;
    }
}
