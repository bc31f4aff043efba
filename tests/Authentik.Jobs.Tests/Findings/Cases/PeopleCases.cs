namespace Authentik.Jobs.Tests.Findings.Cases;

internal static class PeopleCases
{
    public static IEnumerable<RuleCase> All =>
    [
        new("admin-without-mfa", "boss", async server =>
        {
            var id = await server.AdminAsync("boss");
            return () => server.PatchAsync($"/core/users/{id}/", new { is_active = false });
        }),
        new("admin-guest", "guest", async server =>
        {
            var id = await server.AdminAsync("guest", new { type = "external" });
            return () => server.PatchAsync($"/core/users/{id}/", new { type = "internal" });
        }),
        new("admin-inactive", "gone", async server =>
        {
            var id = await server.AdminAsync("gone", new { last_login = DateTimeOffset.UtcNow.AddDays(-200) });
            return () => server.PatchAsync($"/core/users/{id}/", new { last_login = DateTimeOffset.UtcNow });
        }),
        new("admin-default-account", "akadmin", async server =>
        {
            var id = await server.AdminAsync("boss");
            return () => server.PatchAsync($"/core/users/{id}/", new { is_active = false });
        }),
        new("group-inherits-superuser", "helpers", async server =>
        {
            var admins = await server.AdminsAsync();
            var id = await server.PostAsync("/core/groups/", new { name = "helpers", parent = admins, parents = new[] { admins } });
            return () => server.PatchAsync($"/core/groups/{id}/", new { parent = (string?)null, parents = Array.Empty<string>() });
        }),
        new("token-admin-never-expires", "deploy", async server =>
        {
            var user = await server.AdminAsync("boss");
            await server.PostAsync("/core/tokens/", new { identifier = "deploy", user, intent = "api", expiring = false });
            return () => server.PatchAsync("/core/tokens/deploy/", new { user, intent = "api", expiring = true });
        }),
        new("token-of-inactive-user", "left", async server =>
        {
            var user = await server.UserAsync("leaver", new { });
            await server.PostAsync("/core/tokens/", new { identifier = "left", user, intent = "api", expiring = false });
            await server.PatchAsync($"/core/users/{user}/", new { is_active = false });
            return () => server.PatchAsync($"/core/users/{user}/", new { is_active = true });
        }),
        new("app-password-never-expires", "mail", async server =>
        {
            var user = await server.UserAsync("reader", new { });
            await server.PostAsync("/core/tokens/", new { identifier = "mail", user, intent = "app_password", expiring = false });
            return () => server.PatchAsync("/core/tokens/mail/", new { user, intent = "app_password", expiring = true });
        }),
        new("token-old", "aged", async server =>
        {
            var user = await server.UserAsync("robot", new { type = "service_account" });
            await server.PostAsync(
                "/core/tokens/", new { identifier = "aged", user, intent = "app_password", expiring = false, expires = DateTimeOffset.UtcNow.AddDays(-500) });
            return () => server.PatchAsync(
                "/core/tokens/aged/", new { user, intent = "app_password", expiring = false, expires = DateTimeOffset.UtcNow.AddMinutes(5) });
        }),
    ];
}
