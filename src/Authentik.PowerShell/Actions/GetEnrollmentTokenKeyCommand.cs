using System.Management.Automation;
using System.Security;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Shows the key of enrollment tokens: <c>GET /endpoints/agents/enrollment_tokens/{token_uuid}/view_key/</c>. The server notes who looked.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikEnrollmentTokenKey")]
[OutputType(typeof(SecureString), typeof(string))]
[CoversOperation("endpoints_agents_enrollment_tokens_view_key_retrieve")]
public sealed class GetEnrollmentTokenKeyCommand : RevealCommand
{
    /// <summary>Specifies the enrollment tokens, or their names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("EnrollmentToken"), ArgumentCompleter(typeof(NameCompleter))]
    public EnrollmentTokenIdentity[] Identity { get; set; } = [];

    private protected override IReadOnlyList<Identity> Objects => Identity;

    private protected override Resource Resource => Resources.EnrollmentToken;

    private protected override Task<SecureString?> ReadAsync(ResourceClient resource, Identity identity, CancellationToken cancellation) =>
        resource.Reader.RevealAsync(identity, "view_key", "key", cancellation);
}
