using System.Text;

namespace Authentik.Book;

/// <summary>One operation of authentik's API: a method at a path, whether a command covers it or not.</summary>
/// <param name="OperationId">Its name in authentik's own documents, such as <c>core_users_list</c>.</param>
/// <param name="Method">The HTTP method in capitals.</param>
/// <param name="Path">The path below the API's root, with names in braces where ids stand.</param>
/// <param name="Versions">The server versions that have it.</param>
public sealed record ApiOperation(string OperationId, string Method, string Path, VersionRange Versions)
{
    /// <summary>The area of the API it belongs to: the first part of its path.</summary>
    public string Tag => Path.Split('/', 3)[1];

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>Reads the operations, which the assembly of the models contains as text: a line each, <c>id method path range</c>.</summary>
/// <remarks>They are text, because code that creates a thousand objects would slow down every import.</remarks>
internal static class OperationTable
{
    /// <summary>Reads the lines.</summary>
    public static IReadOnlyList<ApiOperation> Read(ReadOnlySpan<byte> text)
    {
        // Few different ranges occur, so each one is parsed once.
        var ranges = new Dictionary<string, VersionRange>(StringComparer.Ordinal);
        var lines = Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => Read(line.TrimEnd('\r'), ranges))];
    }

    private static ApiOperation Read(string line, Dictionary<string, VersionRange> ranges)
    {
        var parts = line.Split(' ', 4);
        return new ApiOperation(parts[0], parts[1], parts[2], parts.Length < 4 ? VersionRange.All : ParseRange(parts[3], ranges));
    }

    private static VersionRange ParseRange(string text, Dictionary<string, VersionRange> ranges) =>
        ranges.TryGetValue(text, out var known) ? known : ranges[text] = VersionRange.Parse(text);
}
