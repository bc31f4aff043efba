using System.Management.Automation;
using System.Security;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Shows a secret on purpose: as SecureString, or as text where that is asked for.</summary>
public abstract class RevealCommand : SessionCommand
{
    /// <summary>
    /// Indicates that a string is returned instead of a SecureString. It's then visible on the screen, in transcripts and in variables.
    /// </summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>The objects whose secret is meant.</summary>
    private protected abstract IReadOnlyList<Identity> Objects { get; }

    /// <summary>The resource they belong to.</summary>
    private protected abstract Resource Resource { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(async token =>
    {
        foreach (var identity in Objects)
        {
            await AttemptAsync(identity.ToString(), () => RevealAsync(identity, token));
        }
    });

    /// <summary>Asks the server for the secret of one object.</summary>
    private protected abstract Task<SecureString?> ReadAsync(ResourceClient resource, Identity identity, CancellationToken cancellation);

    private async Task RevealAsync(Identity identity, CancellationToken cancellation)
    {
        var resource = ResourceFor(SessionFor(identity), Resource);
        var secret = await ReadAsync(resource, identity, cancellation)
            ?? throw new InputException(InputProblem.NotFound, $"The {Resource.Title} '{identity}' has none.", identity);
        await WriteAsync([AsPlainText ? SecretText.Reveal(secret) : secret]);
    }
}
