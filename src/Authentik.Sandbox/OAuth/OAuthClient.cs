using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.OAuth;

/// <summary>A program that signs in with authentik: an OAuth2 provider, and the application that uses it.</summary>
internal sealed class OAuthClient(World world, Row provider)
{
    // Older versions know sources only, by another name.
    private static readonly string[] Trust = ["jwt_federation_sources", "jwt_federation_providers", "jwks_sources"];

    public Row Provider { get; } = provider;

    public string Id => Provider.Text("client_id")!;

    public string Name => Provider.Text("name")!;

    public string Secret => Provider.Text("client_secret") ?? string.Empty;

    /// <summary>True when it can keep a secret.</summary>
    public bool IsConfidential => Provider.Text("client_type") == "confidential";

    /// <summary>True when it takes what others say of a user.</summary>
    public bool TrustsOthers => Trust.Any(name => Provider.Values[name].AsTexts().Any());

    public TimeSpan AccessTokenLife => Durations.Parse(Provider.Text("access_token_validity"));

    public TimeSpan RefreshTokenLife => Durations.Parse(Provider.Text("refresh_token_validity"));

    public TimeSpan CodeLife => Durations.Parse(Provider.Text("access_code_validity"));

    /// <summary>The application that uses the provider; nobody signs in without one.</summary>
    public Row? Application => world.Catalog.Find("Application") is { } applications
        ? world.Objects.Rows(applications).FirstOrDefault(row => row.Values["provider"]?.ToString() == Provider.IdText)
        : null;

    public static OAuthClient? Find(World world, string id) =>
        id.Length > 0 && world.Catalog.AtPath("/providers/oauth2/") is { } providers && world.Objects.FindBy(providers, "client_id", id) is { } row
            ? new OAuthClient(world, row)
            : null;

    /// <summary>Those of the scopes that the provider has a mapping for; the others are left out without a word.</summary>
    public IReadOnlyList<string> Allowed(string scopes)
    {
        var known = Provider.Values["property_mappings"].AsTexts().Select(ScopeOf).ToHashSet(StringComparer.Ordinal);
        return [.. scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Where(known.Contains)];
    }

    private string? ScopeOf(string mapping) => world.Catalog.AtPath("/propertymappings/provider/scope/") is { } mappings
        ? world.Objects.Find(mappings, mapping)?.Text("scope_name")
        : null;
}
