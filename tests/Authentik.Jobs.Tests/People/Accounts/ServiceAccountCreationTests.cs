using System.Security;
using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.People.Accounts;

public sealed class ServiceAccountCreationTests : IDisposable
{
    private static readonly ServiceAccountRequest Whole = new("robot")
    {
        WithToken = true,
        Permissions = ["authentik_core.view_user", "authentik_core.view_group"],
        Path = "robots",
    };

    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Makes_everything_and_nothing_the_second_time(string version)
    {
        server = new JobServer(version);
        var made = await CreateAsync(Whole);
        Assert.Equal((JobStatus.Created, null), (made.Status, made.Reason));
        Assert.IsType<SecureString>(made.Token);
        Assert.Equal(60, Assert.IsType<SecureString>(made.ApiKey).Length);
        Assert.Equal("service-account-robot-api", made.ApiToken);
        var user = await server.Jobs.FindAsync<User>(Resources.User, "robot", Cancellation);
        Assert.Equal(("robots", made.UserPk), (user!.Path, user.Pk));
        var role = await server.Jobs.FindAsync<Role>(Resources.Role, "robot", Cancellation);
        Assert.Equal(Whole.Permissions.Order(), (await new PermissionNames(server.Jobs).ListAsync(role!, Cancellation)).Order());

        server.Forget();
        var again = await CreateAsync(Whole);
        Assert.Equal(JobStatus.Unchanged, again.Status);
        Assert.Equal((null, null, made.ApiToken), (again.Token, again.ApiKey, again.ApiToken));
        Assert.Equal(made.GroupPk, again.GroupPk);
        Assert.Empty(server.Writes);
        Assert.InRange(server.Seen.Count, 1, 7);
    }

    [Fact]
    public async Task Names_that_are_alike_have_tokens_of_their_own()
    {
        string[] names = ["z-b", "z.b", "z b"];
        var made = new List<ServiceAccount>();
        foreach (var name in names)
        {
            made.Add(await CreateAsync(new ServiceAccountRequest(name) { WithToken = true }));
        }

        Assert.All(made, one => Assert.Equal((JobStatus.Created, null), (one.Status, one.Reason)));
        Assert.Equal("service-account-z-b-api", made[0].ApiToken);
        Assert.Equal(3, made.Select(one => one.ApiToken).Distinct().Count());
        foreach (var one in made)
        {
            var token = await server.Jobs.FindAsync<Token>(Resources.Token, one.ApiToken!, Cancellation);
            Assert.Equal(one.UserPk, token!.User);
        }
    }

