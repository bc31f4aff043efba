using System.Security;

namespace Authentik.Sessions;

/// <summary>What a session is made of.</summary>
internal sealed record SessionOptions(string Address, SecureString Token)
{
    /// <summary>The name it shall go by; null for the server's host.</summary>
    public string? Name { get; init; }

    /// <summary>True to accept any certificate.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>True to refuse nothing for the server's version, and to connect to versions the module does not know.</summary>
    public bool SkipVersionCheck { get; init; }

    /// <summary>Stands in for the network; null for the network itself.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Module and PowerShell versions, for the server's log.</summary>
    public string UserAgent { get; init; } = "Authentik";
}
