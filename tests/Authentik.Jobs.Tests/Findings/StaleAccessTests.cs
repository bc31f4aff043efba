using Authentik.Book;
using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.Findings;

public sealed class StaleAccessTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Found output = new();
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Finds_each_kind_and_nothing_that_is_in_use(string version)
    {
        server = new JobServer(version);
        await FillAsync();
        server.Forget();

        var found = await FindAsync(TimeSpan.Zero);
        Assert.Equal(
            [
                "GroupWithoutMember group t-empty",
                "TokenNeverExpires token t-lasting",
                "TokenOfDeactivatedUser token t-of-gone",
                "TokenUnused token t-unused",
                "Dormant user t-dormant",
                "NeverSignedIn user t-boss",
                "NeverSignedIn user t-holder",
                "NeverSignedIn user t-never",
                "NeverSignedIn user t-safe",
                "PrivilegedWithoutMfa user t-boss",
                "PrivilegedWithoutMfa user t-holder",
                "ServiceAccountWithoutToken user t-bare",
            ],
            found.OrderBy(row => row.ObjectKind).ThenBy(row => row.Kind.ToString(), StringComparer.Ordinal)
                .ThenBy(row => row.Name, StringComparer.Ordinal).Select(row => $"{row.Kind} {row.ObjectKind} {row.Name}"));
        Assert.All(found, row => Assert.Equal(row.Name, row.Subject!.ToString()));
        Assert.Empty(server.Writes);

        // Each list once, and the devices of those with privileges.
        var lists = server.Seen.Where(line => !line.Contains("/authenticators/", StringComparison.Ordinal)).ToList();
        Assert.Equal(lists.Distinct(), lists);
        Assert.Empty(output.Missing);
    }

    [Fact]
    public async Task A_user_who_was_created_later_or_signed_in_since_is_left_out()
    {
        await FillAsync();
        Assert.Equal(
            ["Dormant t-dormant"],
            (await FindAsync(Hour, StaleAccessKind.NeverSignedIn, StaleAccessKind.Dormant)).Select(row => $"{row.Kind} {row.Name}"));
        Assert.Equal(100, output.Rows.Single(row => row.Name == "t-dormant").Days);
        output.Rows.Clear();
        Assert.Empty(await FindAsync(TimeSpan.FromDays(101), StaleAccessKind.Dormant));
    }

    [Theory]
    [InlineData("2024.8.6", StaleAccessKind.NeverSignedIn, "users is_active=true")]
    [InlineData("2026.2.2", StaleAccessKind.NeverSignedIn, "users is_active=true last_login__isnull=true")]
    [InlineData("2026.2.2", StaleAccessKind.ServiceAccountWithoutToken, "tokens", "users is_active=true type=service_account")]
    [InlineData("2026.2.2", StaleAccessKind.TokenNeverExpires, "tokens expiring=false")]
    [InlineData("2026.2.2", StaleAccessKind.TokenOfDeactivatedUser, "tokens")]
    [InlineData("2026.2.2", StaleAccessKind.SessionOfDeactivatedUser, "users is_active=false", "authenticated_sessions")]
    [InlineData("2026.2.2", StaleAccessKind.GroupWithoutMember, "groups", "bindings policy__isnull=true")]
    [InlineData("2026.2.2", StaleAccessKind.TokenUnused, "tokens", "settings", "events action=login", "events action=model_created")]
    public async Task Reads_only_what_a_kind_needs(string version, StaleAccessKind kind, params string[] expected)
    {
        server = new JobServer(version);
        await FillAsync();
        server.Forget();
        await FindAsync(TimeSpan.Zero, kind);
        Assert.Equal(expected.Length, server.Seen.Count);
        foreach (var (line, words) in server.Seen.Zip(expected.Select(one => one.Split(' '))))
        {
            Assert.Contains($"/{words[0]}/", line, StringComparison.Ordinal);
            Assert.All(words.Skip(1), word => Assert.Contains(word, line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_list_that_is_refused_costs_its_own_kinds()
    {
        await FillAsync();
        server.Refuses = line => line.StartsWith("GET /core/tokens/", StringComparison.Ordinal);
        var found = await FindAsync(TimeSpan.Zero);
        Assert.Equal(
            [
                StaleAccessKind.ServiceAccountWithoutToken,
                StaleAccessKind.TokenNeverExpires,
                StaleAccessKind.TokenUnused,
                StaleAccessKind.TokenOfDeactivatedUser,
            ],
            output.Missing.Order());
        Assert.DoesNotContain(found, row => output.Missing.Contains(row.Kind));
        Assert.Contains(found, row => row.Kind == StaleAccessKind.GroupWithoutMember);
        Assert.Contains(found, row => row.Kind == StaleAccessKind.PrivilegedWithoutMfa);
    }

    [Theory]
    [InlineData("/events/events/", StaleAccessKind.TokenUnused)]
    [InlineData("/policies/bindings/", StaleAccessKind.GroupWithoutMember)]
    [InlineData("/authenticators/admin/all/", StaleAccessKind.PrivilegedWithoutMfa)]
    [InlineData("/rbac/roles/", StaleAccessKind.PrivilegedWithoutMfa)]
    public async Task So_does_one_that_a_single_kind_needs(string path, StaleAccessKind kind)
    {
        await FillAsync();
        server.Refuses = line => line.StartsWith($"GET {path}", StringComparison.Ordinal);
        var found = await FindAsync(TimeSpan.Zero);
        Assert.Equal([kind], output.Missing);
        Assert.Equal(7, found.Select(row => row.Kind).Distinct().Count());
    }

    [Theory]
    [InlineData("identifier")]
    [InlineData("flow")]
    [InlineData("masked")]
    public async Task An_app_password_is_used_if_an_event_of_a_sign_in_names_it(string form)
    {
        await FillAsync();
        var token = await server.Jobs.FindAsync<Token>(Resources.Token, "t-unused", Cancellation);
        object args = form != "identifier"
            ? new Dictionary<string, object?> { ["token"] = new Dictionary<string, object?> { ["pk"] = token!.Pk!.Value.ToString("N") } }
            : new Dictionary<string, object?> { ["identifier"] = "t-unused" };
        await CreateAsync(Resources.Event, new()
        {
            ["action"] = "login",
            ["app"] = "test",
            ["context"] = new Dictionary<string, object?>
            {
                ["auth_method"] = form == "masked" ? "masked" : "token", ["auth_method_args"] = args,
            },
        });
        Assert.Empty(await FindAsync(Hour, StaleAccessKind.TokenUnused));
        Assert.Single(await FindAsync(TimeSpan.Zero, StaleAccessKind.TokenUnused));
    }

    [Fact]
    public async Task A_new_app_password_is_not_unused_yet()
    {
        await FillAsync();
        var token = await server.Jobs.FindAsync<Token>(Resources.Token, "t-unused", Cancellation);
        var created = new Dictionary<string, object?>
        {
            ["pk"] = token!.Pk!.Value.ToString("N"), ["app"] = "authentik_core", ["model_name"] = "token",
        };
        await CreateAsync(Resources.Event, new()
        {
            ["action"] = "model_created", ["app"] = "test", ["context"] = new Dictionary<string, object?> { ["model"] = created },
        });
        Assert.Empty(await FindAsync(Hour, StaleAccessKind.TokenUnused));
    }

    [Fact]
    public async Task Tells_that_events_are_not_kept_long_enough()
    {
        await FillAsync();
        await FindAsync(TimeSpan.FromDays(400), StaleAccessKind.TokenUnused);
        Assert.Contains("shorter than -DormantFor", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_sessions_of_deactivated_users()
    {
        await FillAsync();
        var gone = await server.Jobs.FindAsync<User>(Resources.User, "t-gone", Cancellation);
        server.Answers = line => line.StartsWith("GET /core/authenticated_sessions/", StringComparison.Ordinal)
            ? $$"""
                {"pagination": {"next": 0, "count": 2}, "results": [
                  {"uuid": "{{Guid.NewGuid()}}", "user": {{gone!.Pk}}, "last_ip": "192.0.2.1", "last_used": "2024-01-01T00:00:00Z"},
                  {"uuid": "{{Guid.NewGuid()}}", "user": 1, "last_ip": "192.0.2.2", "last_used": "2024-01-01T00:00:00Z"}]}
                """
            : null;
        var session = Assert.Single(await FindAsync(Hour, StaleAccessKind.SessionOfDeactivatedUser));
        Assert.Equal("t-gone", session.Name);
        Assert.Contains("192.0.2.1", session.Why, StringComparison.Ordinal);
        Assert.IsType<AuthenticatedSession>(session.Subject);
    }

    [Fact]
    public async Task Tells_a_caller_who_sees_only_own_objects_and_does_not_guess()
    {
        await FillAsync();
        server.Session.IsSuperuser = false;
        server.Session.UserId = (await server.Jobs.FindAsync<User>(Resources.User, "akadmin", Cancellation))!.Pk;
        server.Answers = line => line.Contains("/core/tokens/", StringComparison.Ordinal)
            ? """{"pagination": {"next": 0, "count": 0}, "results": []}"""
            : line.Contains("/authenticators/", StringComparison.Ordinal) ? "[]" : null;

        var found = await FindAsync(TimeSpan.Zero);
        Assert.DoesNotContain(found, row => row.Kind is StaleAccessKind.ServiceAccountWithoutToken or StaleAccessKind.PrivilegedWithoutMfa);
        Assert.Equal(3, server.Log.Warnings.Count);
        Assert.Contains("isn't a superuser", server.Log.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("lists only tokens of user 'akadmin'", server.Log.Warnings[1], StringComparison.Ordinal);
        Assert.Contains("lists no authenticator devices", server.Log.Warnings[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_when_the_server_refuses_the_token()
    {
        server.Answers = _ => throw new OperationCanceledException();
        await Assert.ThrowsAsync<OperationCanceledException>(() => FindAsync(Hour));
        Assert.Empty(output.Missing);
    }

    [Theory]
    [InlineData("authentik_stages_authenticator_totp.totpdevice", true, null)]
    [InlineData("authentik_stages_authenticator_totp.totpdevice", false, "Superuser. The setup of the second factor isn't complete.")]
    [InlineData("authentik_stages_authenticator_static.staticdevice", true,
        "Superuser, with recovery codes, but without a second factor.")]
    public async Task Recovery_codes_alone_are_no_second_factor(string model, bool isConfirmed, string? detail)
    {
        await FillAsync();
        AnswerDevices(model, isConfirmed);
        var boss = (await FindAsync(TimeSpan.Zero, StaleAccessKind.PrivilegedWithoutMfa)).SingleOrDefault(row => row.Name == "t-boss");
        Assert.Equal(detail, boss?.Why);
    }

    private async Task<IReadOnlyList<StaleAccess>> FindAsync(TimeSpan span, params StaleAccessKind[] kinds)
    {
        var all = kinds.Length == 0 ? Enum.GetValues<StaleAccessKind>() : kinds;
        output.Rows.Clear();
        await new StaleAccessReport(server.Jobs, all, span, output).RunAsync(Cancellation);
        return [.. output.Rows.Where(row => row.Name.StartsWith("t-", StringComparison.Ordinal))];
    }

    // Something of each kind, and beside it what isn't stale.
    private async Task FillAsync()
    {
        var now = DateTimeOffset.UtcNow;
        await server.UserAsync("t-never");
        await ChangeAsync(await server.UserAsync("t-dormant"), "last_login", now.AddDays(-100));
        await ChangeAsync(await server.UserAsync("t-recent"), "last_login", now.AddMinutes(1));
        var gone = await server.UserAsync("t-gone");
        await CreateTokenAsync("t-of-gone", "app_password", gone, now.AddMinutes(20));
        await ChangeAsync(gone, "is_active", false);

        var bare = await server.UserAsync("t-bare");
        var program = await server.UserAsync("t-program");
        await ChangeAsync(bare, "type", "service_account");
        await ChangeAsync(program, "type", "service_account");
        await CreateTokenAsync("t-lasting", "api", program, null);
        await CreateTokenAsync("t-unused", "app_password", program, now.AddMinutes(20));

        await server.GroupAsync("t-empty");
        var bound = await server.GroupAsync("t-bound");
        var above = await server.GroupAsync("t-above");
        var privileged = await server.GroupAsync("t-privileged");
        await ChangeAsync(privileged, "is_superuser", true);
        await server.UserAsync("t-boss", privileged);
        await server.UserAsync("t-safe", privileged);
        await AddHolderAsync(above);
        await BindAsync(bound);
        await AddDeviceAsync("t-safe");
        server.Log.Warnings.Clear();
    }

    // A role of a group applies to the groups below.
    private async Task AddHolderAsync(Group above)
    {
        var role = await CreateAsync(Resources.Role, new() { ["name"] = "t-role" });
        await ChangeAsync(above, "roles", new[] { Resources.Role.MakeIdentity(role) });
        var below = await server.GroupAsync("t-below");
        var parent = Resources.Group.MakeIdentity(above);
        var hasSeveral = server.Session.ServerVersion! >= ServerVersion.Parse("2025.12.0");
        await ChangeAsync(below, hasSeveral ? "parents" : "parent", hasSeveral ? new[] { parent } : parent);
        await server.UserAsync("t-holder", below);
    }

    private async Task BindAsync(Group group)
    {
        var application = await CreateAsync(Resources.Application, new() { ["name"] = "t-app", ["slug"] = "t-app" });
        await CreateAsync(Resources.PolicyBinding, new()
        {
            ["target"] = application.ValueOf("pk"), ["group"] = Resources.Group.MakeIdentity(group), ["order"] = 0,
        });
    }

    private async Task AddDeviceAsync(string username)
    {
        var user = (await server.Jobs.FindAsync<User>(Resources.User, username, Cancellation))!;
        var boss = (await server.Jobs.FindAsync<User>(Resources.User, "t-boss", Cancellation))!;
        string Device(string confirmed) => $$"""
            [{"pk": "1", "meta_model_name": "authentik_stages_authenticator_totp.totpdevice", "confirmed": {{confirmed}}}]
            """;
        server.Answers = line => line.Contains($"/authenticators/admin/all/?user={user.Pk}", StringComparison.Ordinal) ? Device("true")
            : line.Contains($"/authenticators/admin/all/?user={boss.Pk}", StringComparison.Ordinal) ? Device("false")
            : null;
    }

    // A device of the first kind for every privileged user.
    private void AnswerDevices(string model, bool isConfirmed) => server.Answers = line =>
        line.Contains("/authenticators/admin/all/?user=", StringComparison.Ordinal)
            ? $$"""[{"pk": "1", "meta_model_name": "{{model}}", "confirmed": {{(isConfirmed ? "true" : "false")}}}]"""
            : null;

    private Task CreateTokenAsync(string name, string intent, User user, DateTimeOffset? expires) => CreateAsync(Resources.Token, new()
    {
        ["identifier"] = name,
        ["intent"] = intent,
        ["user"] = Resources.User.MakeIdentity(user),
        ["expiring"] = expires is not null,
        ["expires"] = expires ?? DateTimeOffset.UtcNow.AddMinutes(20),
    });

    private Task<AuthentikObject> CreateAsync(Resource resource, Dictionary<string, object?> values) =>
        server.Jobs.CreateAsync<AuthentikObject>(resource, values, Cancellation);

    private Task ChangeAsync(AuthentikObject one, string field, object? value) =>
        server.Jobs.ChangeAsync(one, new Dictionary<string, object?> { [field] = value }, Cancellation);

    private sealed class Found : IStaleAccessOutput
    {
        public List<StaleAccess> Rows { get; } = [];

        public List<StaleAccessKind> Missing { get; } = [];

        public Task WriteAsync(IReadOnlyList<StaleAccess> found)
        {
            Rows.AddRange(found);
            return Task.CompletedTask;
        }

        public Task TellAsync(IReadOnlyCollection<StaleAccessKind> missing, Exception failure)
        {
            Missing.AddRange(missing);
            return Task.CompletedTask;
        }

        public void Count(int objects)
        {
        }
    }
}
