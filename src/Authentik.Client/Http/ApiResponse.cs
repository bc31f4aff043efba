using System.Text.Json;
using Authentik.Parsing;
using Authentik.Transport;

namespace Authentik.Http;

/// <summary>A successful response.</summary>
internal sealed class ApiResponse(TransportResponse raw, ErrorReader errors) : IDisposable
{
    private JsonDocument? document;

    /// <summary>The response as it came.</summary>
    public TransportResponse Raw { get; } = raw;

    /// <summary>True when it has a JSON body.</summary>
    public bool HasJson => ErrorReader.IsJson(Raw) && !Raw.Content.IsEmpty;

    /// <summary>The JSON body; valid until the response is disposed of.</summary>
    /// <exception cref="ApiException">The response isn't JSON, such as the page of a proxy that asks for a sign-in.</exception>
    public JsonElement Json => (document ??= Parse()).RootElement;

    /// <summary>The JSON body where that has to be an object; valid until the response is disposed of.</summary>
    /// <exception cref="ApiException">The response isn't a JSON object.</exception>
    public JsonElement JsonObject => RequireObject(Json);

    /// <summary>Returns a part of the body that has to be an object.</summary>
    /// <exception cref="ApiException">It isn't one.</exception>
    public JsonElement RequireObject(JsonElement part) => part.ValueKind == JsonValueKind.Object
        ? part
        : throw Refuse($"It has {Describe(part)} in the place of an object.");

    /// <summary>The items of a part of the body that has to be a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="hasAny">True if an item can be any JSON; otherwise each has to be an object.</param>
    /// <exception cref="ApiException">It isn't a list, or an item isn't an object.</exception>
    public IEnumerable<JsonElement> ListObjects(JsonElement list, bool hasAny = false) => list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray().Select(item => hasAny ? item : RequireObject(item))
        : throw Refuse($"It has {Describe(list)} in the place of a list.");

    /// <summary>Makes the exception for a response that can't be right.</summary>
    /// <param name="reason">What is wrong with it, as a sentence.</param>
    public ApiException Refuse(string reason) => errors.ReadUnexpected(Raw, reason);

    /// <summary>Makes the exception for a list that can't be read to its end.</summary>
    /// <param name="reason">What is wrong with it, as the rest of a sentence.</param>
    public ApiException RefuseList(string reason) => Refuse($"The list can't be read to its end: {reason}");

    /// <inheritdoc/>
    public void Dispose() => document?.Dispose();

    private static string Describe(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };

    private JsonDocument Parse()
    {
        try
        {
            return HasJson ? JsonBody.Parse(Raw.Content) : throw errors.ReadUnexpected(Raw);
        }
        catch (JsonException error)
        {
            throw errors.ReadUnexpected(Raw, $"Its JSON can't be read from line {error.LineNumber + 1} on.");
        }
    }
}
