using System.Text.Json;

namespace Authentik.Parsing;

/// <summary>Reads members of a response, which can be anything.</summary>
internal static class JsonMember
{
    /// <summary>The member of an object; null if it's missing, or if this isn't an object.</summary>
    public static JsonElement? Find(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    /// <summary>Moves JSON that is in an object to the value of the next member of that name.</summary>
    /// <returns>False if there is none; then it's at the end of the object.</returns>
    public static bool MoveTo(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isMeant = json.ValueTextEquals(name);
            json.Read();
            if (isMeant)
            {
                return true;
            }

            json.Skip();
        }

        return false;
    }

    /// <summary>The member if it's a string; otherwise null.</summary>
    public static string? ReadString(JsonElement json, string name) =>
        Find(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
