namespace Authentik.Sessions;

/// <summary>The address of a server, and the headers that every request to it carries.</summary>
/// <param name="Uri">The server's address, including the path that authentik runs below, ending in a slash.</param>
/// <param name="Headers">Headers for an access proxy in front of the server.</param>
internal sealed record ServerAddress(Uri Uri, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>The path below which every server has its API.</summary>
    public const string ApiRoot = "/api/v3";

    // The server's own address ends before the first of these.
    private static readonly string[] PathsOfAuthentik = [ApiRoot, "/if/", "/application/", "/flows/", "/-/", "/outpost.goauthentik.io"];

    /// <summary>The URI of a path below the API's root.</summary>
    public Uri ApiUri(string path) => ServerUri(ApiRoot + path);

    /// <summary>The URI of a path beside the API.</summary>
    public Uri ServerUri(string path) => new($"{Uri.AbsoluteUri.TrimEnd('/')}{path}");

    /// <summary>Finds the server's address in what people type or paste: its sub-path is kept, and it ends in a slash.</summary>
    /// <exception cref="InputException">The string isn't a valid HTTP address.</exception>
    public static Uri Parse(string text)
    {
        var trimmed = text.Trim();
        var whole = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : $"https://{trimmed}";
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            var shown = AddressText.RemoveUser(text);
            throw new InputException(
                InputProblem.InvalidValue, $"'{shown}' isn't a valid server address. Specify it as https://auth.example.com.", shown);
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new InputException(InputProblem.InvalidValue, "The address contains a user name or password. Omit them and use -Token.");
        }

        var path = uri.AbsolutePath;
        var end = PathsOfAuthentik.Select(part => path.IndexOf(part, StringComparison.OrdinalIgnoreCase))
            .Where(index => index >= 0).DefaultIfEmpty(path.Length).Min();
        return new Uri($"{uri.GetLeftPart(UriPartial.Authority)}{path[..end].TrimEnd('/')}/");
    }
}
