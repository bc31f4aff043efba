using Authentik.Book;
using Authentik.Generator.Book.Yaml;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads a chapter.</summary>
internal static class ChapterReader
{
    /// <summary>Reads one file; null, with a refusal, when it isn't YAML.</summary>
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
            ReadAll(map.TakeMap("enums"), EnumReader.Read),
            ReadAll(map.TakeMap("actions"), ActionReader.Read))
        {
            Title = map.TakeText("title") ?? name,
        };
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
                map!.Refusals.Add(
                    RefusalCode.Undecided, place, $"'{name}' is a proposal. Write the right name, without the question mark.");
            }

            if (YamlMap.FromNode(value, map!.File, map.Refusals) is { } inner)
            {
                all.Add(read(name, place, inner));
            }
        }

        return all;
    }
}

/// <summary>Reads a set of values: <c>azuread: "..2026.5, use entraid | Microsoft's directory"</c>.</summary>
internal static class EnumReader
{
    private const string Use = "use ";

    /// <summary>Reads one set.</summary>
    public static EnumEntry Read(string name, Place place, YamlMap map)
    {
        var values = map.Entries().Select(entry => ReadValue(map, entry.Key, entry.Place, map.TextOf(entry.Value) ?? string.Empty));
        return new EnumEntry(place, name, [.. values]);
    }

    private static EnumValueEntry ReadValue(YamlMap map, string text, Place place, string line)
    {
        var parts = line.Split('|', 2, StringSplitOptions.TrimEntries);
        if (parts.Length < 2)
        {
            map.Refusals.Add(RefusalCode.NoHelp, place, $"The value '{text}' isn't of the form 'range | help'.");
            return new EnumValueEntry(text, VersionRange.All, null, string.Empty, place);
        }

        if (Draft.IsHelp(parts[1]))
        {
            map.Refusals.Add(RefusalCode.NoHelp, place, $"The value '{text}' has no help yet. Write it instead of the question mark.");
        }

        var head = parts[0].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var instead = head.FirstOrDefault(part => part.StartsWith(Use, StringComparison.Ordinal));
        var range = string.Join(", ", head.Where(part => part != instead));
        var versions = range.Length == 0 ? VersionRange.All : RangeText.Read(range, place, map.Refusals);
        return new EnumValueEntry(text, versions, instead?[Use.Length..].Trim(), parts[1], place);
    }
}

/// <summary>Reads a nested object.</summary>
internal static class ShapeReader
{
    public static ShapeEntry Read(string name, Place place, YamlMap map)
    {
        var shape = new ShapeEntry(
            place,
            name,
            map.RequireText("help", RefusalCode.NoHelp),
            map.TakeText("text"),
            FieldReader.ReadAll(map.TakeMap("fields"), name))
        {
            Address = ReadAddress(map),
            Subject = ReadSubject(map),
            View = ResourceReader.ReadView(map),
        };
        map.RefuseTheRest();
        return shape;
    }

    // User user_pk
    private static SubjectEntry? ReadSubject(YamlMap map)
    {
        if (map.TakeText("stands-for") is not { } text)
        {
            return null;
        }

        if (text.Split(' ') is [var noun, var field])
        {
            return new SubjectEntry(noun, field);
        }

        map.Refusals.Add(RefusalCode.WrongForm, map.PlaceOf("stands-for"), "'stands-for:' isn't of the form 'Noun field'.");
        return null;
    }

    // url unless matching_mode=regex
    private static AddressEntry? ReadAddress(YamlMap map)
    {
        if (map.TakeText("address") is not { } text)
        {
            return null;
        }

        if (text.Split(' ', '=') is [var field, "unless", var other, var value])
        {
            return new AddressEntry(field, other, value);
        }

        map.Refusals.Add(RefusalCode.WrongForm, map.PlaceOf("address"), "'address:' isn't of the form 'field unless other=value'.");
        return null;
    }
}
