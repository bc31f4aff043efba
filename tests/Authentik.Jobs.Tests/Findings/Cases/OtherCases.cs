namespace Authentik.Jobs.Tests.Findings.Cases;

internal static class OtherCases
{
    public static IEnumerable<RuleCase> All =>
    [
        Certificate("certificate-expired", 0),
        Certificate("certificate-expiring", 20),
        new("certificate-unused", "spare", async server =>
        {
            var id = await server.CertificateAsync("spare", 365);
            return async () => await server.OAuth2Async("user", new { signing_key = id });
        }),
        new("ldap-source-unencrypted", "directory", server => LdapAsync(server, "ldap://dc.example.com", new { start_tls = true })),
        new("ldap-source-unverified", "directory", async server => await LdapAsync(
            server,
            "ldaps://dc.example.com",
            new { peer_certificate = await server.IdAsync("/crypto/certificatekeypairs/", "name", "authentik Self-signed Certificate") })),
        new("saml-source-unverified", "partner", async server => await SamlAsync(
            server,
            new { },
            new { verification_kp = await server.IdAsync("/crypto/certificatekeypairs/", "name", "authentik Self-signed Certificate"), signed_assertion = true })),
        new("saml-source-idp-initiated", "partner", server => SamlAsync(
            server, new { allow_idp_initiated = true }, new { allow_idp_initiated = false })),
        new("source-links-existing-users", "lab", async server =>
        {
            await OAuthAsync(server, new { user_matching_mode = "email_link" });
            return () => server.PatchAsync("/sources/oauth/lab/", new { provider_type = "gitlab", user_matching_mode = "identifier" });
        }),
        new("source-enrolls-anyone", "lab", async server =>
        {
            var id = await OAuthAsync(server, new { enrollment_flow = await server.FlowIdAsync("default-source-enrollment") });
            return async () => await server.BindAsync(id, new { group = await server.AdminsAsync(), enabled = true });
        }),
        new("source-disabled-offered", "lab", async server =>
        {
            var id = await OAuthAsync(server, new { enabled = false });
            var stage = await server.PostAsync("/stages/identification/", new { name = "who", user_fields = new[] { "username" }, sources = new[] { id } });
            return () => server.PatchAsync($"/stages/identification/{stage}/", new { user_fields = new[] { "username" }, sources = Array.Empty<string>() });
        }),
        new("brand-without-default", "authentik-default", async server =>
        {
            var id = (await server.GetAsync("/core/brands/"))["results"]![0]!["brand_uuid"];
            await server.PatchAsync($"/core/brands/{id}/", new { @default = false });
            return () => server.PatchAsync($"/core/brands/{id}/", new { @default = true });
        }),
        new("worker-missing", "sandbox.invalid", server => RewriteAsync(
            server, line => line.Contains("/workers", StringComparison.Ordinal), text => text.StartsWith('[') ? "[]" : """{"count": 0}""")),
        new("outpost-not-connected", "edge", async server =>
        {
            await OutpostAsync(server);
            return await RewriteAsync(server, line => line.Contains("/health/", StringComparison.Ordinal), _ => "[]");
        })
        {
            Prepares = Healthy,
        },
        new("outpost-outdated", "edge", async server =>
        {
            await OutpostAsync(server);
            return await RewriteAsync(server, line => line.Contains("/health/", StringComparison.Ordinal), _ => """[{"version_outdated": true}]""");
        })
        {
            Prepares = Healthy,
        },
        new("blueprint-failed", "broken", async server =>
        {
            await BlueprintAsync(server, "broken", "");
            return await RewriteAsync(
                server,
                line => line.Contains("/managed/blueprints/", StringComparison.Ordinal),
                text => System.Text.RegularExpressions.Regex.Replace(text, """("name":\s*"broken".*?"status":\s*)"\w+" """.TrimEnd(), "$1\"error\""));
        }),
        new("blueprint-default-disabled", "own", async server =>
        {
            var id = await BlueprintAsync(server, "own", "default/flow-password-change.yaml");
            await server.PatchAsync($"/managed/blueprints/{id}/", new { enabled = false, path = "default/flow-password-change.yaml" });
            return () => server.PatchAsync($"/managed/blueprints/{id}/", new { enabled = true, path = "default/flow-password-change.yaml" });
        }),
        new("webhook-unencrypted", "chat", async server =>
        {
            var id = await server.PostAsync("/events/transports/", new { name = "chat", mode = "webhook", webhook_url = "http://chat.example.com/hook" });
            return () => server.PatchAsync($"/events/transports/{id}/", new { mode = "webhook", webhook_url = "https://chat.example.com/hook" });
        }),
        new("notification-without-transport", "alarm", async server =>
        {
            var id = await server.PostAsync("/events/rules/", new { name = "alarm", transports = Array.Empty<string>() });
            var transport = await server.IdAsync("/events/transports/", "name", "default-email-transport");
            return () => server.PatchAsync($"/events/rules/{id}/", new { transports = new[] { transport } });
        }),
        new("notification-without-recipient", "alarm", async server =>
        {
            var id = await server.PostAsync("/events/rules/", new { name = "alarm", transports = Array.Empty<string>() });
            var group = await server.AdminsAsync();
            return () => server.PatchAsync($"/events/rules/{id}/", new { group, destination_group = group });
        }),
        new("notification-without-trigger", "alarm", async server =>
        {
            var id = await server.PostAsync("/events/rules/", new { name = "alarm", transports = Array.Empty<string>() });
            var policy = await server.PostAsync("/policies/event_matcher/", new { name = "logins", action = "login" });
            return async () => await server.BindAsync(id, new { policy, enabled = true });
        }),
        new("outpost-without-providers", "edge", async server =>
        {
            var (provider, outpost) = await OutpostAsync(server);
            await server.DeleteAsync($"/providers/proxy/{provider}/");
            return () => server.DeleteAsync($"/outposts/instances/{outpost}/");
        }),
        new("policy-unused", "idle", async server =>
        {
            var policy = await server.PostAsync("/policies/expression/", new { name = "idle", expression = "return True" });
            return async () => await server.BindAsync(await server.ApplicationAsync("wiki", new { }), new { policy });
        }),
        new("property-mapping-unused", "idle", async server =>
        {
            var mapping = await server.PostAsync("/propertymappings/provider/scope/", new { name = "idle", scope_name = "idle", expression = "return {}" });
            return async () => await server.OAuth2Async("user", new { property_mappings = new[] { mapping } });
        }),
        new("stage-unused", "idle", async server =>
        {
            var stage = await server.PostAsync("/stages/deny/", new { name = "idle" });
            return async () => await server.BindStageAsync(await server.FlowAsync("some", "enrollment"), stage);
        }),
        new("flow-unused", "idle", async server =>
        {
            var flow = await server.FlowAsync("idle", "authorization");
            return async () => await server.OAuth2Async("user", new { authorization_flow = flow });
        }),
        new("group-unused", "idle", async server =>
        {
            var group = await server.PostAsync("/core/groups/", new { name = "idle" });
            return async () => await server.BindAsync(await server.ApplicationAsync("wiki", new { }), new { group });
        }),
        new("role-unused", "idle", async server =>
        {
            var role = await server.PostAsync("/rbac/roles/", new { name = "idle" });
            return async () => await server.PostAsync("/core/groups/", new { name = "holders", roles = new[] { role } });
        }),
    ];

