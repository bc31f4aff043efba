using System.Collections;
using System.Globalization;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Reads the path that somebody typed or pasted for a request.</summary>
internal sealed record RequestTarget(string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    private const string Root = ServerAddress.ApiRoot;

    /// <summary>The path below the API's root, and the query that stood behind it. The slash at the end is added where it is missing.</summary>
    /// <exception cref="InputException">It is an address of another server: the token stays here.</exception>
    public static RequestTarget Parse(string text, Uri server)
    {
        var whole = text.Trim();
        if (whole.Contains("://", StringComparison.Ordinal))
        {
            whole = BelowServer(whole, server);
        }

        var parts = whole.Split('#')[0].Split('?', 2);
        var path = "/" + parts[0].Trim('/');
        path = path.StartsWith(Root + "/", StringComparison.OrdinalIgnoreCase) || path == Root ? path[Root.Length..] : path;
        if (path.Split('/').Contains(".."))
        {
            throw new InputException(InputProblem.InvalidValue, $"{parts[0]} leads out of the API; the token is sent nowhere else.", parts[0]);
        }

        return new RequestTarget(Slash(path), parts.Length == 1 ? [] : [.. parts[1].Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Pair)]);
    }

    /// <summary>The query behind the path and the one given as a dictionary, together.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Join(IReadOnlyList<KeyValuePair<string, string>> behindPath, IDictionary? given)
    {
        var query = new List<KeyValuePair<string, string>>(behindPath);
        foreach (DictionaryEntry entry in given ?? new Hashtable())
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
            query.AddRange(Unwrap.Items(Unwrap.Base(entry.Value) ?? string.Empty).Select(item => new KeyValuePair<string, string>(name, QueryText.Write(item))));
        }

        return query;
    }

    // The one operation that authentik knows without a slash, up to 2026.2.
    private static string Slash(string path) => path.EndsWith('/') || path == "/tasks/workers" ? path : path + "/";

    private static string BelowServer(string address, Uri server) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && server.IsBaseOf(uri)
            ? "/" + server.MakeRelativeUri(uri)
            : throw Elsewhere(AddressText.WithoutUser(address.Split('?')[0]), server);

    private static InputException Elsewhere(string address, Uri server) =>
        new(InputProblem.InvalidValue, $"{address} is not below {server}; the token is sent nowhere else.", address);

    private static KeyValuePair<string, string> Pair(string text)
    {
        var parts = text.Split('=', 2);
        return new(Unescape(parts[0]), parts.Length == 1 ? string.Empty : Unescape(parts[1]));
    }

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
