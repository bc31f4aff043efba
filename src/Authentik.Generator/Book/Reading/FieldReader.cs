using Authentik.Generator.Book.Yaml;
using Authentik.Generator.Names;
using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads the lines under <c>fields:</c> and <c>filters:</c>.</summary>
internal static class FieldReader
{
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
            map.Refusals.Add(RefusalCode.WrongForm, place, $"'{name}' isn't of the form 'type | marks | help'.");
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
            map.Refusals.Add(
                RefusalCode.Undecided, place, $"What '{name}' refers to isn't decided yet. Write the noun instead of the question mark.");
        }

        var marks = new MarksReader(place, map.Refusals).Read(parts.Length < 2 ? string.Empty : parts[1]);
        return new FieldEntry
        {
            Place = place,
            Name = name,
            Type = type,
            Marks = marks,
            Help = help,
            Alternative = otherwise,
            Property = ReservedNames.ChooseProperty(owner, name),
            Parameter = marks.As ?? (type.IsList ? DotNetNames.ToPascalSingular(name) : DotNetNames.ToPascal(name)),
        };
    }

    private static (string? Line, string? Otherwise) ReadHinted(YamlMap map, YamlNode value)
    {
        var hinted = YamlMap.FromNode(value, map.File, map.Refusals)!;
        var line = hinted.RequireText("is");
        var otherwise = hinted.RequireText("otherwise");
        hinted.RefuseTheRest();
        return (line.Length == 0 ? null : line, otherwise);
    }
}

/// <summary>Reads the type of a line: <c>text</c>, <c>-> Flow?</c>, <c>RedirectUri[]</c>.</summary>
internal static class TypeReader
{
    /// <summary>Reads it; names are looked up later, when the whole book is known.</summary>
    public static TypeEntry Read(string text)
    {
        var isReference = text.StartsWith("->", StringComparison.Ordinal);
        var name = isReference ? text[2..].Trim() : text;
        // A question mark alone is a resource that isn't decided yet, not null.
        var isNullable = name != Draft.Mark && TrimEnd(ref name, "?");
        var isList = TrimEnd(ref name, "[]");
        var kind = isReference ? FieldType.Reference : BuiltInTypes.ByWord.GetValueOrDefault(name, FieldType.Shape);
        var isNamed = kind is FieldType.Reference or FieldType.Shape;
        return new TypeEntry { Kind = kind, Name = isNamed ? name : null, IsList = isList, IsNullable = isNullable };
    }

    private static bool TrimEnd(ref string text, string end)
    {
        var has = text.EndsWith(end, StringComparison.Ordinal);
        text = has ? text[..^end.Length] : text;
        return has;
    }
}
