using System.Text.Json.Nodes;

namespace Authentik.Configuration;

/// <summary>What an object is called in messages and in names of files.</summary>
internal static class ObjectTitle
{
    /// <summary>The name; of an object without one, the names of what it connects, such as <c>grafana, admins</c>.</summary>
    public static string Of(ConfigurationObject one) => Describe(one.Name);

    /// <summary>The same for the value of a reference.</summary>
    public static string Describe(JsonNode? name) => name switch
    {
        null => "none",
        JsonObject parts => string.Join(", ", parts.Where(part => part.Value is not null).Select(part => Describe(part.Value))),
        _ => name.ToString(),
    };
}
