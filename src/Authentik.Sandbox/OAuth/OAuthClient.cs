using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.OAuth;

/// <summary>A client that signs in with authentik: an OAuth2 provider, and the application that uses it.</summary>
internal sealed class OAuthClient(ServerState state, Row provider)
{
    // Older versions know only sources, by another name.
    private static readonly string[] FederationFields = ["jwt_federation_sources", "jwt_federation_providers", "jwks_sources"];

    public Row Provider { get; } = provider;

    public string Id => Provider.GetString("client_id")!;

    public string Name => Provider.GetString("name")!;

    public string Secret => Provider.GetString("client_secret") ?? string.Empty;

    /// <summary>True when the client has to send its secret.</summary>
    public bool IsConfidential => Provider.GetString("client_type") == "confidential";

    /// <summary>True when the provider accepts JWTs of any source or provider.</summary>
    public bool AcceptsJwts => FederationFields.Any(name => Provider.Values[name].AsStrings().Any());

    public TimeSpan AccessTokenLifetime => FindLifetime("access_token_validity");

    public TimeSpan RefreshTokenLifetime => FindLifetime("refresh_token_validity");

    public TimeSpan CodeLifetime => FindLifetime("access_code_validity");

    /// <summary>The application that uses the provider. Without one, nobody can sign in.</summary>
    public Row? Application => state.Catalog.Find("Application") is { } applications
        ? state.Objects.FindAll(applications).FirstOrDefault(row => row.Values["provider"]?.ToString() == Provider.IdString)
        : null;

    public static OAuthClient? Find(ServerState state, string id)
    {
        var providers = id.Length > 0 ? state.Catalog.FindByPath("/providers/oauth2/") : null;
        return providers is not null && state.Objects.FindBy(providers, "client_id", id) is { } row ? new OAuthClient(state, row) : null;
    }

    /// <summary>The scopes for which the provider has a mapping; all others are ignored silently.</summary>
    public IReadOnlyList<string> FindAllowedScopes(string scopes)
    {
        var known = Provider.Values["property_mappings"].AsStrings().Select(FindScope).ToHashSet(StringComparer.Ordinal);
        return [.. scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Where(known.Contains)];
    }

    private string? FindScope(string mapping) => state.Catalog.FindByPath("/propertymappings/provider/scope/") is { } mappings
        ? state.Objects.Find(mappings, mapping)?.GetString("scope_name")
        : null;

    private TimeSpan FindLifetime(string field) =>
        Duration.TryRead(Provider.GetString(field), out var lifetime) ? lifetime.TimeSpan : TimeSpan.Zero;
}
