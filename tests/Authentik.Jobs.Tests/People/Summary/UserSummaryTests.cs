using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.People.Summary;

public sealed class UserSummaryTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Has_groups_roles_permissions_and_what_belongs_to_the_user(string version)
    {
        server = new JobServer(version);
        var role = await server.Jobs.CreateAsync<Role>(
            Resources.Role, new Dictionary<string, object?> { ["name"] = "auditor" }, Cancellation);
        using var granted = await server.Jobs.Api.WriteAsync(
            HttpMethod.Post,
            $"/rbac/permissions/assigned_by_roles/{role.Pk}/assign/",
            new System.Text.Json.Nodes.JsonObject { ["permissions"] = new System.Text.Json.Nodes.JsonArray("authentik_core.view_user") },
            Cancellation);
        var company = await GroupAsync("company", null, ("is_superuser", true), ("roles", new[] { Resources.Role.MakeIdentity(role) }));
        var staff = await GroupAsync("staff", company);
        await server.UserAsync("ada", staff);

        server.Forget();
        var one = await ReadAsync("ada");
        Assert.Equal(["staff", "company"], one.Groups!.Select(group => group.Name));
        Assert.Equal(["staff", "company (by staff)"], one.Groups!.Select(group => group.ToString()));
        Assert.Equal("company (by staff)", Assert.Single(one.SuperuserBy).ToString());
        Assert.Equal("auditor (by company)", Assert.Single(one.Roles!).ToString());
        Assert.Contains("authentik_core.view_user", one.Permissions!);
        Assert.Equal(0, one.ObjectPermissionCount);
        Assert.All([one.Devices!.Count, one.Sessions!.Count, one.Tokens!.Count, one.Consents!.Count], count => Assert.Equal(0, count));
        Assert.Empty(one.NotVisible);
        Assert.Empty(server.Writes);
        Assert.InRange(server.Seen.Count, 10, 15);
    }

    [Fact]
    public async Task Lists_what_a_seeded_user_has()
    {
        var one = await ReadAsync("akadmin");
        Assert.Equal("authentik Admins", Assert.Single(one.SuperuserBy).Name);
        Assert.NotEmpty(one.Devices!);
        Assert.NotEmpty(one.Sessions!);
        Assert.NotEmpty(one.Tokens!);
        Assert.All(one.SignIns!, signIn => Assert.NotNull(signIn.Created));
    }

    [Fact]
    public async Task Groups_in_a_circle_end()
    {
        server = new JobServer("2026.5.6");
        var first = await GroupAsync("first", null);
        var second = await GroupAsync("second", first);
        await server.Jobs.ChangeAsync(
            first, new Dictionary<string, object?> { ["parents"] = new[] { Resources.Group.MakeIdentity(second) } }, Cancellation);
        await server.UserAsync("ada", first);
        Assert.Equal(["first", "second"], (await ReadAsync("ada")).Groups!.Select(group => group.Name));
    }

    [Fact]
    public async Task Groups_and_roles_are_read_once_for_all_users()
    {
        var company = await GroupAsync("company", null);
        var staff = await GroupAsync("staff", company);
        await server.UserAsync("ada", staff);
        await server.UserAsync("bea", staff);
        var reader = new UserSummaries(server.Jobs, 5);
        await reader.ReadAsync(Resources.User.MakeIdentity("ada"), Cancellation);
        server.Forget();
        var second = await reader.ReadAsync(Resources.User.MakeIdentity("bea"), Cancellation);
        Assert.Equal(2, second.Groups!.Count);
        Assert.DoesNotContain(server.Seen, line => line.Contains("/core/groups/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_refused_is_told_and_the_rest_is_there()
    {
        server.Refuses = line => line.Contains("/authenticators/", StringComparison.Ordinal)
            || line.Contains("/events/", StringComparison.Ordinal);
        var one = await ReadAsync("akadmin");
        Assert.Null(one.Devices);
        Assert.Null(one.SignIns);
        Assert.NotNull(one.Tokens);
        Assert.Equal(2, one.NotVisible.Count);
        Assert.StartsWith("second factors: ", one.NotVisible[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_sandbox_cannot_evaluate_is_told_and_the_rest_is_there()
    {
        var policy = await server.Jobs.CreateAsync<ExpressionPolicy>(
            Resources.ExpressionPolicy,
            new Dictionary<string, object?> { ["name"] = "night", ["expression"] = "return ak_is_night(request)" },
            Cancellation);
        var application = await server.Jobs.CreateAsync<Application>(
            Resources.Application, new Dictionary<string, object?> { ["name"] = "shop", ["slug"] = "shop" }, Cancellation);
        await server.Jobs.CreateAsync<PolicyBinding>(
            Resources.PolicyBinding,
            new Dictionary<string, object?>
            {
                ["target"] = application.Pk, ["policy"] = Resources.Policy.MakeIdentity(policy.Pk!.Value), ["order"] = 0,
            },
            Cancellation);
        var one = await ReadAsync("akadmin");
        Assert.Null(one.Applications);
        Assert.NotEmpty(one.Tokens!);
        Assert.StartsWith("applications: The sandbox", Assert.Single(one.NotVisible), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_list_of_another_user_says_nothing_to_those_who_see_only_their_own()
    {
        await server.UserAsync("ada");
        server.Session.IsSuperuser = false;
        server.Session.UserId = 999;
        var one = await ReadAsync("ada");
        object?[] lists = [one.Tokens, one.Sessions, one.Consents, one.Connections, one.Devices];
        Assert.All(lists, Assert.Null);
        Assert.Equal(5, one.NotVisible.Count);
    }

    [Fact]
    public async Task A_server_that_fails_is_no_empty_list()
    {
        server.Before = line =>
        {
            if (line.Contains("/core/tokens/", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("broken");
            }
        };
        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync("akadmin"));
    }

    private Task<UserSummary> ReadAsync(string name) =>
        new UserSummaries(server.Jobs, 5).ReadAsync(Resources.User.MakeIdentity(name), Cancellation);

    private async Task<Group> GroupAsync(string name, Group? parent, params (string Field, object Value)[] more)
    {
        var values = new Dictionary<string, object?> { ["name"] = name };
        if (parent is not null)
        {
            var identity = Resources.Group.MakeIdentity(parent);
            var isList = server.Jobs.Gate.IsPossible(Resources.Group.GetField("parents").Versions);
            values[isList ? "parents" : "parent"] = isList ? new[] { identity } : identity;
        }

        more.ToList().ForEach(one => values[one.Field] = one.Value);
        return await server.Jobs.CreateAsync<Group>(Resources.Group, values, Cancellation);
    }
}
