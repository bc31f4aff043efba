using Authentik.Generator.Book;
using Authentik.Generator.Book.Reading;
using Authentik.Generator.Output;

namespace Authentik.Generator.Import.Chapters;

/// <summary>Writes operations.yaml. Only the importer writes it, so it's written as a whole, always in the same order.</summary>
internal static class OperationsText
{
    private const string Head = """
        # Every operation of authentik's API in all versions described, by area: operation_id: METHOD /path/ | RANGE
        # The importer writes this file as a whole, from the documents; nothing is written here by hand. The range is the one of
        # README.md, and stands where not all versions have the operation. An id whose path changed has a list of lines.
        """;

    private static readonly Comparer<OperationEntry> ByPath = Comparer<OperationEntry>.Create((one, other) =>
        (Compare(one.Path, other.Path), Rank(one).CompareTo(Rank(other)), Compare(one.Id, other.Id)).CompareTo(default));

    /// <summary>Writes the file if it differs. Returns how many lines are new or changed.</summary>
    public static int Save(string folder, IEnumerable<OperationEntry> operations)
    {
        var file = Path.Combine(folder, OperationsReader.FileName);
        var before = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
        var lines = Lines(operations).ToList();
        var ending = before.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        TextFile.WriteIfChanged(file, string.Concat(lines.Select(line => line + ending)));
        return lines.Except(before.Split(ending)).Count();
    }

    private static IEnumerable<string> Lines(IEnumerable<OperationEntry> operations)
    {
        foreach (var line in Head.ReplaceLineEndings("\n").Split('\n'))
        {
            yield return line;
        }

        foreach (var area in operations.GroupBy(operation => operation.Tag).OrderBy(area => area.Key, StringComparer.Ordinal))
        {
            yield return string.Empty;
            yield return area.Key + ":";
            foreach (var line in area.Order(ByPath).GroupBy(operation => operation.Id).SelectMany(Lines))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Lines(IGrouping<string, OperationEntry> same) => same.Count() == 1
        ? [$"  {same.Key}: {Call(same.Single())}"]
        : same.Select(operation => $"    - {Call(operation)}").Prepend($"  {same.Key}:");

    private static string Call(OperationEntry operation) =>
        $"{operation.Method} {operation.Path}{(operation.Versions.IsAll ? string.Empty : $" | {operation.Versions}")}";

    private static int Compare(string one, string other) => Math.Sign(string.CompareOrdinal(one, other));

    private static int Rank(OperationEntry operation) => OperationEntry.Methods.ToList().IndexOf(operation.Method);
}
