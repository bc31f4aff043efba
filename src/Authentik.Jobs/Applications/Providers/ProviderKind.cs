using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>A kind of provider that an application can be set up with, and what authentik's interface preselects for it.</summary>
/// <param name="Resource">The resource of the providers.</param>
internal sealed record ProviderKind(Resource Resource)
{
    private const string Consent = "default-provider-authorization-implicit-consent";
    private const string SignIn = "default-authentication-flow";

    /// <summary>OAuth2 and OpenID Connect.</summary>
    public static readonly ProviderKind OAuth2 = new(Resources.OAuth2Provider)
    {
        AuthorizationFlow = Consent,
        KeyField = "signing_key",
        Mappings = [new("property_mappings", Resources.ScopeMapping,
        [
            "goauthentik.io/providers/oauth2/scope-openid",
            "goauthentik.io/providers/oauth2/scope-email",
            "goauthentik.io/providers/oauth2/scope-profile",
        ])],
    };

    /// <summary>SAML.</summary>
    public static readonly ProviderKind Saml = new(Resources.SamlProvider)
    {
        AuthorizationFlow = Consent,
        KeyField = "signing_kp",
        Mappings = [new("property_mappings", Resources.SamlProviderPropertyMapping, [])],
        Preset = { ["sp_binding"] = "post", ["sign_assertion"] = true },
    };

    /// <summary>Proxy and forward authentication. The server itself gives such a provider its mappings.</summary>
    public static readonly ProviderKind Proxy = new(Resources.ProxyProvider)
    {
        AuthorizationFlow = Consent,
        OutpostType = "proxy",
    };

    /// <summary>LDAP.</summary>
    public static readonly ProviderKind Ldap = new(Resources.LdapProvider) { AuthorizationFlow = SignIn, OutpostType = "ldap" };

    /// <summary>RADIUS.</summary>
    public static readonly ProviderKind Radius = new(Resources.RadiusProvider) { AuthorizationFlow = SignIn, OutpostType = "radius" };

    /// <summary>Remote access.</summary>
    public static readonly ProviderKind Rac = new(Resources.RacProvider) { AuthorizationFlow = Consent, OutpostType = "rac" };

    /// <summary>SCIM, which works in the background of an application.</summary>
    public static readonly ProviderKind Scim = new(Resources.ScimProvider)
    {
        IsBackchannel = true,
        Mappings =
        [
            new("property_mappings", Resources.ScimProviderMapping, ["goauthentik.io/providers/scim/user"]),
            new("property_mappings_group", Resources.ScimProviderMapping, ["goauthentik.io/providers/scim/group"]),
        ],
    };

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ProviderKind> All => [OAuth2, Saml, Proxy, Ldap, Radius, Rac, Scim];

    /// <summary>The slug of the flow that is used if none is specified; null if the kind has none.</summary>
    public string? AuthorizationFlow { get; private init; }

    /// <summary>The field with the key that signs; null if nothing is signed.</summary>
    public string? KeyField { get; private init; }

    /// <summary>The type of the outposts that serve it; null if the server itself does.</summary>
    public string? OutpostType { get; private init; }

    /// <summary>True if the provider isn't the one that users sign in with.</summary>
    public bool IsBackchannel { get; private init; }

    /// <summary>The mappings that a new provider gets.</summary>
    public IReadOnlyList<PresetMappings> Mappings { get; private init; } = [];

    /// <summary>Values of a new provider that differ from what the server stores by itself, by the API's names of fields.</summary>
    public Dictionary<string, object> Preset { get; } = [];

    /// <summary>True if users sign in to LDAP and RADIUS with the flow of the brand.</summary>
    public bool UsesFlowsOfBrand => AuthorizationFlow == SignIn;

    /// <summary>The kind of a provider, also of one that no application is set up with.</summary>
    public static ProviderKind Get(Provider provider) => Find(provider)
        ?? new(Resources.Book.TryFindModel(provider.MetaModelName, out var resource) ? resource : Resources.Provider);

    /// <summary>The kind of a provider; null for those that no application is set up with.</summary>
    public static ProviderKind? Find(AuthentikObject provider)
    {
        var model = provider.ValueOf(Resource.ModelField) as string;
        return All.FirstOrDefault(kind => kind.Resource.Noun == provider.Resource?.Noun || kind.Resource.ModelName == model);
    }
}

/// <summary>Mappings that a new provider gets.</summary>
/// <param name="Field">The field of the provider.</param>
/// <param name="Resource">The resource of the mappings.</param>
/// <param name="Managed">The names under which authentik manages them; none for all that it manages.</param>
internal sealed record PresetMappings(string Field, Resource Resource, IReadOnlyList<string> Managed);
