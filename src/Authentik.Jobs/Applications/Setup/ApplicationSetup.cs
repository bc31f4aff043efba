using System.Security;

namespace Authentik;

/// <summary>
/// An application that was set up, with what its own settings page asks for. Addresses that its kind of provider doesn't have are null.
/// </summary>
public class ApplicationSetup : JobResult
{
    /// <summary>The name of the application.</summary>
    public required string Name { get; init; }

    /// <summary>The slug, which is part of the addresses.</summary>
    public required string Slug { get; init; }

    /// <summary>The kind of the provider, such as <c>OAuth2</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The name of the provider.</summary>
    public string? Provider { get; internal set; }

    /// <summary>The groups, users and policies that are bound to the application. Without any, everybody can open it.</summary>
    public ValueList<string> Access { get; internal set; } = new([]);

    /// <summary>The outposts that serve the provider.</summary>
    public ValueList<string> Outposts { get; internal set; } = new([]);

    /// <summary>What a click in the portal opens.</summary>
    public string? LaunchUrl { get; internal set; }

    /// <summary>The client id.</summary>
    public string? ClientId { get; internal set; }

    /// <summary>The client secret or the shared secret, if it was asked for: a SecureString, or a string.</summary>
    public object? Secret { get; internal set; }

    /// <summary>The issuer of tokens, or the entity ID of authentik.</summary>
    public string? Issuer { get; internal set; }

    /// <summary>The OpenID Connect configuration, from which many applications read all other addresses.</summary>
    public string? DiscoveryUrl { get; internal set; }

    /// <summary>The authorization endpoint.</summary>
    public string? AuthorizeUrl { get; internal set; }

    /// <summary>The token endpoint.</summary>
    public string? TokenUrl { get; internal set; }

    /// <summary>The user info endpoint.</summary>
    public string? UserInfoUrl { get; internal set; }

    /// <summary>The keys that sign tokens.</summary>
    public string? JwksUrl { get; internal set; }

    /// <summary>The end session endpoint.</summary>
    public string? EndSessionUrl { get; internal set; }

    /// <summary>The redirect URIs, with the mode of those that are patterns.</summary>
    public ValueList<string> RedirectUris { get; internal set; } = new([]);

    /// <summary>The SAML metadata of authentik.</summary>
    public string? MetadataUrl { get; internal set; }

    /// <summary>Where the application's requests to sign in go, with the redirect binding.</summary>
    public string? SsoUrl { get; internal set; }

    /// <summary>The same with the POST binding.</summary>
    public string? SsoPostUrl { get; internal set; }

    /// <summary>Where the application's requests to sign out go, with the redirect binding.</summary>
    public string? SloUrl { get; internal set; }

    /// <summary>The application's own assertion consumer service.</summary>
    public string? AcsUrl { get; internal set; }

    /// <summary>The audience of assertions.</summary>
    public string? Audience { get; internal set; }

    /// <summary>The certificate that signs.</summary>
    public string? SigningKey { get; internal set; }

    /// <summary>The SHA-256 fingerprint of that certificate.</summary>
    public string? SigningKeyFingerprint { get; internal set; }

    /// <summary>How a proxy provider works: proxy, forward_single or forward_domain.</summary>
    public string? Mode { get; internal set; }

    /// <summary>What users open of a website behind a proxy provider.</summary>
    public string? ExternalHost { get; internal set; }

    /// <summary>Where the outpost reaches the website.</summary>
    public string? InternalHost { get; internal set; }

    /// <summary>The address on the outpost that each kind of reverse proxy asks, for forward authentication.</summary>
    public IReadOnlyDictionary<string, string> ForwardAuth { get; internal set; } = new Dictionary<string, string>();

    /// <summary>The base DN of an LDAP provider.</summary>
    public string? BaseDn { get; internal set; }

    /// <summary>What an account binds with, with the username in place of <c>USERNAME</c>.</summary>
    public string? BindDn { get; internal set; }

    /// <summary>The networks that RADIUS requests can come from.</summary>
    public string? ClientNetworks { get; internal set; }

    /// <summary>The URL of the application's SCIM service.</summary>
    public string? ScimUrl { get; internal set; }

    /// <summary>The address that says most: where an application reads its settings, or what users open.</summary>
    public string? Address => DiscoveryUrl ?? MetadataUrl ?? ExternalHost ?? BaseDn ?? ScimUrl ?? ClientNetworks ?? LaunchUrl;

    /// <inheritdoc/>
    public override string ToString() => Slug;
}