    [Theory]
    [InlineData("2024.8.6", true)]
    [InlineData("2025.10.4", true)]
    [InlineData("2025.12.4", false)]
    [InlineData("2026.8.3", false)]
    public async Task A_role_comes_with_a_group_where_users_have_none(string version, bool hasGroup)
    {
        server = new JobServer(version);
        var role = await RoleAsync("auditor");
        var made = await CreateAsync(new ServiceAccountRequest("robot") { Roles = [role] });
        Assert.Equal(JobStatus.Created, made.Status);
        Assert.Equal(hasGroup, made.GroupPk is not null);
        var group = await server.Jobs.FindAsync<Group>(Resources.Group, "robot", Cancellation);
        var user = await server.Jobs.FindAsync<User>(Resources.User, "robot", Cancellation);
        var held = hasGroup ? group!.Roles : user!.Roles;
        Assert.Equal(role.Object!.FindId(Resources.Role), Assert.Single(held!));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Leaves_nothing_behind_whatever_fails(string version)
    {
        server = new JobServer(version);
        await CreateAsync(Whole with { Name = "counted" });
        var steps = server.Writes.Count();
        for (var step = 2; step <= steps; step++)
        {
            var written = 0;
            var name = $"robot{step}";
            server.Refuses = line => !line.StartsWith("GET ", StringComparison.Ordinal)
                && !line.StartsWith("DELETE ", StringComparison.Ordinal)
                && ++written == step;
            var failed = await CreateAsync(Whole with { Name = name, CreatesGroup = true });
            server.Refuses = null;
            if (failed.Status != JobStatus.Failed)
            {
                // With a group that comes with the account, a step fewer is sent on older servers.
                Assert.True(step >= steps);
                continue;
            }

            Assert.Equal((null, null, null), (failed.Token, failed.ApiKey, failed.UserPk));
            Assert.Empty(failed.Done);
            Assert.NotEmpty(failed.NotDone);
            Assert.Null(await server.Jobs.FindAsync<User>(Resources.User, name, Cancellation));
            Assert.Null(await server.Jobs.FindAsync<Role>(Resources.Role, name, Cancellation));
            Assert.Null(await server.Jobs.FindAsync<Group>(Resources.Group, name, Cancellation));
            Assert.Null(await server.Jobs.FindAsync<Token>(Resources.Token, $"service-account-{name}-api", Cancellation));
        }
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_undoes_the_token_too()
    {
        server.Refuses = line => line.Contains("/view_key/", StringComparison.Ordinal);
        var failed = await CreateAsync(Whole);
        Assert.Equal(JobStatus.Failed, failed.Status);
        Assert.Null(await server.Jobs.FindAsync<User>(Resources.User, "robot", Cancellation));
        Assert.Null(await server.Jobs.FindAsync<Token>(Resources.Token, "service-account-robot-api", Cancellation));
    }

    [Fact]
    public async Task An_existing_account_keeps_what_it_had_when_the_rest_fails()
    {
        await CreateAsync(new ServiceAccountRequest("robot"));
        var group = await server.GroupAsync("apps");
        server.Refuses = line => line.StartsWith("POST /core/tokens/", StringComparison.Ordinal);
        var failed = await CreateAsync(Whole with { Groups = [Resources.Group.MakeIdentity(group)] });
        Assert.Equal(JobStatus.Failed, failed.Status);
        var user = await server.Jobs.FindAsync<User>(Resources.User, "robot", Cancellation);
        Assert.Empty(user!.Groups!);
        Assert.NotEqual("robots", user.Path);
        Assert.Null(await server.Jobs.FindAsync<Role>(Resources.Role, "robot", Cancellation));

        // Run again, it does all of it.
        server.Refuses = null;
        var done = await CreateAsync(Whole with { Groups = [Resources.Group.MakeIdentity(group)] });
        Assert.Equal(JobStatus.Changed, done.Status);
        Assert.NotNull(done.ApiKey);
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_undoes_and_can_be_run_again()
    {
        using var stop = new CancellationTokenSource();
        server.Before = line =>
        {
            if (line.Contains("/assign/", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        };
        var plan = await new ServiceAccountCreation(server.Jobs).PlanAsync(Whole, Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plan.RunAsync(stop.Token));
        server.Before = null;
        Assert.Null(await server.Jobs.FindAsync<User>(Resources.User, "robot", Cancellation));
        Assert.Null(await server.Jobs.FindAsync<Role>(Resources.Role, "robot", Cancellation));
        Assert.Equal(JobStatus.Created, (await CreateAsync(Whole)).Status);
    }

    [Theory]
    [InlineData("authentik_core.veiw_user", "Did you mean 'authentik_core.view_user'")]
    [InlineData("view_application", "'authentik_core.view_application'")]
    [InlineData("nonsense.nothing_at_all", "no permission 'nonsense.nothing_at_all'. Nothing was changed")]
    public async Task An_unknown_permission_is_told_before_the_first_write(string permission, string message)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => PlanAsync(Whole with { Permissions = [permission] }));
        Assert.Equal(InputProblem.NotFound, error.Problem);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Theory]
    [InlineData("2025.10.4")]
    [InlineData("2026.2.2")]
    public async Task What_has_the_name_and_is_something_else_is_refused(string version)
    {
        server = new JobServer(version);
        var person = await server.UserAsync("person");
        Assert.Equal("internal", person.Type);
        await RefuseAsync(new ServiceAccountRequest("person"), "isn't a service account");
        await RoleAsync("shared");
        await RefuseAsync(new ServiceAccountRequest("shared") { Permissions = Whole.Permissions }, "isn't the account's own");
        await server.GroupAsync("robots");
        await RefuseAsync(new ServiceAccountRequest("robots") { CreatesGroup = true }, "the account isn't in it");
    }

    [Fact]
    public async Task Before_2025_12_a_role_of_another_group_is_refused()
    {
        server = new JobServer("2025.10.4");
        var role = await RoleAsync("auditor");
        await server.Jobs.CreateAsync<Group>(
            Resources.Group, new Dictionary<string, object?> { ["name"] = "holders", ["roles"] = new[] { role } }, Cancellation);
        await RefuseAsync(new ServiceAccountRequest("robot") { Roles = [role] }, "belongs to the group 'holders'");
    }

    private async Task RefuseAsync(ServiceAccountRequest request, string message)
    {
        server.Forget();
        var error = await Assert.ThrowsAsync<InputException>(() => PlanAsync(request));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    private async Task<Identity> RoleAsync(string name) => Resources.Role.MakeIdentity(await server.Jobs.CreateAsync<Role>(
        Resources.Role, new Dictionary<string, object?> { ["name"] = name }, Cancellation));

    private Task<JobPlan<ServiceAccount>> PlanAsync(ServiceAccountRequest request) =>
        new ServiceAccountCreation(server.Jobs).PlanAsync(request, Cancellation);

    private async Task<ServiceAccount> CreateAsync(ServiceAccountRequest request) =>
        await (await PlanAsync(request)).RunAsync(Cancellation);
}
