namespace Authentik.Generator.Book.Reading;

/// <summary>Reads a chapter.</summary>
internal static class ChapterReader
{
    /// <summary>Reads one file; null, with a refusal, when it is not YAML.</summary>
    public static ChapterEntry? Read(string name, string file, Refusals refusals)
    {
        var map = YamlFile.Open(file, refusals);
        if (map is null)
        {
            return null;
        }

        var chapter = new ChapterEntry(
            name,
            ReadAll(map.TakeMap("resources"), ResourceReader.Read),
            ReadAll(map.TakeMap("shapes"), ShapeReader.Read),
            ReadAll(map.TakeMap("enums"), EnumReader.Read));
        map.RefuseTheRest();
        return chapter;
    }

    private static List<T> ReadAll<T>(YamlMap? map, Func<string, Place, YamlMap, T> read)
    {
        var all = new List<T>();
        foreach (var (name, place, value) in map?.Entries() ?? [])
        {
            if (Draft.IsProposal(name))
            {
                map!.Refusals.Add(RefusalCode.Undecided, place, $"'{name}' is a proposal; write the right name, without the question mark.");
            }

            if (YamlMap.Of(value, map!.File, map.Refusals) is { } inner)
            {
                all.Add(read(name, place, inner));
            }
        }

        return all;
    }
}
