using System.Text.Json;

namespace Authentik.Client.Tests.Support;

/// <summary>One recorded exchange with a real server.</summary>
public sealed record Exchange(string File, string Version, string Method, string Path, JsonElement? Body, int Status, string ContentType, JsonElement? Json, string? Text, string? RequestId);

/// <summary>Exchanges recorded from real servers. They lie outside the repository; where they are absent, tests say so and are skipped.</summary>
internal static class Recordings
{
    public const string Absent = "The recorded exchanges are not here: set AUTHENTIK_SHARED to the folder that holds 'recordings'.";

    public static string? Folder { get; } = Find();

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

    private static JsonElement? Optional(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.Clone() : null;

    private static string? Find()
    {
        var shared = Environment.GetEnvironmentVariable("AUTHENTIK_SHARED");
        if (shared is not null)
        {
            return Existing(shared);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Authentik.psd1")) && folder.Parent is { } beside)
            {
                return Existing(Path.Combine(beside.FullName, "shared"));
            }
        }

        return null;
    }

    private static string? Existing(string shared)
    {
        var folder = Path.Combine(shared, "recordings");
        return Directory.Exists(folder) ? folder : null;
    }
}
