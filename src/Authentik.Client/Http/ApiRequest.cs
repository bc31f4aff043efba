using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Transport;

namespace Authentik.Http;

/// <summary>A request to the server.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the API's root, such as <c>/core/users/</c>.</param>
/// <param name="Query">The query, in order; a name may come several times.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Query)
{
    /// <summary>How JSON is sent: readable letters stay as they are.</summary>
    public static readonly JsonSerializerOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int MostCharacters = 60_000;

    // The only PUT that creates: a second one finds the name taken, and would report a failure for what was created.
    private const string CreatingPut = "/core/transactional/applications/";

    /// <summary>The JSON body; null for none.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>A form with a file or without, instead of a JSON body.</summary>
    public TransportBody? Form { get; init; }

    /// <summary>Where the body of a successful response goes; null for memory.</summary>
    public Stream? Sink { get; init; }

    /// <summary>True if nobody needs the body of the response after the response was disposed of.</summary>
    public bool LendsBody { get; init; }

    /// <summary>True for a request that asks for a token: it carries none, and its path is beside the API.</summary>
    public bool IsSignIn { get; init; }

    /// <summary>True for a POST that changes nothing.</summary>
    public bool IsHarmless { get; init; }

    /// <summary>The command that tells whether a change was made, such as <c>Get-AuthentikUser 'bob'</c>; null if there is none.</summary>
    public string? Check { get; init; }

    /// <summary>True for a request that can change something on the server.</summary>
    public bool IsChange => !IsHarmless && Method != HttpMethod.Get && Method != HttpMethod.Head && Method != HttpMethod.Options;

    /// <summary>True when repeating it does no harm.</summary>
    public bool IsRepeatable =>
        IsHarmless
        || Method == HttpMethod.Get
        || Method == HttpMethod.Head
        || Method == HttpMethod.Delete
        || (Method == HttpMethod.Put && Path != CreatingPut);

    /// <summary>Path and query as they are sent.</summary>
    /// <exception cref="InputException">They can't be sent.</exception>
    public string Target => RequireLength(Query.Count == 0 ? Path : $"{Path}?{string.Join('&', Query.Select(WritePair))}");

    /// <summary>Makes the body as it is sent.</summary>
    public TransportBody? MakeContent() =>
        Form ?? (Body is null ? null : new TransportBody.Json(Encoding.UTF8.GetBytes(Body.ToJsonString(JsonOptions))));

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";

    private static string WritePair(KeyValuePair<string, string> pair) => $"{Escape(pair, pair.Key)}={Escape(pair, pair.Value)}";

    private static string Escape(KeyValuePair<string, string> pair, string text)
    {
        TextFlaw.Require(text, $"The value of '{pair.Key}' in the query", pair.Key);
        return Uri.EscapeDataString(text);
    }

    // .NET 8 throws an exception of its own for an address of 65,520 characters, and servers refuse much shorter ones.
    private string RequireLength(string target)
    {
        if (target.Length <= MostCharacters)
        {
            return target;
        }

        var longest = Query.Append(new(string.Empty, Path)).MaxBy(pair => pair.Value.Length).Key;
        var reason = longest.Length == 0 ? "its path" : $"the value of '{longest}' in the query";
        throw new InputException(
            InputProblem.InvalidValue,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The address of the request would have {target.Length} characters because of {reason}, and {MostCharacters} are "
                    + $"possible. Specify fewer or shorter values."));
    }
}

/// <summary>Makes the form of an upload: a file, if there is one, and the other values beside it.</summary>
internal static class FormBody
{
    /// <summary>Makes the form.</summary>
    /// <param name="file">The name of its field and its path; null for none.</param>
    /// <param name="values">The other values; null ones are left out.</param>
    public static TransportBody Create((string Name, string Path)? file, JsonObject values)
    {
        var fields = values
            .Where(value => value.Value is not null)
            .Select(value => new KeyValuePair<string, string>(value.Key, WriteText(value.Value!)))
            .ToList();
        return file is (var name, var path)
            ? new TransportBody.Upload(name, Path.GetFileName(path), () => File.OpenRead(path), fields)
            : new TransportBody.Upload(null, null, null, fields);
    }

    private static string WriteText(JsonNode value) => value is JsonValue text && text.TryGetValue<string>(out var plain)
        ? plain
        : value.ToJsonString(ApiRequest.JsonOptions);
}
