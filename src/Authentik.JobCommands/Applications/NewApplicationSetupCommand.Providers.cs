using System.Management.Automation;
using System.Security;

namespace Authentik.Commands;

/// <content>The parameters of the kinds of providers.</content>
public sealed partial class NewApplicationSetupCommand
{
    /// <summary>Indicates that the application signs users in with OAuth2 or OpenID Connect. This is the default.</summary>
    [Parameter(ParameterSetName = "OAuth2")]
    public SwitchParameter OAuth2 { get; set; }

    /// <summary>Indicates that the application signs users in with SAML.</summary>
    [Parameter(ParameterSetName = "Saml", Mandatory = true)]
    public SwitchParameter Saml { get; set; }

    /// <summary>Indicates that an outpost signs users in, in front of a website without a sign-in of its own.</summary>
    [Parameter(ParameterSetName = "Proxy", Mandatory = true)]
    public SwitchParameter Proxy { get; set; }

    /// <summary>Indicates that the application looks users up and verifies their passwords with LDAP.</summary>
    [Parameter(ParameterSetName = "Ldap", Mandatory = true)]
    public SwitchParameter Ldap { get; set; }

    /// <summary>Indicates that devices verify passwords with RADIUS.</summary>
    [Parameter(ParameterSetName = "Radius", Mandatory = true)]
    public SwitchParameter Radius { get; set; }

    /// <summary>Indicates that users and groups are sent to the application with SCIM, in the background.</summary>
    [Parameter(ParameterSetName = "Scim", Mandatory = true)]
    public SwitchParameter Scim { get; set; }

    /// <summary>
    /// Indicates that users open machines in the browser. Add the machines with New-AuthentikRacEndpoint. Before 2024.12, this requires an
    /// enterprise license.
    /// </summary>
    [Parameter(ParameterSetName = "Rac", Mandatory = true)]
    public SwitchParameter Rac { get; set; }

    /// <summary>
    /// Specifies the authorization flow. The default is default-provider-authorization-implicit-consent, and for LDAP and RADIUS the
    /// authentication flow of the brand.
    /// </summary>
    [Parameter(ParameterSetName = "OAuth2"), Parameter(ParameterSetName = "Saml"), Parameter(ParameterSetName = "Proxy")]
    [Parameter(ParameterSetName = "Ldap"), Parameter(ParameterSetName = "Radius"), Parameter(ParameterSetName = "Rac")]
    [FieldTransform("OAuth2Provider", "authorization_flow"), ArgumentCompleter(typeof(NameCompleter))]
    public FlowIdentity? AuthorizationFlow { get; set; }

    /// <summary>
    /// Specifies the invalidation flow, from 2024.10 on. The default is the one that authentik's interface preselects.
    /// </summary>
    [Parameter(ParameterSetName = "OAuth2"), Parameter(ParameterSetName = "Saml"), Parameter(ParameterSetName = "Proxy")]
    [Parameter(ParameterSetName = "Ldap"), Parameter(ParameterSetName = "Radius")]
    [FieldTransform("OAuth2Provider", "invalidation_flow"), ArgumentCompleter(typeof(NameCompleter))]
    public FlowIdentity? InvalidationFlow { get; set; }

    /// <summary>
    /// Specifies the mappings for the user data that the application gets. The default is what authentik's interface preselects: for OAuth2
    /// the scopes openid, email and profile, for SAML and SCIM the mappings that authentik manages.
    /// </summary>
    [Parameter(ParameterSetName = "OAuth2"), Parameter(ParameterSetName = "Saml"), Parameter(ParameterSetName = "Proxy")]
    [Parameter(ParameterSetName = "Radius"), Parameter(ParameterSetName = "Scim"), Parameter(ParameterSetName = "Rac")]
    public object[] PropertyMapping { get; set; } = [];

    /// <summary>
    /// Specifies the key pair that signs. The default is the only one that there is, or authentik Self-signed Certificate.
    /// </summary>
    [Parameter(ParameterSetName = "OAuth2"), Parameter(ParameterSetName = "Saml"), Alias("SigningKp")]
    [FieldTransform("OAuth2Provider", "signing_key"), ArgumentCompleter(typeof(NameCompleter))]
    public CertificateKeyPairIdentity? SigningKey { get; set; }

    /// <summary>
    /// Specifies the URLs that users return to from authentik. A plain URL must match exactly; a hashtable with MatchingMode and Url is a
    /// pattern.
    /// </summary>
    [Parameter(ParameterSetName = "OAuth2"), Alias("RedirectUris")]
    [FieldTransform("OAuth2Provider", "redirect_uris")]
    public RedirectUri[]? RedirectUri { get; set; }

