using System.Text.Json.Nodes;

namespace Authentik.Configuration;

/// <summary>What stands in the place of a secret, which is never in a configuration: <c>{ secret: NAME }</c>.</summary>
internal static class SecretReference
{
    private const string Part = "secret";

    /// <summary>The reference to a secret of that name.</summary>
    public static JsonObject Write(string name) => StandIn.Write(Part, name);

    /// <summary>The name that a reference has; null if the value is none.</summary>
    public static string? FindName(JsonNode? value) => StandIn.Find<string>(value, Part);
}
