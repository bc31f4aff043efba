namespace Authentik.Sandboxing.Versions;

/// <summary>The URLs of the API in one version, from the operations of the book: any other URL is unknown.</summary>
internal sealed class ApiPaths
{
    private readonly ILookup<int, ApiPath> byLength;

    public ApiPaths(IEnumerable<ApiOperation> operations, ServerVersion version) => byLength = operations
        .Where(operation => operation.Versions.Contains(version))
        .GroupBy(operation => operation.Path, StringComparer.Ordinal)
        .Select(path => new ApiPath(path.Key.Split('/'), path.Select(operation => operation.Method).ToHashSet(StringComparer.Ordinal)))
        .ToLookup(path => path.Segments.Count);

    /// <summary>The path that a URL belongs to; null when this version has no such URL. A word counts before a placeholder.</summary>
    public ApiPath? Find(string url)
    {
        var segments = url.Split('/');
        var found = byLength[segments.Length].Where(path => path.Matches(segments));
        return found.MinBy(path => path.FindPlaceholders(), StringComparer.Ordinal);
    }
}

/// <summary>One path of the API, such as <c>/core/users/{id}/</c>.</summary>
/// <param name="Segments">Its parts between the slashes.</param>
/// <param name="Methods">The methods that it has in this version.</param>
internal sealed record ApiPath(IReadOnlyList<string> Segments, IReadOnlySet<string> Methods)
{
    // The order in which the server lists them.
    private static readonly string[] Order = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    /// <summary>The value of the <c>Allow</c> header.</summary>
    public string Allow => string.Join(", ", Order.Where(Allows));

    public bool Allows(string method) => method switch
    {
        "OPTIONS" => true,
        "HEAD" => Methods.Contains("GET"),
        _ => Methods.Contains(method),
    };

    public bool IsPlaceholder(int segment) => Segments[segment].StartsWith('{');

    public bool Matches(string[] segments) =>
        Segments.Zip(segments).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);

    /// <summary>A digit for each segment, 1 for a placeholder: the smallest of several paths is the most specific one.</summary>
    public string FindPlaceholders() => string.Concat(Segments.Select((_, index) => IsPlaceholder(index) ? '1' : '0'));
}
