using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Jobs.Findings;
using Authentik.Jobs.Findings.Rules;
using Authentik.Jobs.Tests.Support;

namespace Authentik.Jobs.Tests.Findings;

/// <summary>A sandbox on which rules are broken and mended, with the API's own paths and fields. Servers ignore fields that they don't have.</summary>
internal sealed class FindingServer(string version) : IDisposable
{
    public const string Consent = "default-provider-authorization-implicit-consent";

    public JobServer Server { get; } = new(version);

    public string Version => version;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Server.Dispose();

    /// <summary>What the rules find, in their order.</summary>
    public async Task<IReadOnlyList<Finding>> FindAsync(FindingOptions? options, params string[] rules)
    {
        var found = new List<Finding>();
        var chosen = FindingRules.All.Where(rule => rules.Length == 0 || rules.Contains(rule.Id));
        await foreach (var outcome in new ConfigurationCheck(Server.Jobs, options ?? new FindingOptions()).RunAsync(chosen, Cancellation))
        {
            Assert.True(outcome.Failure is null, $"{version} {outcome.Rule}: {outcome.Failure}");
            found.AddRange(outcome.Findings);
        }

        return found;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Server.Jobs.Api.GetAsync(path, [], Cancellation);
        return JsonNode.Parse(response.Json.GetRawText())!;
    }

    /// <summary>Creates an object, and returns its id.</summary>
    public async Task<string> PostAsync(string path, object body)
    {
        using var response = await Server.Jobs.Api.WriteAsync(HttpMethod.Post, path, ToJson(body), Cancellation);
        var json = JsonNode.Parse(response.Json.GetRawText())!;
        return (json["pk"] ?? json["brand_uuid"])!.ToString();
    }

    public async Task PatchAsync(string path, object body)
    {
        using var response = await Server.Jobs.Api.WriteAsync(HttpMethod.Patch, path, ToJson(body), Cancellation);
    }

    public Task DeleteAsync(string path) => Server.Jobs.Api.DeleteAsync(path, Cancellation);

    /// <summary>The id of the object that a list has under a name.</summary>
    public async Task<string> IdAsync(string path, string field, string name)
    {
        using var response = await Server.Jobs.Api.GetAsync(path, [new("page_size", "100")], Cancellation);
        var rows = JsonNode.Parse(response.Json.GetRawText())!["results"]!.AsArray();
        return rows.First(row => row![field]!.ToString() == name)!["pk"]!.ToString();
    }

    public Task<string> FlowIdAsync(string slug) => IdAsync("/flows/instances/", "slug", slug);

    public Task<string> AdminsAsync() => IdAsync("/core/groups/", "name", "authentik Admins");

    public async Task<string> UserAsync(string name, object values) =>
        await PostAsync("/core/users/", Merge(new { username = name, name, groups = Array.Empty<string>() }, values));

    public Task<string> AdminAsync(string name) => AdminAsync(name, new { });

    public async Task<string> AdminAsync(string name, object values) =>
        await UserAsync(name, Merge(new { groups = new[] { await AdminsAsync() } }, values));

    /// <summary>Creates a provider that any kind accepts, with more values.</summary>
    public async Task<string> ProviderAsync(string kind, string name, object values) => await PostAsync($"/providers/{kind}/", Merge(
        new
        {
            name,
            authorization_flow = await FlowIdAsync(Consent),
            invalidation_flow = version.StartsWith("2024.8", StringComparison.Ordinal) ? null : await FlowIdAsync("default-provider-invalidation-flow"),
        },
        values));

    public Task<string> OAuth2Async(string name, object values) => ProviderAsync(
        "oauth2", name, Merge(new { redirect_uris = new[] { new { matching_mode = "strict", url = "https://app.example.com/cb" } } }, values));

    public Task<string> ApplicationAsync(string slug, object values) => PostAsync("/core/applications/", Merge(new { name = slug, slug }, values));

    public Task<string> FlowAsync(string slug, string designation) =>
        PostAsync("/flows/instances/", new { name = slug, slug, title = slug, designation });

    public Task<string> BindStageAsync(string flow, string stage, int order = 0) =>
        PostAsync("/flows/bindings/", new { target = flow, stage, order });

    public Task<string> BindAsync(string target, object values) => PostAsync("/policies/bindings/", Merge(new { target, order = 0 }, values));

    /// <summary>Generates a certificate that ends in some days.</summary>
    public Task<string> CertificateAsync(string name, int days) =>
        PostAsync("/crypto/certificatekeypairs/generate/", new { common_name = name, validity_days = days, subject_alt_name = "app.example.com", alg = "rsa" });

    /// <summary>The values of both; those of the second one win.</summary>
    public static JsonObject Merge(object first, object second)
    {
        var (all, more) = ((JsonObject)ToJson(first), (JsonObject)ToJson(second));
        foreach (var (name, value) in more)
        {
            all[name] = value?.DeepClone();
        }

        return all;
    }

    private static JsonNode ToJson(object body) => body as JsonNode ?? JsonSerializer.SerializeToNode(body)!;
}
