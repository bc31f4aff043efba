using System.Text;
using System.Text.Json.Nodes;

namespace Authentik.TestServer;

/// <summary>An answer that a test wants instead of the mode's own.</summary>
/// <param name="Script">
/// <c>{ method?, path?, times?, status?, headers?, json?|text?, delayMs?, drop? }</c>. A path is the whole path, or what follows
/// <c>/api/v3</c>; without a status only the delay counts, and the mode answers.
/// </param>
internal sealed record ScriptedAnswer(JsonNode Script)
{
    private const string Root = "/api/v3";

    private int left = Script["times"]?.GetValue<int>() ?? 1;

    public bool IsDrop => Script["drop"]?.GetValue<bool>() == true;

    public TimeSpan Delay => TimeSpan.FromMilliseconds(Script["delayMs"]?.GetValue<int>() ?? 0);

    /// <summary>True when there is no turn left.</summary>
    public bool IsUsedUp => left <= 0;

    public bool IsFor(Received request) => IsMethod(request.Method) && IsPath(request.Path);

    public void Use() => left--;

    /// <summary>The answer; null when only the delay is wanted.</summary>
    public Reply? ToReply()
    {
        if (Script["status"] is not { } status)
        {
            return null;
        }

        var json = Script["json"];
        var text = Script["text"]?.ToString() ?? json?.ToJsonString() ?? string.Empty;
        List<KeyValuePair<string, string>> headers =
        [
            .. Script["headers"]?.AsObject()
                .Select(header => new KeyValuePair<string, string>(header.Key, header.Value!.ToString())) ?? [],
        ];
        if (!headers.Exists(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) && text.Length > 0)
        {
            headers.Add(new("Content-Type", json is null ? "text/html; charset=utf-8" : "application/json"));
        }

        return new Reply(status.GetValue<int>(), Encoding.UTF8.GetBytes(text), headers);
    }

    private bool IsMethod(string method) =>
        Script["method"] is not { } wanted || wanted.ToString().Equals(method, StringComparison.OrdinalIgnoreCase);

    private bool IsPath(string path) => Script["path"] is not { } wanted
        || path == wanted.ToString()
        || path.EndsWith(Root + wanted, StringComparison.Ordinal);
}
