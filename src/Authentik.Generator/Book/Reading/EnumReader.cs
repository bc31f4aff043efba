using Authentik.Book;

namespace Authentik.Generator.Book.Reading;

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
            map.Refusals.Add(RefusalCode.NoHelp, place, $"The value '{text}' is not of the form 'range | help'.");
            return new EnumValueEntry(text, VersionRange.All, null, string.Empty, place);
        }

        if (Draft.IsHelp(parts[1]))
        {
            map.Refusals.Add(RefusalCode.NoHelp, place, $"The value '{text}' has no help yet; write it instead of the question mark.");
        }

        var head = parts[0].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var instead = head.FirstOrDefault(part => part.StartsWith(Use, StringComparison.Ordinal));
        var range = string.Join(", ", head.Where(part => part != instead));
        var versions = range.Length == 0 ? VersionRange.All : RangeText.Read(range, place, map.Refusals);
        return new EnumValueEntry(text, versions, instead?[Use.Length..].Trim(), parts[1], place);
    }
}
