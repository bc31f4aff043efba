using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Authentik.Benchmarks.Serving.Configured;

/// <summary>
/// Fills a sandbox with the configuration of a large installation: of 10,000 objects, 2,000 are applications with OAuth2 providers, and
/// 2,600 bind policies and groups to them.
/// </summary>
internal sealed class LargeConfiguration(SandboxApi api)
{
    private const int PermissionsOfRole = 20;

    private readonly Dictionary<string, List<JsonNode>> created = new(StringComparer.Ordinal);

    /// <summary>Creates so many objects.</summary>
    public async Task CreateAsync(int count)
    {
        var permissions = await api.ListAsync($"/rbac/permissions/?page_size={PermissionsOfRole}");
        var certificate = CreateCertificate();
        await AddAsync("/crypto/certificatekeypairs/", count * 3 / 100, number => new()
        {
            ["name"] = $"Certificate {number}",
            ["certificate_data"] = certificate,
        });
        await AddAsync("/core/groups/", count * 15 / 100, number => new()
        {
            ["name"] = $"Department {number}",
            ["parents"] = number < 10 ? [] : new JsonArray(Refer("/core/groups/", number / 10)),
            ["attributes"] = new JsonObject { ["cost_center"] = number, ["locale"] = "it-IT" },
        });
        await AddRolesAsync(count / 100, permissions);
        await AddPoliciesAsync(count);
        await AddFlowsAsync(count);
        await AddApplicationsAsync(count * 20 / 100);
        await AddAsync("/policies/bindings/", count * 26 / 100, CreateBinding);
    }

    private async Task AddRolesAsync(int count, JsonArray permissions)
    {
        await AddAsync("/rbac/roles/", count, number => new() { ["name"] = $"Role {number}" });
        var names = permissions.Select(one => (JsonNode)$"{one!["app_label"]}.{one["codename"]}").ToList();
        foreach (var role in created["/rbac/roles/"])
        {
            await api.SendAsync(
                HttpMethod.Post,
                $"/rbac/permissions/assigned_by_roles/{role["pk"]}/assign/",
                new() { ["permissions"] = new JsonArray([.. names.Select(name => name.DeepClone())]) });
        }
    }

    private async Task AddPoliciesAsync(int count)
    {
        await AddAsync("/policies/expression/", count * 5 / 100, number => new()
        {
            ["name"] = $"policy-{number}",
            ["expression"] = $"# Rule {number}\nnames = [one.name for one in request.user.all_groups()]\n"
                + $"return 'Department {number}' in names",
        });
        await AddAsync("/propertymappings/provider/scope/", count * 2 / 100, number => new()
        {
            ["name"] = $"Scope {number}",
            ["scope_name"] = $"scope-{number}",
            ["expression"] = $"return {{'scope': {number}, 'name': request.user.name}}",
        });
        await AddAsync("/managed/blueprints/", count / 100, number => new()
        {
            ["name"] = $"Blueprint {number}",
            ["content"] = $"version: 1\nmetadata:\n  name: Blueprint {number}\nentries: []\n",
        });
    }

    private async Task AddFlowsAsync(int count)
    {
        await AddAsync("/flows/instances/", count / 100, number => new()
        {
            ["name"] = $"Flow {number}",
            ["slug"] = $"flow-{number}",
            ["title"] = $"Welcome {number}",
            ["designation"] = "authorization",
        });
        await AddAsync(
            "/stages/user_login/", count * 3 / 100,
            number => new() { ["name"] = $"login-{number}", ["session_duration"] = "hours=8" });
        await AddAsync("/flows/bindings/", count * 3 / 100, number => new()
        {
            ["target"] = Refer("/flows/instances/", number),
            ["stage"] = Refer("/stages/user_login/", number),
            ["order"] = number,
        });
    }

    private async Task AddApplicationsAsync(int count)
    {
        await AddAsync("/providers/oauth2/", count, number => new()
        {
            ["name"] = $"Provider {number}",
            ["authorization_flow"] = Refer("/flows/instances/", number),
            ["invalidation_flow"] = Refer("/flows/instances/", number + 1),
            ["client_id"] = $"client-{number}",
            ["redirect_uris"] = new JsonArray(
                new JsonObject { ["matching_mode"] = "strict", ["url"] = $"https://a{number}.example.com/callback" }),
            ["property_mappings"] = new JsonArray(Refer("/propertymappings/provider/scope/", number)),
            ["signing_key"] = Refer("/crypto/certificatekeypairs/", number),
        });
        await AddAsync("/core/applications/", count, number => new()
        {
            ["name"] = $"Application {number}",
            ["slug"] = $"application-{number}",
            ["provider"] = Refer("/providers/oauth2/", number),
            ["group"] = $"Section {number % 20}",
            ["meta_description"] = "An application of the benchmark.",
        });
    }

    private JsonObject CreateBinding(int number) => new()
    {
        ["target"] = Refer("/core/applications/", number),
        [number % 4 == 0 ? "policy" : "group"] = Refer(number % 4 == 0 ? "/policies/expression/" : "/core/groups/", number),
        ["order"] = number,
    };

    private async Task AddAsync(string path, int count, Func<int, JsonObject> write)
    {
        var all = created[path] = [];
        for (var number = 0; number < count; number++)
        {
            all.Add(await api.CreateAsync(path, write(number)));
        }
    }

    // The objects of a list in turn.
    private JsonNode Refer(string path, int number) => created[path][number % created[path].Count]["pk"]!.DeepClone();

    private static string CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=benchmark", key, HashAlgorithmName.SHA256);
        var start = DateTimeOffset.Parse("2026-01-01T00:00:00Z", CultureInfo.InvariantCulture);
        using var certificate = request.CreateSelfSigned(start, start.AddYears(10));
        return certificate.ExportCertificatePem();
    }
}
