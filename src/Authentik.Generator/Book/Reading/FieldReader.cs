using Authentik.Generator.Names;
using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads the lines under <c>fields:</c> and <c>filters:</c>.</summary>
internal static class FieldReader
{
    /// <summary>Reads all lines of a map; none when it is absent.</summary>
    public static IReadOnlyList<FieldEntry> ReadAll(YamlMap? map, string owner) =>
        map is null ? [] : [.. map.Entries().Select(entry => Read(map, entry.Key, entry.Place, entry.Value, owner)).OfType<FieldEntry>()];

    private static FieldEntry? Read(YamlMap map, string name, Place place, YamlNode value, string owner)
    {
        var (line, otherwise) = value is YamlMappingNode ? ReadHinted(map, value) : (map.TextOf(value), null);
        if (line is null)
        {
            return null;
        }

        var parts = line.Split('|', 3, StringSplitOptions.TrimEntries);
        if (parts[0].Length == 0 || parts[0].Split(' ') is not ([_] or ["->", _]))
        {
            map.Refusals.Add(RefusalCode.WrongForm, place, $"'{name}' is not of the form 'type | marks | help'.");
            return null;
        }

        var help = parts.Length < 3 ? string.Empty : parts[2];
        if (Draft.IsHelp(help))
        {
            map.Refusals.Add(RefusalCode.NoHelp, place, $"'{name}' has no help yet; write it instead of the question mark.");
        }

        var type = TypeReader.Read(parts[0]);
        if (Draft.IsProposal(type.Name))
        {
            map.Refusals.Add(RefusalCode.Undecided, place, $"What '{name}' refers to is not decided yet.");
        }

        var marks = new MarksReader(place, map.Refusals).Read(parts.Length < 2 ? string.Empty : parts[1]);
        return new FieldEntry
        {
            Place = place,
            Name = name,
            Type = type,
            Marks = marks,
            Help = help,
            Otherwise = otherwise,
            Property = Members.PropertyOf(owner, name),
            Parameter = marks.As ?? (type.IsList ? Words.PascalSingular(name) : Words.Pascal(name)),
        };
    }

    private static (string? Line, string? Otherwise) ReadHinted(YamlMap map, YamlNode value)
    {
        var hinted = YamlMap.Of(value, map.File, map.Refusals)!;
        var line = hinted.MustText("is");
        var otherwise = hinted.MustText("otherwise");
        hinted.RefuseTheRest();
        return (line.Length == 0 ? null : line, otherwise);
    }
}
