using System.Text;

namespace Authentik.Book;

/// <summary>The form in which the operations lie in the assembly of the models: a line each, <c>id method path range</c>.</summary>
/// <remarks>One text, because a thousand objects made one by one would be a thousand calls that every import pays for.</remarks>
internal static class OperationTable
{
    /// <summary>Reads the lines.</summary>
    public static IReadOnlyList<ApiOperation> Read(ReadOnlySpan<byte> text)
    {
        // Most ranges are the same few.
        var ranges = new Dictionary<string, VersionRange>(StringComparer.Ordinal);
        var lines = Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => Read(line.TrimEnd('\r'), ranges))];
    }

    private static ApiOperation Read(string line, Dictionary<string, VersionRange> ranges)
    {
        var parts = line.Split(' ', 4);
        return new ApiOperation(parts[0], parts[1], parts[2], parts.Length < 4 ? VersionRange.All : RangeOf(parts[3], ranges));
    }

    private static VersionRange RangeOf(string text, Dictionary<string, VersionRange> ranges) =>
        ranges.TryGetValue(text, out var known) ? known : ranges[text] = VersionRange.Parse(text);
}
