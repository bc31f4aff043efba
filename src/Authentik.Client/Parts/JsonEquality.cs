using System.Text.Json.Nodes;

namespace Authentik.Parts;

/// <summary>Compares JSON as the server does: the order of keys has no meaning, that of lists has.</summary>
internal static class JsonEquality
{
    /// <summary>True if two values are the same.</summary>
    public static bool AreSame(JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (JsonObject left, JsonObject right) => left.Count == right.Count && Contains(right, left),
        (JsonArray left, JsonArray right) => left.Count == right.Count && left.Zip(right).All(pair => AreSame(pair.First, pair.Second)),
        (null, _) or (_, null) => one is null && other is null,
        _ => string.Equals(one.ToJsonString(), other.ToJsonString(), StringComparison.Ordinal),
    };

    /// <summary>True if an object has all keys of another one with the same values.</summary>
    public static bool Contains(JsonObject whole, JsonObject some) =>
        some.All(pair => whole.TryGetPropertyValue(pair.Key, out var value) && AreSame(pair.Value, value));
}
