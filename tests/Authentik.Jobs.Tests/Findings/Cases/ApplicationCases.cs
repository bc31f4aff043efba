namespace Authentik.Jobs.Tests.Findings.Cases;

internal static class ApplicationCases
{
    public static IEnumerable<RuleCase> All =>
    [
        new("application-open-to-everyone", "wiki", async server =>
        {
            var app = await server.ApplicationAsync("wiki", new { provider = await server.OAuth2Async("wiki", new { }) });
            return async () => await server.BindAsync(app, new { group = await server.AdminsAsync() });
        }),
        new("binding-passes-on-failure", "office-hours", async server =>
        {
            var target = await server.ApplicationAsync("wiki", new { });
            var policy = await server.PostAsync("/policies/expression/", new { name = "office-hours", expression = "return True" });
            var binding = await server.BindAsync(target, new { policy, failure_result = true, enabled = true });
            return () => server.PatchAsync($"/policies/bindings/{binding}/", new { target, policy, failure_result = false });
        }),
        new("dummy-policy-in-use", "dice", async server =>
        {
            var target = await server.ApplicationAsync("wiki", new { });
            var policy = await server.PostAsync("/policies/dummy/", new { name = "dice", result = true });
            var binding = await server.BindAsync(target, new { policy, enabled = true });
            return () => server.DeleteAsync($"/policies/bindings/{binding}/");
        }),
        new("provider-without-outpost", "camera", async server =>
        {
            var provider = await ProxyAsync(server, "camera", new { });
            await server.ApplicationAsync("camera", new { provider });
            return async () => await server.PostAsync(
                "/outposts/instances/", new { name = "edge", type = "proxy", providers = new[] { int.Parse(provider, null) }, config = new { } });
        }),
        new("application-without-target", "nothing", async server =>
        {
            await server.ApplicationAsync("nothing", new { });
            return () => server.PatchAsync("/core/applications/nothing/", new { meta_launch_url = "https://app.example.com" });
        }),
        new("provider-without-application", "orphan", async server =>
        {
            var provider = await server.OAuth2Async("orphan", new { });
            return async () => await server.ApplicationAsync("orphan", new { provider });
        }),
        Redirect("redirect-uri-any-host", "regex", "https://.*/callback", "https://app\\.example\\.com/callback"),
        Redirect("redirect-uri-similar-host", "regex", "https://app.example.com/callback", "https://app\\.example\\.com/callback"),
        Redirect("redirect-uri-plain-http", "strict", "http://app.example.com/cb", "https://app.example.com/cb"),
        Redirect("redirect-uri-localhost", "strict", "http://localhost:8080/cb", "https://app.example.com/cb"),
        new("redirect-uri-missing", "first", async server =>
        {
            var id = await server.OAuth2Async("first", new { redirect_uris = Array.Empty<object>() });
            await server.ApplicationAsync("first", new { provider = id });
            return () => server.PatchAsync($"/providers/oauth2/{id}/", new { redirect_uris = new[] { new { matching_mode = "strict", url = "https://app.example.com/cb" } } });
        }),
        new("oauth2-without-signing-key", "unsigned", async server =>
        {
            var id = await server.OAuth2Async("unsigned", new { });
            var key = await server.IdAsync("/crypto/certificatekeypairs/", "name", "authentik Self-signed Certificate");
            return () => server.PatchAsync($"/providers/oauth2/{id}/", new { signing_key = key });
        }),
        OAuth2("oauth2-changing-subject", "sub_mode", "user_email", "hashed_user_id"),
        OAuth2("oauth2-global-issuer", "issuer_mode", "global", "per_provider"),
        OAuth2("oauth2-long-access-token", "access_token_validity", "days=2", "minutes=10"),
        OAuth2("oauth2-long-refresh-token", "refresh_token_validity", "weeks=20", "days=30"),
        Provider("saml-weak-algorithm", "saml", Saml("digest_algorithm", "http://www.w3.org/2000/09/xmldsig#sha1"), new { digest_algorithm = "http://www.w3.org/2001/04/xmlenc#sha256" }),
        new("saml-unsigned", "payroll", async server =>
        {
            var id = await server.ProviderAsync("saml", "payroll", Saml("audience", "x"));
            var key = await server.IdAsync("/crypto/certificatekeypairs/", "name", "authentik Self-signed Certificate");
            return () => server.PatchAsync($"/providers/saml/{id}/", new { signing_kp = key, sign_assertion = true });
        }),
        new("saml-unverified-requests", "payroll", async server =>
        {
            var id = await server.ProviderAsync("saml", "payroll", Saml("audience", "x"));
            var key = await server.IdAsync("/crypto/certificatekeypairs/", "name", "authentik Self-signed Certificate");
            return () => server.PatchAsync($"/providers/saml/{id}/", new { verification_kp = key });
        }),
        Proxy("proxy-without-authentication", new { skip_path_regex = "^/public/\n.*" }, new { skip_path_regex = "^/public/" }),
        Proxy("proxy-plain-http", new { external_host = "http://camera.example.com" }, new { external_host = "https://camera.example.com" }),
        Proxy(
            "proxy-unverified-upstream",
            new { internal_host = "https://10.0.0.5", internal_host_ssl_validation = false },
            new { internal_host = "https://10.0.0.5", internal_host_ssl_validation = true }),
        Provider("scim-unverified-certificate", "scim", new { url = "http://wiki.example.com/scim", token = "x" }, new { url = "https://wiki.example.com/scim" }),
        Provider("radius-any-network", "radius", new { client_networks = "0.0.0.0/0, ::/0", shared_secret = "x" }, new { client_networks = "10.0.0.0/8" }),
    ];

    private static RuleCase Redirect(string rule, string mode, string broken, string mended) => new(rule, "callback", async server =>
    {
        static object Make(string mode, string url) => new { redirect_uris = new[] { new { matching_mode = mode, url } } };
        var id = await server.OAuth2Async("callback", Make(mode, broken));
        return () => server.PatchAsync($"/providers/oauth2/{id}/", Make(mode, mended));
    });

    private static RuleCase OAuth2(string rule, string field, string broken, string mended) => new(rule, "grafana", async server =>
    {
        var id = await server.OAuth2Async("grafana", new Dictionary<string, string> { [field] = broken });
        return () => server.PatchAsync($"/providers/oauth2/{id}/", new Dictionary<string, string> { [field] = mended });
    });

    private static RuleCase Provider(string rule, string kind, object broken, object mended) => new(rule, "partner", async server =>
    {
        var id = await server.ProviderAsync(kind, "partner", broken);
        return () => server.PatchAsync($"/providers/{kind}/{id}/", mended);
    });

    private static RuleCase Proxy(string rule, object broken, object mended) => new(rule, "camera", async server =>
    {
        var id = await ProxyAsync(server, "camera", broken);
        return () => server.PatchAsync($"/providers/proxy/{id}/", FindingServer.Merge(new { mode = "proxy", internal_host = "http://10.0.0.5" }, mended));
    });

    private static Task<string> ProxyAsync(FindingServer server, string name, object values) => server.ProviderAsync("proxy", name, FindingServer.Merge(
        new { mode = "proxy", internal_host = "http://10.0.0.5", external_host = "https://camera.example.com" }, values));

    private static object Saml(string field, string value) => FindingServer.Merge(
        new { acs_url = "https://payroll.example.com/acs", issuer = "authentik" }, new Dictionary<string, string> { [field] = value });
}
