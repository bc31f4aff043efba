using System.Text.Json;

namespace Authentik.Parsing;

/// <summary>Reads members of a response, which can be anything.</summary>
internal static class JsonMember
{
    /// <summary>The member of an object; null if it's missing, or if this isn't an object.</summary>
    public static JsonElement? Find(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The member if it's a string; otherwise null.</summary>
    public static string? ReadString(JsonElement json, string name) =>
        Find(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
