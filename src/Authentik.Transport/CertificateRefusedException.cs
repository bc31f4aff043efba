using System.Security.Authentication;

namespace Authentik.Transport;

/// <summary>
/// A server's certificate was refused. Thrown out of the check, because that is the only way out of it that carries words.
/// </summary>
internal sealed class CertificateRefusedException(string message, TlsFlaws flaws, string host) : AuthenticationException(message)
{
    public TlsFlaws Flaws { get; } = flaws;

    /// <summary>Who showed the certificate: the server, or a proxy that is itself reached by TLS.</summary>
    public string Host { get; } = host;
}
