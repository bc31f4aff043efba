namespace Authentik.Sessions;

/// <summary>Where a server stands, and what every request to it carries.</summary>
/// <param name="Uri">The server's address, with the path below which it runs, ending in a slash.</param>
/// <param name="Headers">Headers that the way to it wants, such as those of a proxy that asks who comes.</param>
internal sealed record SessionAddress(Uri Uri, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>The path below which every server has its API.</summary>
    public const string ApiRoot = "/api/v3";

    /// <summary>The address of a path below the API's root.</summary>
    public Uri Api(string path) => Outside(ApiRoot + path);

    /// <summary>The address of a path beside the API.</summary>
    public Uri Outside(string path) => new($"{Uri.AbsoluteUri.TrimEnd('/')}{path}");
}
