using Authentik.Generator.Book.Facts;
using Authentik.Generator.Book.Yaml;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads guides.yaml, which is optional: <c>page: Title | Noun, Get-AuthentikOther</c>.</summary>
internal static class GuidesReader
{
    public const string FileName = "guides.yaml";

    /// <summary>All guides in the order of the file.</summary>
    public static IReadOnlyList<GuideEntry> Read(string folder, Refusals refusals)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file) && YamlFile.Open(file, refusals) is { } map
            ? [.. map.Entries().Select(entry => ReadLine(map, entry.Key, entry.Place, map.TextOf(entry.Value))).OfType<GuideEntry>()]
            : [];
    }

    private static GuideEntry? ReadLine(YamlMap map, string page, Place place, string? line)
    {
        if (line?.Split('|', StringSplitOptions.TrimEntries) is [{ Length: > 0 } title, { Length: > 0 } about])
        {
            return new GuideEntry(page, title, about.Split(',', StringSplitOptions.TrimEntries));
        }

        map.Refusals.Add(RefusalCode.WrongForm, place, $"'{page}: {line}' isn't of the form 'page: Title | Noun, Get-AuthentikNoun'.");
        return null;
    }
}
