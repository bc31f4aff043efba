using System.Text.Json;
using Authentik.Parsing;
using Authentik.Transport;

namespace Authentik.Http;

/// <summary>A successful response.</summary>
internal sealed class ApiResponse(TransportResponse raw, ErrorReader errors) : IDisposable
{
    /// <summary>Reads a value of a body: JSON is at its beginning, and is moved to its end.</summary>
    public delegate T BodyReader<T>(ref Utf8JsonReader json);

    private JsonDocument? document;
    private ReadOnlyMemory<byte>? text;

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

    /// <summary>The body as valid Unicode.</summary>
    /// <exception cref="ApiException">The response isn't JSON.</exception>
    public ReadOnlyMemory<byte> Text => text ??= JsonBody.Repair(HasJson ? Raw.Content : throw errors.ReadUnexpected(Raw));

    /// <summary>Reads the whole body in one pass.</summary>
    /// <exception cref="ApiException">The response isn't JSON.</exception>
    public T Read<T>(BodyReader<T> read)
    {
        try
        {
            var json = JsonBody.Open(Text.Span);
            var value = read(ref json);
            json.Read();
            return value;
        }
        catch (JsonException error)
        {
            throw RefuseJson(error);
        }
    }

    /// <summary>The same where the body has to be an object.</summary>
    /// <exception cref="ApiException">The response isn't a JSON object.</exception>
    public T ReadObject<T>(BodyReader<T> read) => Read((ref Utf8JsonReader json) =>
    {
        RequireObject(ref json);
        return read(ref json);
    });

    /// <summary>Refuses what isn't the beginning of an object.</summary>
    /// <exception cref="ApiException">It isn't one.</exception>
    public void RequireObject(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            RequireObject(JsonElement.ParseValue(ref json));
        }
    }

    /// <summary>Refuses what isn't the beginning of a list.</summary>
    /// <exception cref="ApiException">It isn't one.</exception>
    public void RequireList(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            RequireList(JsonElement.ParseValue(ref json));
        }
    }

    /// <summary>Returns a part of the body that has to be an object.</summary>
    /// <exception cref="ApiException">It isn't one.</exception>
    public JsonElement RequireObject(JsonElement part) => part.ValueKind == JsonValueKind.Object
        ? part
        : throw Refuse($"It has {Describe(part)} in the place of an object.");

    /// <summary>The items of a part of the body that has to be a list of objects.</summary>
    /// <exception cref="ApiException">It isn't a list, or an item isn't an object.</exception>
    public IEnumerable<JsonElement> ListObjects(JsonElement list) => RequireList(list).EnumerateArray().Select(RequireObject);

    /// <summary>Makes the exception for a response that can't be right.</summary>
    /// <param name="reason">What is wrong with it, as a sentence.</param>
    public ApiException Refuse(string reason) => errors.ReadUnexpected(Raw, reason);

    /// <summary>Makes the exception for a list that can't be read to its end.</summary>
    /// <param name="reason">What is wrong with it, as the rest of a sentence.</param>
    public ApiException RefuseList(string reason) => Refuse($"The list can't be read to its end: {reason}");

    /// <inheritdoc/>
    public void Dispose()
    {
        document?.Dispose();
        Raw.Dispose();
    }

    private JsonElement RequireList(JsonElement part) => part.ValueKind == JsonValueKind.Array
        ? part
        : throw Refuse($"It has {Describe(part)} in the place of a list.");

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
            return JsonBody.Parse(Text);
        }
        catch (JsonException error)
        {
            throw RefuseJson(error);
        }
    }

    private ApiException RefuseJson(JsonException error) => Refuse($"Its JSON can't be read from line {error.LineNumber + 1} on.");
}
