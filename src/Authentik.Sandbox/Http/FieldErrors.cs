using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Writes;

/// <summary>What is wrong with a request, by field, as the server says it.</summary>
internal sealed class FieldErrors
{
    /// <summary>The name under which errors stand that belong to no single field.</summary>
    public const string General = "non_field_errors";

    public JsonObject Json { get; } = [];

    public bool Any => Json.Count > 0;

    public void Add(string field, string message) => Add(field, new JsonArray(message));

    public void Add(string field, JsonNode errors) => Json[field] = errors;
}
