using System.Text.Json;
using Authentik.Tests.Support;

namespace Authentik.Client.Tests.Support;

/// <summary>One recorded exchange with a real server.</summary>
public sealed record Exchange(
    string File,
    string Version,
    string Method,
    string Path,
    JsonElement? Body,
    int Status,
    string ContentType,
    JsonElement? Json,
    string? Text,
    string? RequestId);

/// <summary>
/// Exchanges recorded from real servers. They lie outside the repository; where they are absent, tests say so and are skipped.
/// </summary>
internal static class Recordings
{
    private const string Name = "recordings";

    public static string Absent => SharedMaterial.Absent(Name);

    public static string? Folder { get; } = SharedMaterial.Folder(Name);

    public static IEnumerable<Exchange> Read(string version) => Directory
        .EnumerateFiles(Path.Combine(Folder!, version), "*.json", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => Read(file, version));

    private static Exchange Read(string file, string version)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var (request, response) = (document.RootElement.GetProperty("request"), document.RootElement.GetProperty("response"));
        var headers = response.GetProperty("headers");
        return new Exchange(
            Path.GetRelativePath(Folder!, file),
            version,
            request.GetProperty("method").GetString()!,
            request.GetProperty("path").GetString()!,
            Optional(request, "body"),
            response.GetProperty("status").GetInt32(),
            Optional(headers, "content-type")?.GetString() ?? string.Empty,
            Optional(response, "json"),
            Optional(response, "text")?.GetString(),
            Optional(headers, "x-authentik-id")?.GetString());
    }

    private static JsonElement? Optional(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.Clone() : null;
}
