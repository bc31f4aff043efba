using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Generator.Book.Yaml;
using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Book.Reading;

/// <summary>
/// Reads operations.yaml: by area, <c>core_users_list: GET /core/users/ | 2024.8..</c>, or a list of such lines under one id.
/// </summary>
internal static partial class OperationsReader
{
    public const string FileName = "operations.yaml";

    /// <summary>All operations in the order of the file; none where a book has no such file.</summary>
    public static IReadOnlyList<OperationEntry> Read(string folder, Refusals refusals)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file) || YamlFile.Open(file, refusals) is not { } areas)
        {
            return [];
        }

        return [.. areas.Entries().SelectMany(area => ReadArea(area.Key, YamlMap.FromNode(area.Value, file, refusals)))];
    }

    private static IEnumerable<OperationEntry> ReadArea(string tag, YamlMap? map) =>
        from entry in map?.Entries() ?? []
        from node in entry.Value is YamlSequenceNode list ? list.Children : [entry.Value]
        let line = map!.TextOf(node)
        where line is not null
        let operation = ReadLine(map!, entry.Key, Place.FromNode(map!.File, node), line)
        where operation is not null && HasRightPlace(operation, tag, map!.Refusals)
        select operation;

    private static OperationEntry? ReadLine(YamlMap map, string id, Place place, string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var call = Call().Match(parts[0]);
        if (!Id().IsMatch(id) || !call.Success || !OperationEntry.Methods.Contains(call.Groups[1].Value) || parts.Length > 2)
        {
            map.Refusals.Add(RefusalCode.WrongForm, place, $"'{id}: {line}' isn't of the form 'operation_id: METHOD /path/ | range'.");
            return null;
        }

        var versions = parts.Length == 1 ? VersionRange.All : RangeText.Read(parts[1], place, map.Refusals);
        return new OperationEntry(id, call.Groups[1].Value, call.Groups[2].Value, versions, place);
    }

    private static bool HasRightPlace(OperationEntry operation, string tag, Refusals refusals)
    {
        if (operation.Tag != tag)
        {
            refusals.Add(
                RefusalCode.Contradiction, operation.Place, $"{operation.Path} is under '{tag}:'. Move it to '{operation.Tag}:'.");
        }

        return operation.Tag == tag;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Id();

    // A part of a path is a word, or a name in braces for an id.
    [GeneratedRegex(@"^([A-Z]+) ((?:/(?:[A-Za-z0-9_.~-]+|\{[a-z0-9_]+\}))+/?)$")]
    private static partial Regex Call();
}
