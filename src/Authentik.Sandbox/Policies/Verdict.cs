using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.Policies;

/// <summary>What a policy, or all policies of an object, say about a user.</summary>
/// <param name="Passes">True when the user passes.</param>
/// <param name="Messages">Why.</param>
internal sealed record Verdict(bool Passes, params IReadOnlyList<string> Messages)
{
    /// <summary>True when the policy failed to run; its binding says what counts then.</summary>
    public bool IsFailure { get; init; }

    /// <summary>What the server logged.</summary>
    public IReadOnlyList<JsonObject> Logs { get; init; } = [];

    public JsonObject Show() => new()
    {
        ["passing"] = Passes,
        ["messages"] = Messages.ToJson(),
        ["log_messages"] = new JsonArray([.. Logs.Select(log => log.DeepClone())]),
    };
}

/// <summary>Lines of the server's log.</summary>
internal static class ServerLog
{
    public static JsonObject Create(ServerState state, string level, string logger, string text, JsonObject attributes) => new()
    {
        ["timestamp"] = state.Timestamp,
        ["log_level"] = level,
        ["logger"] = logger,
        ["event"] = text,
        ["attributes"] = attributes,
    };
}
