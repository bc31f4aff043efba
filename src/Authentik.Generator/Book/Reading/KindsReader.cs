using Authentik.Book;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads <c>kinds:</c>, a path that follows the kind of another object.</summary>
internal static class KindsReader
{
    /// <summary>Reads it; null when it is absent.</summary>
    public static KindsEntry? Read(YamlMap? map)
    {
        if (map is null)
        {
            return null;
        }

        var list = map.TakeMap("list");
        if (list is null)
        {
            map.Refusals.Add(RefusalCode.Missing, map.Place, "'list:' is missing.");
        }

        var kinds = new KindsEntry(
            map.Place,
            map.MustText("by"),
            map.MustText("object"),
            map.MustText("path"),
            map.TakeText("together") is { } together ? RangeText.Read(together, map.PlaceOf("together"), map.Refusals) : VersionRange.All,
            list is null ? [] : [.. list.Entries().Select(entry => ReadKind(list, entry.Key, entry.Place, list.TextOf(entry.Value) ?? string.Empty))]);
        map.RefuseTheRest();
        return kinds;
    }

    private static KindEntry ReadKind(YamlMap map, string name, Place place, string line)
    {
        var parts = line.Split('|', 2, StringSplitOptions.TrimEntries);
        if (parts[0].Length == 0)
        {
            map.Refusals.Add(RefusalCode.WrongForm, place, $"The kind '{name}' names no model.");
        }

        return new KindEntry(name, parts[0], parts.Length == 1 ? VersionRange.All : RangeText.Read(parts[1], place, map.Refusals));
    }
}
