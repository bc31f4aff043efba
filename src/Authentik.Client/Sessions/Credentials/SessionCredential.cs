using System.Security;

namespace Authentik.Sessions.Credentials;

/// <summary>What a session proves itself with.</summary>
internal abstract record SessionCredential : IDisposable
{
    /// <summary>What it is, for people.</summary>
    public abstract AuthenticationType Type { get; }

    /// <summary>A copy with secrets of its own: whoever gave them may dispose of theirs.</summary>
    public abstract SessionCredential Copy();

    /// <summary>The secrets in it.</summary>
    protected virtual IReadOnlyList<SecureString> Secrets => [];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var secret in Secrets)
        {
            secret.Dispose();
        }
    }
}

/// <summary>An API token.</summary>
internal sealed record TokenCredential(SecureString Token) : SessionCredential
{
    /// <inheritdoc/>
    public override AuthenticationType Type => AuthenticationType.ApiToken;

    /// <inheritdoc/>
    public override SessionCredential Copy() => new TokenCredential(Token.Copy());

    /// <inheritdoc/>
    protected override IReadOnlyList<SecureString> Secrets => [Token];
}
