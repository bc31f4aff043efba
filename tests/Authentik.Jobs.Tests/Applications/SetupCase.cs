using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.Applications;

/// <summary>Applications of each kind that tests set up, and what is left of them.</summary>
internal static class SetupCase
{
    public static IReadOnlyList<string> Kinds => ["OAuth2", "Saml", "Proxy", "Ldap", "Radius", "Scim"];

    /// <summary>What is specified for an application of a kind.</summary>
    public static SetupRequest Request(string kind, string name = "Wiki", params (string Field, object Value)[] others)
    {
        var found = ProviderKind.All.Single(one => one.Resource.Kind == kind);
        Dictionary<string, object?> provider = found.Resource.Kind switch
        {
            "OAuth2" => new() { ["redirect_uris"] = new[] { Uri($"https://{name}.example.com/callback") } },
            "Saml" => new() { ["acs_url"] = $"https://{name}.example.com/acs", ["audience"] = name },
            "Proxy" => new() { ["mode"] = "forward_single", ["external_host"] = $"https://{name}.example.com" },
            "Ldap" => new() { ["base_dn"] = $"DC={name},DC=example" },
            "Scim" => new() { ["url"] = $"https://{name}.example.com/v2", ["token"] = SecretText.Protect("scim-token-1234567890") },
            _ => [],
        };
        others.ToList().ForEach(other => provider[other.Field] = other.Value);
        return new SetupRequest(
            found,
            JobClient.MakeValues(Resources.Application, new Dictionary<string, object?> { ["name"] = name }),
            JobClient.MakeValues(found.Resource, provider));
    }

    public static RedirectUri Uri(string url) => new() { MatchingMode = "strict", Url = url };

    public static Identity Group(string name) => Resources.Group.MakeIdentity(name);

    public static Identity User(string name) => Resources.User.MakeIdentity(name);

    /// <summary>All that a set-up can leave behind, in one string for each.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(JobServer server)
    {
        var cancellation = TestContext.Current.CancellationToken;
        List<string> all =
        [
            .. (await server.Jobs.ReadAllAsync<Application>(Resources.Application, null, cancellation))
                .Select(one => $"application {one.Slug} {one.Provider} {one.MetaLaunchUrl}"),
            .. (await server.Jobs.ReadAllAsync<Provider>(Resources.Provider, null, cancellation)).Select(one => $"provider {one.Name}"),
            .. (await server.Jobs.ReadAllAsync<PolicyBinding>(Resources.PolicyBinding, null, cancellation))
                .Select(one => $"binding {one.Pk}"),
            .. (await server.Jobs.ReadAllAsync<Outpost>(Resources.Outpost, null, cancellation))
                .Select(one => $"outpost {one.Name} {string.Join(' ', one.Providers!)}"),
        ];
        return [.. all.Order(StringComparer.Ordinal)];
    }
}