    private static RuleCase Certificate(string rule, int days) => new(rule, "short", async server =>
    {
        var certificate = await server.CertificateAsync("short", days);
        var provider = await server.OAuth2Async("user", new { signing_key = certificate });
        return () => server.PatchAsync($"/providers/oauth2/{provider}/", new { signing_key = (string?)null });
    });

    private static async Task<Func<Task>> LdapAsync(FindingServer server, string uri, object mended)
    {
        await server.PostAsync("/sources/ldap/", new { name = "directory", slug = "directory", server_uri = uri, base_dn = "dc=example,dc=com", start_tls = false, enabled = true });
        return () => server.PatchAsync("/sources/ldap/directory/", mended);
    }

    private static async Task<Func<Task>> SamlAsync(FindingServer server, object broken, object mended)
    {
        await server.PostAsync("/sources/saml/", FindingServer.Merge(
            new { name = "partner", slug = "partner", enabled = true, issuer = "us", sso_url = "https://idp.example.com/sso", pre_authentication_flow = await server.FlowIdAsync("default-source-pre-authentication") },
            broken));
        return () => server.PatchAsync("/sources/saml/partner/", mended);
    }

    private static Task<string> OAuthAsync(FindingServer server, object values) => server.PostAsync("/sources/oauth/", FindingServer.Merge(
        new { name = "lab", slug = "lab", provider_type = "gitlab", consumer_key = "x", consumer_secret = "x", enabled = true }, values));

    private static async Task<(string Provider, string Outpost)> OutpostAsync(FindingServer server)
    {
        var provider = await server.ProviderAsync("proxy", "camera", new { mode = "proxy", internal_host = "http://10.0.0.5", external_host = "https://camera.example.com" });
        return (provider, await server.PostAsync(
            "/outposts/instances/", new { name = "edge", type = "proxy", providers = new[] { int.Parse(provider, null) }, config = new { } }));
    }

    private static Task<string> BlueprintAsync(FindingServer server, string name, string path) => server.PostAsync(
        "/managed/blueprints/", new { name, path, enabled = true, content = path.Length > 0 ? "" : "version: 1\nmetadata:\n  name: x\nentries: []\n" });

    private static Task Healthy(FindingServer server)
    {
        server.Server.Rewrites = (line, text) => line.Contains("/health/", StringComparison.Ordinal) ? """[{"version_outdated": false}]""" : text;
        return Task.CompletedTask;
    }

    private static Task<Func<Task>> RewriteAsync(FindingServer server, Func<string, bool> isMeant, Func<string, string> rewrite)
    {
        var before = server.Server.Rewrites;
        server.Server.Rewrites = (line, text) => isMeant(line) ? rewrite(text) : text;
        return Task.FromResult(() =>
        {
            server.Server.Rewrites = before;
            return Task.CompletedTask;
        });
    }
}
