using System.Management.Automation;

namespace Authentik.Hosting.Tests.Errors;

/// <summary>Something that people get wrong, and the error they shall see.</summary>
/// <param name="Script">What is typed; the server's address is $uri and its token $token.</param>
internal sealed record BadInput(string Script, string Id, ErrorCategory Category, string Message)
{
    public string Version { get; init; } = TestServer.DefaultVersion;

    /// <summary>The path below which the server runs.</summary>
    public string Base { get; init; } = string.Empty;

    /// <summary>What the server answers instead of its own.</summary>
    public object? Answer { get; init; }

    public string? Target { get; init; }

    /// <summary>True when only the server can tell that the input is bad.</summary>
    public bool IsSent => Id is "ValidationFailed" or "AlreadyExists";
}
