namespace Authentik.Sessions;

/// <summary>Makes the server's address out of what people type or paste.</summary>
internal static class ServerAddress
{
    // Where a pasted address goes beyond the place authentik runs at.
    private static readonly string[] Inside = [SessionAddress.ApiRoot, "/if/", "/application/", "/flows/", "/-/", "/outpost.goauthentik.io"];

    /// <summary>The address the server runs at, its sub-path kept, ending in a slash.</summary>
    /// <exception cref="InputException">The text is no http address.</exception>
    public static Uri Parse(string text)
    {
        var trimmed = text.Trim();
        var whole = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : $"https://{trimmed}";
        if (!Uri.TryCreate(whole, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            throw new InputException(InputProblem.InvalidValue, $"'{AddressText.WithoutUser(text)}' is not the address of a server. Give it as https://auth.example.com.", AddressText.WithoutUser(text));
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new InputException(InputProblem.InvalidValue, "The address holds a user name or password. Leave them out and use -Token.");
        }

        var path = uri.AbsolutePath;
        var end = Inside.Select(part => path.IndexOf(part, StringComparison.OrdinalIgnoreCase)).Where(index => index >= 0).DefaultIfEmpty(path.Length).Min();
        return new Uri($"{uri.GetLeftPart(UriPartial.Authority)}{path[..end].TrimEnd('/')}/");
    }
}
