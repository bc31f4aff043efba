namespace Authentik.Sandboxing.Http;

/// <summary>What is wrong with a request, by field, in the server's words.</summary>
internal sealed class FieldErrors
{
    /// <summary>The name of errors that don't belong to a single field.</summary>
    public const string General = "non_field_errors";

    public JsonObject Json { get; } = [];

    public bool Any => Json.Count > 0;

    public void Add(string field, string message) => Add(field, new JsonArray(message));

    public void Add(string field, JsonNode errors) => Json[field] = errors;
}

/// <summary>The server rejects a value. This exception never leaves the sandbox.</summary>
/// <param name="errors">What the response contains under the field's name.</param>
internal sealed class InvalidValueException(JsonNode errors) : Exception("The server rejects this value.")
{
    public InvalidValueException(string message)
        : this(new JsonArray(message))
    {
    }

    public JsonNode Errors { get; } = errors;
}
