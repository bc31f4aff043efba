using System.Text;
using System.Text.Json.Nodes;

namespace Authentik.TestServer;

/// <summary>One recorded exchange.</summary>
internal sealed class Recording
{
    // These belong to the connection of old.
    private static readonly string[] Dropped = ["content-length", "date", "server", "transfer-encoding", "connection"];

    private readonly JsonNode? body;
    private readonly string? bodyText;

    public Recording(string file)
    {
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        var request = root["request"]!;
        Method = request["method"]!.ToString();
        Path = request["path"]!.ToString();
        Query = [.. QueryOf(request["query"])];
        body = request["body"];
        bodyText = request["body_text"]?.ToString();
        Reply = ReplyOf(root["response"]!);
    }

    public string Method { get; }

    public string Path { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    public Reply Reply { get; }

    /// <summary>True when a body is the recorded one; JSON is compared by what it says.</summary>
    public bool HasBody(string? text)
    {
        if (bodyText is not null || body is null)
        {
            return (bodyText ?? string.Empty) == (text ?? string.Empty);
        }

        try
        {
            return text is not null && JsonNode.DeepEquals(JsonNode.Parse(text), body);
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> QueryOf(JsonNode? query) =>
        from pair in query?.AsObject() ?? []
        from value in pair.Value is JsonArray list ? list.AsEnumerable() : [pair.Value]
        select new KeyValuePair<string, string>(pair.Key, value?.ToString() ?? string.Empty);

    private static Reply ReplyOf(JsonNode response)
    {
        var headers = response["headers"]!.AsObject()
            .Where(header => !Dropped.Contains(header.Key.ToLowerInvariant()))
            .Select(header => new KeyValuePair<string, string>(header.Key, header.Value!.ToString()));
        var text = response["text"]?.ToString() ?? response["json"]?.ToJsonString() ?? string.Empty;
        return new Reply(response["status"]!.GetValue<int>(), Encoding.UTF8.GetBytes(text), [.. headers]);
    }
}
