using Authentik.Book;
using Authentik.Generator.Book.Yaml;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads <c>kinds:</c>, a path that follows the kind of another object.</summary>
internal static class KindsReader
{
    /// <summary>Reads it; null when it's absent.</summary>
    public static KindsEntry? Read(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var list = map.TakeMap("list");
        if (list is null)
        {
            map.Refusals.Add(RefusalCode.Missing, map.Place, "'list:' is missing: a line 'kind: model | range' for each kind.");
        }

        var together = map.TakeText("together");
        var kinds = new KindsEntry(
            map.Place,
            map.RequireText("by"),
            map.RequireText("object"),
            map.RequireText("path"),
            together is null ? VersionRange.All : RangeText.Read(together, map.PlaceOf("together"), map.Refusals),
            list is null ? [] : ReadKinds(list));
        map.RefuseTheRest();
        return kinds;
    }

    private static List<KindEntry> ReadKinds(YamlMap list) =>
        [.. list.Entries().Select(entry => ReadKind(list, entry.Key, entry.Place, list.TextOf(entry.Value) ?? string.Empty))];

    private static KindEntry ReadKind(YamlMap map, string name, Place place, string line)
    {
        var parts = line.Split('|', 2, StringSplitOptions.TrimEntries);
        if (parts[0].Length == 0)
        {
            map.Refusals.Add(
                RefusalCode.WrongForm,
                place,
                $"The kind '{name}' has no model. Write '{name}: model', or '{name}: model | range'.");
        }

        return new KindEntry(name, parts[0], parts.Length == 1 ? VersionRange.All : RangeText.Read(parts[1], place, map.Refusals));
    }
}
