using Authentik.Book;
using Authentik.Sandboxing;

namespace Authentik.Tests.Support;

/// <summary>A sandbox of a version.</summary>
internal class SandboxServer : RecordedServer
{
    protected const string Token = "sandbox-test-token-0123456789";

    // That of akadmin in the sandbox.
    private const long UserId = 3;

    public SandboxServer(string version = "2026.2.2")
        : this(new Sandbox(new SandboxOptions { Version = ServerVersion.Parse(version), Token = Token }), ServerVersion.Parse(version))
    {
    }

    private SandboxServer(Sandbox sandbox, ServerVersion version)
        : base(new SandboxHandler(sandbox), new Uri("https://sandbox.invalid/"), Token, version, UserId) => Sandbox = sandbox;

    /// <summary>One version of each release that is supported.</summary>
    public static TheoryData<string> Versions =>
    [
        "2024.8.6", "2024.10.5", "2024.12.5", "2025.2.4", "2025.4.4", "2025.6.4", "2025.8.6", "2025.10.4", "2025.12.4", "2026.2.2",
        "2026.5.6", "2026.8.3",
    ];

    /// <summary>True for versions in which users have permissions without a role; the sandbox's jdoe has one.</summary>
    public static bool HasUserPermissions(string version) => ServerVersion.Parse(version) < ServerVersion.Parse("2025.12.0");

    public Sandbox Sandbox { get; }
}
