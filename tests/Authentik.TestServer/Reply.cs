using System.Text;
using System.Text.Json;

namespace Authentik.TestServer;

/// <summary>An answer to be sent.</summary>
internal sealed record Reply(int Status, byte[] Body, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public static Reply Json(int status, object value) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(value), [new("Content-Type", "application/json")]);

    public static Reply Text(int status, string text, string type) =>
        new(status, Encoding.UTF8.GetBytes(text), [new("Content-Type", type)]);

    /// <summary>What this server cannot answer says so.</summary>
    public static Reply NotHere(string detail) => Json(501, new { detail });
}