    /// <summary>Specifies whether the application can keep a secret: confidential or public. The default is confidential.</summary>
    [Parameter(ParameterSetName = "OAuth2")]
    [FieldTransform("OAuth2Provider", "client_type"), ArgumentCompleter(typeof(ValueCompleter))]
    public string? ClientType { get; set; }

    /// <summary>Specifies the client id. The server generates one by default.</summary>
    [Parameter(ParameterSetName = "OAuth2")]
    [FieldTransform("OAuth2Provider", "client_id")]
    public string? ClientId { get; set; }

    /// <summary>Specifies the client secret. The server generates one by default.</summary>
    [Parameter(ParameterSetName = "OAuth2")]
    [FieldTransform("OAuth2Provider", "client_secret")]
    public SecureString? ClientSecret { get; set; }

    /// <summary>Specifies the URL of the application's assertion consumer service (ACS).</summary>
    [Parameter(ParameterSetName = "Saml")]
    [FieldTransform("SamlProvider", "acs_url")]
    public string? AcsUrl { get; set; }

    /// <summary>Specifies the audience of assertions, usually the application's entity ID.</summary>
    [Parameter(ParameterSetName = "Saml")]
    [FieldTransform("SamlProvider", "audience")]
    public string? Audience { get; set; }

    /// <summary>
    /// Specifies the entity ID of authentik. Up to 2026.2, the default is authentik; from 2026.5 on, the server generates one.
    /// </summary>
    [Parameter(ParameterSetName = "Saml"), Alias("IssuerOverride")]
    [FieldTransform("SamlProvider", "issuer")]
    public string? Issuer { get; set; }

    /// <summary>
    /// Specifies the metadata file of the application, from which the server takes addresses and certificates. The entity ID becomes the
    /// audience.
    /// </summary>
    [Parameter(ParameterSetName = "Saml")]
    [NotBlank]
    public string? MetadataPath { get; set; }

    /// <summary>Specifies the URL that users open, with https if they use it.</summary>
    [Parameter(ParameterSetName = "Proxy")]
    [FieldTransform("ProxyProvider", "external_host")]
    public string? ExternalHost { get; set; }

    /// <summary>Specifies the URL at which the outpost reaches the website. Only for the mode proxy.</summary>
    [Parameter(ParameterSetName = "Proxy")]
    [FieldTransform("ProxyProvider", "internal_host")]
    public string? InternalHost { get; set; }

    /// <summary>
    /// Specifies whether the outpost passes requests on itself (proxy), or a reverse proxy asks it about each request, for one website
    /// (forward_single) or for a whole domain (forward_domain). The default is proxy with -InternalHost, otherwise forward_single.
    /// </summary>
    [Parameter(ParameterSetName = "Proxy")]
    [FieldTransform("ProxyProvider", "mode"), ArgumentCompleter(typeof(ValueCompleter))]
    public string? Mode { get; set; }

    /// <summary>Specifies the domain whose websites share one sign-in, for the mode forward_domain.</summary>
    [Parameter(ParameterSetName = "Proxy")]
    [FieldTransform("ProxyProvider", "cookie_domain")]
    public string? CookieDomain { get; set; }

    /// <summary>Specifies the DN below which users and groups are published. It must be different for each provider.</summary>
    [Parameter(ParameterSetName = "Ldap")]
    [FieldTransform("LdapProvider", "base_dn")]
    public string? BaseDn { get; set; }

    /// <summary>Specifies the shared secret of devices and outpost. The server generates one by default.</summary>
    [Parameter(ParameterSetName = "Radius")]
    [FieldTransform("RadiusProvider", "shared_secret")]
    public SecureString? SharedSecret { get; set; }

    /// <summary>Specifies the networks that devices can send requests from. By default, all are allowed.</summary>
    [Parameter(ParameterSetName = "Radius")]
    public string[] ClientNetworks { get; set; } = [];

    /// <summary>Specifies the URL of the application's SCIM service.</summary>
    [Parameter(ParameterSetName = "Scim"), Alias("Url")]
    [FieldTransform("ScimProvider", "url")]
    public string? ScimUrl { get; set; }

    /// <summary>Specifies the token that the application issued for SCIM.</summary>
    [Parameter(ParameterSetName = "Scim"), Alias("Token")]
    [FieldTransform("ScimProvider", "token")]
    public SecureString? ScimToken { get; set; }
}
