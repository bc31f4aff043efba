using System.Globalization;
using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Tests.Agreement;

/// <summary>One recorded exchange with a real server.</summary>
public sealed class Exchange
{
    public Exchange(string file, string name)
    {
        Name = name;
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        var (request, response) = (root["request"]!, root["response"]!);
        Method = request["method"]!.ToString();
        Path = request["path"]!.ToString();
        Query = request["query"]?.AsObject() ?? [];
        Headers = request["headers"]?.AsObject() ?? [];
        Body = request["body"];
        BodyText = request["body_text"]?.ToString();
        Status = response["status"]!.GetValue<int>();
        ContentType = response["headers"]!["content-type"]?.ToString() ?? string.Empty;
        Json = response["json"];
        Time = DateTimeOffset.TryParse(response["headers"]!["date"]?.ToString(), CultureInfo.InvariantCulture, out var time)
            ? time
            : default;
    }

    public string Name { get; }

    /// <summary>What was recorded with it: the folder below that of the version.</summary>
    public string Folder => Name.Split(System.IO.Path.DirectorySeparatorChar)[1];

    public string Method { get; }

    public string Path { get; }

    public JsonObject Query { get; }

    public JsonObject Headers { get; }

    public JsonNode? Body { get; }

    public string? BodyText { get; }

    public int Status { get; }

    public string ContentType { get; }

    public JsonNode? Json { get; }

    /// <summary>When the server answered, to the second.</summary>
    public DateTimeOffset Time { get; }

    public bool IsJson => ContentType.StartsWith("application/json", StringComparison.Ordinal);
}
