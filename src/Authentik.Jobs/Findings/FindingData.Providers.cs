namespace Authentik.Jobs.Findings;

/// <summary>The lists of providers. That of all providers has only what is common to them.</summary>
internal sealed partial class FindingData
{
    public Task<IReadOnlyList<Provider>> Providers => ReadAsync<Provider>(Resources.Provider);

    /// <summary>Those that aren't proxy providers, which real servers list among them without saying so.</summary>
    public Task<IReadOnlyList<OAuth2Provider>> OAuth2Providers =>
        OnceAsync<IReadOnlyList<OAuth2Provider>>(nameof(OAuth2Providers), async () =>
        {
            var proxies = (await ProxyProviders).Select(one => one.Pk).ToHashSet();
            return [.. (await OAuth2AndProxyProviders).Where(one => !proxies.Contains(one.Pk))];
        });

    private Task<IReadOnlyList<OAuth2Provider>> OAuth2AndProxyProviders => ReadAsync<OAuth2Provider>(Resources.OAuth2Provider);

    public Task<IReadOnlyList<SamlProvider>> SamlProviders => ReadAsync<SamlProvider>(Resources.SamlProvider);

    public Task<IReadOnlyList<WsFederationProvider>> WsFederationProviders =>
        ReadAsync<WsFederationProvider>(Resources.WsFederationProvider);

    public Task<IReadOnlyList<ProxyProvider>> ProxyProviders => ReadAsync<ProxyProvider>(Resources.ProxyProvider);

    public Task<IReadOnlyList<LdapProvider>> LdapProviders => ReadAsync<LdapProvider>(Resources.LdapProvider);

    public Task<IReadOnlyList<RadiusProvider>> RadiusProviders => ReadAsync<RadiusProvider>(Resources.RadiusProvider);

    public Task<IReadOnlyList<ScimProvider>> ScimProviders => ReadAsync<ScimProvider>(Resources.ScimProvider);

    public Task<IReadOnlyList<GoogleWorkspaceProvider>> GoogleWorkspaceProviders =>
        ReadAsync<GoogleWorkspaceProvider>(Resources.GoogleWorkspaceProvider);

    public Task<IReadOnlyList<MicrosoftEntraProvider>> MicrosoftEntraProviders =>
        ReadAsync<MicrosoftEntraProvider>(Resources.MicrosoftEntraProvider);
}
