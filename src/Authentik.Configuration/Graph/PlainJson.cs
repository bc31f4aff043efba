using System.Text.Encodings.Web;
using System.Text.Json;

namespace Authentik.Configuration;

/// <summary>How JSON is written where people read it or where it's compared as text.</summary>
internal static class PlainJson
{
    /// <summary>Letters of all languages as they are.</summary>
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
