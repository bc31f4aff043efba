using System.Collections;
using System.Globalization;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>The path and the query of a request, as somebody typed or pasted them.</summary>
internal sealed record RequestTarget(string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    private const string Root = ServerAddress.ApiRoot;

    /// <summary>Reads a path or an address. The path is relative to the API's root, and a missing slash at its end is added.</summary>
    /// <exception cref="InputException">It's an address on another server, which must not receive the token.</exception>
    public static RequestTarget Parse(string text, Uri server)
    {
        TextFlaw.Require(text, "The path of -Path", text);
        var whole = text.Trim();
        if (whole.Contains("://", StringComparison.Ordinal))
        {
            whole = BelowServer(whole, server);
        }

        var parts = whole.Split('#')[0].Split('?', 2);
        var path = "/" + parts[0].Trim('/');
        if (path == Root || path.StartsWith(Root + "/", StringComparison.OrdinalIgnoreCase))
        {
            path = path[Root.Length..];
        }

        // .NET resolves escaped dots and backslashes, too, and a proxy may decode slashes.
        if (Uri.UnescapeDataString(path).Split('/', '\\').Contains(".."))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The path {parts[0]} leads out of the API, and the token is only sent to the API. Use a path without '..'.",
                parts[0]);
        }

        var query = parts.Length == 1 ? [] : parts[1].Split('&', StringSplitOptions.RemoveEmptyEntries);

        // The only characters that .NET leaves as they are, and a path can't have.
        path = path.Replace("[", "%5B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
        return new RequestTarget(AddSlash(path), [.. query.Select(ReadPair)]);
    }

    /// <summary>Joins the query after the path and the one from the dictionary.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Join(
        IReadOnlyList<KeyValuePair<string, string>> inPath, IDictionary? specified)
    {
        var query = new List<KeyValuePair<string, string>>(inPath);
        foreach (DictionaryEntry entry in specified ?? new Hashtable())
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
            var items = Unwrap.Items(Unwrap.Base(entry.Value) ?? string.Empty);
            query.AddRange(items.Select(item => new KeyValuePair<string, string>(name, QueryText.Write(item))));
        }

        return query;
    }

    // Up to 2026.2, authentik has one operation without a slash.
    private static string AddSlash(string path) => path.EndsWith('/') || path == "/tasks/workers" ? path : path + "/";

    private static string BelowServer(string address, Uri server) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && server.IsBaseOf(uri)
            ? "/" + server.MakeRelativeUri(uri)
            : throw RefuseServer(AddressText.RemoveUser(address.Split('?')[0]), server);

    private static InputException RefuseServer(string address, Uri server) => new(
        InputProblem.InvalidValue,
        $"{address} isn't an address on {server}, and the token is only sent to that server. Connect to the other server first.",
        address);

    private static KeyValuePair<string, string> ReadPair(string text)
    {
        var parts = text.Split('=', 2);
        return new(Unescape(parts[0]), parts.Length == 1 ? string.Empty : Unescape(parts[1]));
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
