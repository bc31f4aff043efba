using System.Text.Json.Nodes;

namespace Authentik.Configuration;

/// <summary>An object with a single key, which stands in the place of a value: <c>{ secret: NAME }</c>.</summary>
internal static class StandIn
{
    /// <summary>What is written.</summary>
    public static JsonObject Write<T>(string key, T content) => new() { [key] = JsonValue.Create(content) };

    /// <summary>The content behind the key; the default of its type if the value is something else.</summary>
    public static T? Find<T>(JsonNode? value, string key) =>
        value is JsonObject { Count: 1 } map && map[key] is JsonValue content && content.TryGetValue(out T? found) ? found : default;
}

/// <summary>
/// What stands in the place of a value that nobody could read: <c>{ unknown: true }</c>. It's neither compared nor written.
/// </summary>
internal static class UnknownValue
{
    private const string Part = "unknown";

    /// <summary>What is written.</summary>
    public static JsonObject Write() => StandIn.Write(Part, true);

    /// <summary>True for what was written.</summary>
    public static bool Is(JsonNode? value) => StandIn.Find<bool>(value, Part);
}
