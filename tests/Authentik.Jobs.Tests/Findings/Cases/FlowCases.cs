namespace Authentik.Jobs.Tests.Findings.Cases;

internal static class FlowCases
{
    private const string SignIn = "default-authentication-flow";
    private const string Mfa = "default-authentication-mfa-validation";

    public static IEnumerable<RuleCase> All =>
    [
        new("authentication-incomplete", SignIn, server => UnbindAsync(server, "default-authentication-login")),
        new("authentication-without-mfa", SignIn, server => UnbindAsync(server, Mfa)),
        new("authentication-mfa-optional", Mfa, async server =>
        {
            await SetMfaAsync(server, "skip");
            return () => SetMfaAsync(server, "deny");
        })
        {
            Prepares = server => SetMfaAsync(server, "deny"),
        },
        new("session-too-long", "stay", async server =>
        {
            var id = await server.PostAsync("/stages/user_login/", new { name = "stay", session_duration = "days=60" });
            return () => server.PatchAsync($"/stages/user_login/{id}/", new { session_duration = "hours=8" });
        }),
        new("identification-reveals-users", "who", async server =>
        {
            var id = await server.PostAsync("/stages/identification/", new { name = "who", user_fields = new[] { "username" }, pretend_user_exists = false });
            return () => server.PatchAsync($"/stages/identification/{id}/", new { user_fields = new[] { "username" }, pretend_user_exists = true });
        }),
        new("recovery-without-proof", "forgot", async server =>
        {
            var flow = await server.FlowAsync("forgot", "recovery");
            await server.BindStageAsync(flow, await server.PostAsync("/stages/user_login/", new { name = "in" }));
            return async () => await server.BindStageAsync(
                flow, await server.PostAsync("/stages/email/", new { name = "proof", use_global_settings = true }), 5);
        }),
        new("enrollment-open", "join", async server =>
        {
            var flow = await server.FlowAsync("join", "enrollment");
            await server.BindStageAsync(flow, await server.PostAsync("/stages/user_write/", new { name = "store" }));
            var invited = await server.PostAsync("/stages/invitation/stages/", new { name = "invited", continue_flow_without_invitation = true });
            await server.BindStageAsync(flow, invited, 5);
            return () => server.PatchAsync($"/stages/invitation/stages/{invited}/", new { continue_flow_without_invitation = false });
        }),
        new("password-unchecked", "choose", async server =>
        {
            var prompt = await server.PostAsync("/stages/prompt/prompts/", new { name = "new-password", field_key = "password", label = "Password", type = "password", order = 0 });
            var stage = await server.PostAsync("/stages/prompt/stages/", new { name = "choose", fields = new[] { prompt } });
            await server.BindStageAsync(await server.FlowAsync("forgot", "recovery"), stage);
            var policy = await server.PostAsync("/policies/password/", new { name = "long", length_min = 12, error_message = "Too short." });
            return () => server.PatchAsync($"/stages/prompt/stages/{stage}/", new { validation_policies = new[] { policy } });
        }),
        new("flow-without-stages", "empty", async server =>
        {
            var flow = await server.FlowAsync("empty", "recovery");
            return async () => await server.BindStageAsync(flow, await server.PostAsync("/stages/deny/", new { name = "no" }));
        }),
        new("email-unencrypted", "plain", async server =>
        {
            var id = await server.PostAsync("/stages/email/", new { name = "plain", use_global_settings = false, host = "mail.example.com", use_tls = false, use_ssl = false });
            return () => server.PatchAsync($"/stages/email/{id}/", new { use_tls = true });
        }),
        new("captcha-test-key", "robots", async server =>
        {
            var id = await server.PostAsync("/stages/captcha/", new { name = "robots", public_key = "1x00000000000000000000AA", private_key = "x" });
            return () => server.PatchAsync($"/stages/captcha/{id}/", new { public_key = "0x4AAAAAAADnPIDROrmt1Wwj" });
        }),
    ];

    private static async Task<Func<Task>> UnbindAsync(FindingServer server, string name)
    {
        var stage = await server.IdAsync("/stages/all/", "name", name);
        var flow = await server.FlowIdAsync(SignIn);
        var bindings = (await server.GetAsync("/flows/bindings/"))["results"]!.AsArray();
        var binding = bindings.First(one => one!["stage"]!.ToString() == stage && one["target"]!.ToString() == flow)!["pk"];
        await server.DeleteAsync($"/flows/bindings/{binding}/");
        return () => server.BindStageAsync(flow, stage, 30);
    }

    private static async Task SetMfaAsync(FindingServer server, string action) => await server.PatchAsync(
        $"/stages/authenticator/validate/{await server.IdAsync("/stages/all/", "name", Mfa)}/", new { not_configured_action = action });
}
