using System.Security;
using Authentik.Sessions.Tokens;

namespace Authentik.Sessions.Credentials;

/// <summary>What a token is had for at the token end point of an OAuth2 provider.</summary>
/// <param name="ClientId">The provider's client id.</param>
internal abstract record OAuthCredential(string ClientId) : SessionCredential
{
    // Without it authentik gives a token all the same, which its API then refuses.
    private const string ApiScope = "goauthentik.io/api";

    /// <summary>The scopes to ask for beside that of the API.</summary>
    public IReadOnlyList<string> MoreScopes { get; init; } = [];

    /// <summary>All scopes as they are sent.</summary>
    public virtual string Scope => string.Join(' ', MoreScopes.Prepend(ApiScope).Distinct(StringComparer.Ordinal));
}

/// <summary>A user with an app password.</summary>
internal sealed record AppPasswordCredential(string ClientId, string UserName, SecureString Password) : OAuthCredential(ClientId)
{
    /// <inheritdoc/>
    public override AuthenticationType Type => AuthenticationType.AppPassword;

    /// <inheritdoc/>
    public override SessionCredential Copy() => this with { Password = Password.Copy() };

    /// <inheritdoc/>
    protected override IReadOnlyList<SecureString> Secrets => [Password];
}

/// <summary>The provider's own secret; the token belongs to a user that authentik makes for the provider.</summary>
internal sealed record ClientSecretCredential(string ClientId, SecureString Secret) : OAuthCredential(ClientId)
{
    /// <inheritdoc/>
    public override AuthenticationType Type => AuthenticationType.ClientSecret;

    /// <inheritdoc/>
    public override SessionCredential Copy() => this with { Secret = Secret.Copy() };

    /// <inheritdoc/>
    protected override IReadOnlyList<SecureString> Secrets => [Secret];
}

/// <summary>A person who enters a code in a browser.</summary>
/// <param name="ClientId">The provider's client id.</param>
/// <param name="Show">Shows the code to the person.</param>
internal sealed record DeviceCredential(string ClientId, Func<DeviceCode, Task> Show) : OAuthCredential(ClientId)
{
    // With it the sign-in can be renewed without the person, where the provider allows it.
    private const string OfflineScope = "offline_access";

    /// <inheritdoc/>
    public override AuthenticationType Type => AuthenticationType.DeviceCode;

    /// <inheritdoc/>
    public override string Scope => $"{base.Scope} {OfflineScope}";

    /// <inheritdoc/>
    public override SessionCredential Copy() => this;
}
