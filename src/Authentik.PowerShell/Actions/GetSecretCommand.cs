using System.Management.Automation;
using System.Security;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Gets a secret of objects, as a SecureString or as a string.</summary>
public abstract class GetSecretCommand : SessionCommand
{
    /// <summary>
    /// Indicates that a string is returned instead of a SecureString. It's then visible on the screen, in transcripts and in variables.
    /// </summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>The specified objects.</summary>
    private protected abstract IReadOnlyList<Identity> Identities { get; }

    /// <summary>The resource of the objects.</summary>
    private protected abstract Resource Resource { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(async token =>
    {
        foreach (var identity in Identities)
        {
            await AttemptAsync(identity.ToString(), () => WriteSecretAsync(identity, token));
        }
    });

    /// <summary>Requests the secret of one object.</summary>
    private protected abstract Task<SecureString?> ReadAsync(ResourceClient resource, Identity identity, CancellationToken cancellation);

    private async Task WriteSecretAsync(Identity identity, CancellationToken cancellation)
    {
        var resource = GetClient(FindSession(identity), Resource);
        var secret = await ReadAsync(resource, identity, cancellation)
            ?? throw new InputException(
                InputProblem.NotFound,
                $"The {Resource.Title} '{identity}' doesn't have this secret, or you don't have permission to view it. "
                + "Check the object and your permissions in authentik.",
                identity);
        await WriteAsync([AsPlainText ? SecretText.Reveal(secret) : secret]);
    }
}
