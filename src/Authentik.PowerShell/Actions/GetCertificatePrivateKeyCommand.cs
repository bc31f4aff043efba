using System.Management.Automation;
using System.Security;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Gets the private key of certificates. The server records who requested it.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikCertificatePrivateKey")]
[OutputType(typeof(SecureString), typeof(string))]
[CoversOperation("crypto_certificatekeypairs_view_private_key_retrieve")]
public sealed class GetCertificatePrivateKeyCommand : GetSecretCommand
{
    /// <summary>Specifies the certificates, or their names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("CertificateKeyPair"), ArgumentCompleter(typeof(NameCompleter))]
    public CertificateKeyPairIdentity[] Identity { get; set; } = [];

    private protected override IReadOnlyList<Identity> Identities => Identity;

    private protected override Resource Resource => Resources.CertificateKeyPair;

    private protected override Task<SecureString?> ReadAsync(ResourceClient resource, Identity identity, CancellationToken cancellation) =>
        resource.Reader.RevealAsync(identity, "view_private_key", "data", cancellation);
}
