using Authentik.Sessions.Credentials;
using Authentik.Transport;

namespace Authentik.Sessions;

/// <summary>What a session is made of.</summary>
internal sealed record SessionOptions(string Address, SessionCredential Credential)
{
    /// <summary>The name it shall go by; null for the server's host.</summary>
    public string? Name { get; init; }

    /// <summary>True to refuse nothing for the server's version, and to connect to versions the module does not know.</summary>
    public bool SkipVersionCheck { get; init; }

    /// <summary>How the server is reached.</summary>
    public TransportOptions Network { get; init; } = new();

    /// <summary>Headers that every request carries, such as those of a proxy that asks who comes. Their values count as secrets.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The file that calls are written to; null for none.</summary>
    public string? TracePath { get; init; }

    /// <summary>Where the options were read from that a saved profile repeats; null where they were given.</summary>
    public FileSources Files { get; init; } = new();
}

/// <summary>The files that options were read from.</summary>
internal sealed record FileSources
{
    /// <summary>The file of the authorities; null for none.</summary>
    public string? Authorities { get; init; }

    /// <summary>The file of the client certificate; null for none.</summary>
    public string? Certificate { get; init; }

    /// <summary>The password of that file; null for none.</summary>
    public System.Security.SecureString? CertificatePassword { get; init; }
}
