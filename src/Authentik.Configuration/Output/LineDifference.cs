namespace Authentik.Configuration;

/// <summary>The lines of a string that are different, as version control shows them.</summary>
internal static class LineDifference
{
    // Longer texts are too much to read line by line, and comparing them takes time by the square of their length.
    private const int MostLines = 2000;

    /// <summary>The lines that are removed and added, in their order.</summary>
    public static string Write(string old, string wanted)
    {
        var (before, after) = (Split(old), Split(wanted));
        return before.Length > MostLines || after.Length > MostLines
            ? $"{before.Length} lines -> {after.Length} lines"
            : string.Join('\n', Compare(before, after));
    }

    private static string[] Split(string text) =>
        text.Length == 0 ? [] : text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n');

    private static IEnumerable<string> Compare(string[] before, string[] after)
    {
        var lengths = MeasureCommon(before, after);
        var (old, wanted) = (0, 0);
        while (old < before.Length || wanted < after.Length)
        {
            if (old < before.Length && wanted < after.Length && before[old] == after[wanted])
            {
                (old, wanted) = (old + 1, wanted + 1);
            }
            else if (wanted == after.Length || (old < before.Length && lengths[old + 1, wanted] >= lengths[old, wanted + 1]))
            {
                yield return $"- {before[old++]}";
            }
            else
            {
                yield return $"+ {after[wanted++]}";
            }
        }
    }

    // How many lines the rests of both texts have in common, from each pair of lines on.
    private static int[,] MeasureCommon(string[] before, string[] after)
    {
        var lengths = new int[before.Length + 1, after.Length + 1];
        for (var old = before.Length - 1; old >= 0; old--)
        {
            for (var wanted = after.Length - 1; wanted >= 0; wanted--)
            {
                lengths[old, wanted] = before[old] == after[wanted]
                    ? lengths[old + 1, wanted + 1] + 1
                    : Math.Max(lengths[old + 1, wanted], lengths[old, wanted + 1]);
            }
        }

        return lengths;
    }
}
