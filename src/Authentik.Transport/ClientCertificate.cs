using System.Security.Cryptography.X509Certificates;

namespace Authentik.Transport;

/// <summary>
/// The certificate that a server is shown, and whether one of its kind may be why a connection broke: servers that want one often
/// just close the connection, which looks like any other break.
/// </summary>
internal sealed class ClientCertificate(X509Certificate2? certificate)
{
    private volatile bool isAskedFor;
    private volatile bool isSettled;

    /// <summary>True while a break may be because the right certificate is missing.</summary>
    public bool IsSuspect => !isSettled && (certificate is not null || isAskedFor);

    /// <summary>What may be wrong with it.</summary>
    public string Suspicion => certificate is null
        ? "the server requires a client certificate, and none was sent."
        : $"the server closed the connection. It may not accept the client certificate {PlainText.Of(certificate.Subject)}.";

    /// <summary>Called by .NET once at the start and, without a certificate chosen, again when the server asks for one.</summary>
    public X509Certificate Select(
        object sender,
        string targetHost,
        X509CertificateCollection localCertificates,
        X509Certificate? remoteCertificate,
        string[] acceptableIssuers)
    {
        isAskedFor |= remoteCertificate is not null;

        // Null means none, whatever the delegate's type says.
        return certificate!;
    }

    /// <summary>A response arrived, so that what breaks later breaks for another reason.</summary>
    public void Settle() => isSettled = true;
}
