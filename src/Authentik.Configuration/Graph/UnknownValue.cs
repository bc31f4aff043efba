using System.Text.Json.Nodes;

namespace Authentik.Configuration;

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
