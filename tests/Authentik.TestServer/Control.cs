using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing;

namespace Authentik.TestServer;

/// <summary>What a test can ask and tell the server, below <c>/__control/</c>.</summary>
internal sealed class Control(IMode mode)
{
    public const string Root = "/__control/";

    private readonly Lock gate = new();
    private readonly List<Received> requests = [];
    private readonly List<ScriptedAnswer> answers = [];

    /// <summary>Ends when a test has told the server to stop.</summary>
    public TaskCompletionSource Stop { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Log(Received request)
    {
        lock (gate)
        {
            requests.Add(request);
        }
    }

    /// <summary>The next answer that a test wants for such a request.</summary>
    public ScriptedAnswer? Next(Received request)
    {
        lock (gate)
        {
            var found = answers.Find(answer => answer.IsFor(request));
            found?.Use();
            answers.RemoveAll(answer => answer.IsUsedUp);
            return found;
        }
    }

    public Reply Answer(Received request)
    {
        lock (gate)
        {
            try
            {
                return Do($"{request.Method} {request.Path[Root.Length..]}", request.Body);
            }
            catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or ArgumentException)
            {
                return Reply.Json(400, new { detail = failure.Message });
            }
        }
    }

    private Reply Do(string what, string? body)
    {
        switch (what)
        {
            case "GET requests":
                return Reply.Json(200, requests.Select(request => request.ToLog()).ToList());
            case "DELETE requests":
                requests.Clear();
                break;
            case "POST answers":
                answers.Add(new ScriptedAnswer(JsonNode.Parse(body ?? "{}")!));
                break;
            case "DELETE answers":
                answers.Clear();
                break;
            case "POST reset":
                Reset(body);
                break;
            case "POST device":
                SignInControl.Device(Sandbox, body);
                break;
            case "POST expire":
                SignInControl.Expire(Sandbox, body);
                break;
            case "POST stop":
                Stop.TrySetResult();
                break;
            default:
                return Reply.NotHere($"There is no control '{what}'.");
        }

        return Reply.Json(200, new { done = what });
    }

    private Sandbox Sandbox => mode.Sandbox ?? throw new InvalidOperationException("There is no sandbox behind this mode.");

    // The tape goes back, the script is torn up; what was received stays known.
    private void Reset(string? body)
    {
        var version = string.IsNullOrWhiteSpace(body) ? null : JsonNode.Parse(body)?["version"]?.ToString();
        mode.Reset(version is null ? null : ServerVersion.Parse(version));
        answers.Clear();
    }
}
