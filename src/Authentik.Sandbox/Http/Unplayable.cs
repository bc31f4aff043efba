namespace Authentik.Sandboxing.Http;

/// <summary>The request needs something that the sandbox doesn't imitate. The response is 501.</summary>
internal sealed class NotModelledException(string what) : Exception($"The sandbox does not model {what}.")
{
    /// <summary>What isn't imitated.</summary>
    public string What { get; } = what;
}

/// <summary>The request crashes a real server.</summary>
internal sealed class ServerCrashException() : Exception("This request crashes the server.");
