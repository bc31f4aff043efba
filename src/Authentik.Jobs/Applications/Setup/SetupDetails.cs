using System.Security;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>Reads what the settings page of an application asks for.</summary>
internal sealed class SetupDetails(JobClient client)
{
    // What authentik shows for addresses of a provider without an application.
    private const string NoUrl = "-";

    private const string OutpostPath = "/outpost.goauthentik.io/auth/";
    private static readonly string[] ReverseProxies = ["nginx", "traefik", "caddy", "envoy"];

    private readonly StoredValues stored = new(client);

    /// <summary>Fills a result. What can't be read is a warning: the application is set up all the same.</summary>
    public async Task FillAsync(ApplicationSetup result, SetupRequest request, SetupState setup, CancellationToken cancellation)
    {
        result.Provider = setup.Provider!.Name;
        result.LaunchUrl = setup.Application!.LaunchUrl;
        result.Access = new([.. setup.Bindings.Select(AllowedSubjects.Describe)]);
        result.Outposts = new([.. setup.Serving.Select(outpost => outpost.Name!)]);
        try
        {
            await FillAsync(result, setup, cancellation);
        }
        catch (Exception failure) when (JobFailure.CanTell(failure))
        {
            client.Log.Warning($"The application '{result}' is set up, but its addresses couldn't be read: {failure.Message}");
        }

        if (request.IncludesSecret)
        {
            var secret = FindSecret(setup.Provider);
            result.Secret = request.IsPlainText && secret is not null ? SecretText.Reveal(secret) : secret;
        }
    }

    private Task FillAsync(ApplicationSetup result, SetupState setup, CancellationToken cancellation) => setup.Provider switch
    {
        OAuth2Provider oauth => FillOAuth2Async(result, oauth, cancellation),
        SamlProvider saml => FillSamlAsync(result, saml, cancellation),
        ProxyProvider proxy => FillProxyAsync(result, proxy, setup),
        var other => FillOtherAsync(result, other),
    };

    private async Task FillOAuth2Async(ApplicationSetup result, OAuth2Provider provider, CancellationToken cancellation)
    {
        result.ClientId = provider.ClientId;
        result.RedirectUris = new([.. provider.RedirectUris?.Select(uri =>
            uri.MatchingMode is null or "strict" ? uri.Url! : $"{uri.MatchingMode}: {uri.Url}") ?? []]);
        var path = ListPaths.AddKey(Resources.OAuth2Provider.Path, IdentityIds.Write(provider.Pk!));
        using var response = await client.Api.GetAsync($"{path}setup_urls/", [], cancellation);
        var urls = new ProviderSetupUrl();
        urls.Fill(response.JsonObject, client.Session);
        (result.Issuer, result.DiscoveryUrl, result.JwksUrl) = (urls.Issuer, urls.ProviderInfo, urls.Jwks);
        (result.AuthorizeUrl, result.TokenUrl, result.UserInfoUrl) = (urls.Authorize, urls.Token, urls.UserInfo);
        result.EndSessionUrl = urls.Logout;
    }

    // The addresses follow from the application, so they are read after it was created.
    private async Task FillSamlAsync(ApplicationSetup result, SamlProvider created, CancellationToken cancellation)
    {
        var provider = (SamlProvider)(await stored.ReadAsync(Resources.SamlProvider, created.Pk!, cancellation)).Object;
        (result.AcsUrl, result.Audience) = (provider.AcsUrl, provider.Audience);
        result.Issuer = Url(provider.UrlIssuer) ?? provider.IssuerOverride ?? provider.Issuer;
        result.MetadataUrl = Url(provider.UrlDownloadMetadata);
        (result.SsoUrl, result.SsoPostUrl) = (Url(provider.UrlSsoRedirect), Url(provider.UrlSsoPost));
        result.SloUrl = Url(provider.UrlSloRedirect);
        if (provider.SigningKp is { } id)
        {
            var key = (CertificateKeyPair)(await stored.ReadAsync(Resources.CertificateKeyPair, id, cancellation)).Object;
            (result.SigningKey, result.SigningKeyFingerprint) = (key.Name, key.FingerprintSha256);
        }
    }

    private static string? Url(string? url) => url is null or "" or NoUrl ? null : url;

    private Task FillProxyAsync(ApplicationSetup result, ProxyProvider provider, SetupState setup)
    {
        (result.Mode, result.ClientId) = (provider.Mode, provider.ClientId);
        (result.ExternalHost, result.InternalHost) = (Url(provider.ExternalHost), Url(provider.InternalHost));
        if (provider.Mode is not (null or "proxy"))
        {
            // Others run where nobody but the administrator knows.
            var isEmbedded = setup.Serving.Any(ServingOutposts.IsEmbedded);
            var start = isEmbedded ? client.Session.Uri.GetLeftPart(UriPartial.Authority) : string.Empty;
            result.ForwardAuth = ReverseProxies.ToDictionary(name => name, name => $"{start}{OutpostPath}{name}");
        }

        return Task.CompletedTask;
    }

    private static Task FillOtherAsync(ApplicationSetup result, Provider? provider)
    {
        if (provider is LdapProvider ldap)
        {
            (result.BaseDn, result.BindDn) = (ldap.BaseDn, $"cn=USERNAME,ou=users,{ldap.BaseDn}");
        }

        result.ClientNetworks = (provider as RadiusProvider)?.ClientNetworks;
        result.ScimUrl = (provider as ScimProvider)?.Url;
        return Task.CompletedTask;
    }

    private static SecureString? FindSecret(Provider provider) => provider switch
    {
        OAuth2Provider oauth => oauth.ClientSecret,
        RadiusProvider radius => radius.SharedSecret,
        _ => null,
    };
}
