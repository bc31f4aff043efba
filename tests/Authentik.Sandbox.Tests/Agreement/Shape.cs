using System.Text.Json.Nodes;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Agreement;

/// <summary>What an answer looks like: what it is, and which names stand at its top, and in the first row of a list.</summary>
internal static class Shape
{
    // What other rows a server has is its own business: where one of them has none, there is nothing to compare.
    public static bool Agree(Exchange exchange, Came came, bool isOfRecording) =>
        Of(exchange) == Of(came)
        || (!isOfRecording
            && (HasNoRows(exchange.Json) || HasNoRows(came.Json))
            && WithoutRows(exchange.Json) == WithoutRows(came.Json));

    public static string Of(Exchange exchange) =>
        Of(exchange.IsJson, exchange.ContentType, exchange.Method == "HEAD" ? null : exchange.Json);

    public static string Of(Came came) =>
        Of(came.ContentType.StartsWith("application/json", StringComparison.Ordinal), came.ContentType, came.Json);

    private static string Of(bool isJson, string type, JsonNode? json) => isJson ? Describe(json) : type.Split(';')[0];

    private static string Describe(JsonNode? json) => json switch
    {
        JsonObject map when map["results"] is JsonArray rows => $"{Names(map)} of {Rows(rows)}",
        JsonObject map => Names(map),
        JsonArray list => $"list of {Rows(list)}",
        null => "nothing",
        _ => "value",
    };

    private static string Rows(JsonArray rows) => rows.Count == 0 ? "nothing" : Describe(rows[0]);

    private static bool HasNoRows(JsonNode? json) => (json as JsonArray ?? (json as JsonObject)?["results"] as JsonArray) is { Count: 0 };

    private static string? WithoutRows(JsonNode? json) => json switch
    {
        JsonObject map when map["results"] is JsonArray => Names(map),
        JsonArray => "list",
        _ => null,
    };

    private static string Names(JsonObject map) => $"{{{string.Join(' ', map.Select(pair => pair.Key).Order(StringComparer.Ordinal))}}}";
}
