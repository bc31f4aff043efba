using System.Text.Json.Nodes;
using Authentik.Configuration.Tests.Support;

namespace Authentik.Configuration.Tests.Engine;

/// <summary>Defaults that a server sets by itself, but refuses to be told of.</summary>
public class RefusedDefaultTests
{
    [Theory]
    [InlineData("2024.8.6")]
    [InlineData("2026.8.3")]
    public async Task Two_sources_that_write_passwords_back_by_default_are_created(string version)
    {
        using var source = new ConfiguredServer(version);
        using var client = source.CreateClient();
        foreach (var name in new[] { "made-a", "made-b" })
        {
            await client.Post("/sources/ldap/", new JsonObject
            {
                ["name"] = name,
                ["slug"] = name,
                ["server_uri"] = "ldap://ldap.example.com",
                ["base_dn"] = "dc=example,dc=com",
            });
        }

        var wanted = (await source.ReadAsync()).Graph;
        var sources = wanted.Objects.Where(one => one.Resource == Resources.LdapSource);
        Assert.Equal([true, true], sources.Select(one => one.Values["sync_users_password"]!.GetValue<bool>()));
        using var target = new ConfiguredServer(version);
        Assert.Empty((await target.ApplyAsync(wanted)).Failures.Select(one => one.Failure!.Message));
        Assert.True((await target.PlanAsync(wanted)).Plan.IsNothing);
    }
}
