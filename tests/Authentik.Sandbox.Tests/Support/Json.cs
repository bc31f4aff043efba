using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Tests.Support;

/// <summary>JSON as a test writes it.</summary>
public static class Json
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonNode Of(string text) => JsonNode.Parse(text)!;

    public static string Text(JsonNode? node) => node?.ToJsonString(Plain) ?? "null";
}
