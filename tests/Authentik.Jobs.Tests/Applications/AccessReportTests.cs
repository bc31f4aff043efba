using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.Applications;

public sealed class AccessReportTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Agrees_with_the_server_about_random_pairs(string version)
    {
        server = new JobServer(version);
        var random = new Random(7);
        var groups = await MakeTreeAsync(random, 10);
        var users = new List<User>();
        for (var number = 0; number < 20; number++)
        {
            users.Add(await server.UserAsync($"u{number}", [.. groups.Where(_ => random.Next(6) == 0)]));
        }

        AuthentikObject[] policies = [await server.ExpressionAsync("yes", passes: true), await server.ExpressionAsync("no", passes: false)];
        var applications = new List<Application>();
        for (var number = 0; number < 40; number++)
        {
            var one = await server.ApplicationAsync($"a{number}", number % 2 == 0 ? "any" : "all");
            await BindRandomlyAsync(random, one, users, groups, policies);
            applications.Add(one);
        }

        var query = new AccessQuery { Applications = applications, People = [.. users.Select(AccessPerson.Read)] };
        var rows = await ReadAsync(query with { IsVerified = true });
        Assert.Equal(800, rows.Count);
        Assert.Empty(server.Log.Warnings);
        Assert.All(rows, row => Assert.Equal(row.ServerSays, row.HasAccess));
        Assert.All(
            new[]
            {
                AccessReason.Open, AccessReason.User, AccessReason.Group, AccessReason.InheritedGroup, AccessReason.Negated,
                AccessReason.Policy,
            },
            reason => Assert.Contains(rows, row => row.Reason == reason));

        // What the bindings decide is the same without the question, and the rest is left open.
        var alone = await ReadAsync(query);
        Assert.All(rows.Zip(alone), pair => Assert.Equal(
            pair.First.Reason == AccessReason.Policy ? null : pair.First.ServerSays, pair.Second.HasAccess));
    }

    [Theory]
    [InlineData("2025.6.4", false)]
    [InlineData("2025.8.6", true)]
    [InlineData("2025.12.4", true)]
    [InlineData("2026.2.2", false)]
    public async Task Knows_in_which_versions_one_of_all_is_enough(string version, bool isEnough)
    {
        server = new JobServer(version);
        var (ann, bob) = (await server.UserAsync("ann"), await server.UserAsync("bob"));
        var wiki = await server.ApplicationAsync("wiki", "all");
        await server.BindAsync(wiki, ann);
        await server.BindAsync(wiki, bob, order: 1);
        var row = Assert.Single(await ReadAsync(Pair(wiki, ann) with { IsVerified = true }));
        Assert.Equal((isEnough, isEnough), (row.HasAccess, row.ServerSays));
        Assert.Equal(isEnough ? AccessReason.User : AccessReason.NotAll, row.Reason);
        Assert.Equal(isEnough, row.Why.Contains("one binding of a user or a group is enough", StringComparison.Ordinal));

        // Policies are required all the same.
        await server.BindAsync(wiki, await server.ExpressionAsync("no", passes: false), order: 2);
        Assert.Equal(AccessReason.Policy, isEnough ? (await ReadAsync(Pair(wiki, ann)))[0].Reason : AccessReason.Policy);
        Assert.False((await ReadAsync(Pair(wiki, ann) with { IsVerified = true }))[0].HasAccess);
    }

    [Theory]
    [InlineData("2026.2.2", true, 0)]
    [InlineData("2026.5.6", false, 1)]
    [InlineData("2026.8.3", false, 1)]
    public async Task Asks_newer_servers_whether_applications_without_bindings_are_open(string version, bool isOpen, int questions)
    {
        server = new JobServer(version);
        var (ann, wiki) = (await server.UserAsync("ann"), await server.ApplicationAsync("wiki"));
        Assert.Equal(AccessReason.Open, (await ReadAsync(Pair(wiki, ann)))[0].Reason);
        if (!isOpen)
        {
            await CloseAsync();
        }

        server.Forget();
        var row = (await ReadAsync(Pair(wiki, ann) with { IsVerified = true }))[0];
        Assert.Equal((isOpen, isOpen ? AccessReason.Open : AccessReason.Closed, isOpen), (row.HasAccess, row.Reason, row.ServerSays));
        Assert.Equal(questions, server.Seen.Count(line => line == "GET /admin/settings/"));
    }

    [Fact]
    public async Task Tells_where_the_server_differs_and_what_it_cannot_say()
    {
        var (ann, wiki) = (await server.UserAsync("ann"), await server.ApplicationAsync("wiki"));
        var binding = await server.BindAsync(wiki, ann);
        server.Before = line =>
        {
            // Somebody removes the binding before the server is asked.
            if (line.Contains("check_access", StringComparison.Ordinal) && server.Before is not null)
            {
                server.Before = null;
                server.Jobs.ChangeAsync(binding, new Dictionary<string, object?> { ["negate"] = true }, Cancellation).Wait();
            }
        };
        var row = (await ReadAsync(Pair(wiki, ann) with { IsVerified = true }))[0];
        Assert.Equal((true, false), (row.HasAccess, row.ServerSays));
        Assert.Contains("lets 'ann' in, but the server says that they don't", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);

        server.Log.Warnings.Clear();
        server.Refuses = line => line.Contains("check_access", StringComparison.Ordinal);
        row = (await ReadAsync(Pair(wiki, ann) with { IsVerified = true }))[0];
        Assert.Null(row.ServerSays);
        Assert.Contains("couldn't be asked about 'ann'", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_everything_once()
    {
        var staff = await server.GroupAsync("staff");
        for (var number = 0; number < 30; number++)
        {
            await server.UserAsync($"u{number}", staff);
            await server.BindAsync(await server.ApplicationAsync($"a{number}"), staff);
        }

        server.Forget();
        var rows = await ReadAsync(new AccessQuery());
        Assert.Equal(900, rows.Count);
        Assert.All(rows, row => Assert.Equal("group 'staff'", row.Binding));
        Assert.Equal(
            ["/core/applications/", "/policies/bindings/", "/core/groups/", "/core/users/"],
            server.Seen.Select(line => line.Split(' ', '?')[1]));
        Assert.Contains("include_users=false", server.Seen[2], StringComparison.Ordinal);

        // Groups aren't listed if none is bound.
        var wiki = await server.ApplicationAsync("wiki");
        await server.BindAsync(wiki, await server.UserAsync("ann"));
        server.Forget();
        Assert.Single(await ReadAsync(new AccessQuery { Applications = [wiki] }));
        Assert.DoesNotContain(server.Seen, line => line.Contains("/core/groups/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reads_what_was_specified_again_but_not_one_by_one()
    {
        var users = new List<User>();
        for (var number = 0; number < 6; number++)
        {
            users.Add(await server.UserAsync($"u{number}"));
        }

        server.Forget();
        var identities = users.Select(user => Resources.User.MakeIdentity(user)).Append(Resources.User.MakeIdentity("nobody")).ToList();
        var found = await new AccessLookup(server.Jobs).FindAsync<User, AccessPerson>(
            Resources.User, identities, AccessPerson.Read, Cancellation);
        Assert.Equal(users.Select(user => user.Username), found.Found.Select(person => person.Name));
        Assert.Equal("nobody", Assert.Single(found.Missing).Name);
        var others = server.Seen.Where(line => !line.Contains("nobody", StringComparison.Ordinal)).ToList();
        Assert.Contains(others, line => line.StartsWith("GET /core/users/?", StringComparison.Ordinal));
        Assert.DoesNotContain(others, line => users.Any(user => line.StartsWith($"GET /core/users/{user.Pk}/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Refuses_who_sees_only_a_part()
    {
        server.Session.IsSuperuser = false;
        var refused = Assert.Throws<InputException>(new AccessReport(server.Jobs).RequireSuperuser);
        Assert.Contains("isn't a superuser", refused.Message, StringComparison.Ordinal);
        await Task.CompletedTask;
    }

    private static AccessQuery Pair(Application application, User user) =>
        new() { Applications = [application], People = [AccessPerson.Read(user)] };

    private async Task<List<ApplicationAccess>> ReadAsync(AccessQuery query)
    {
        var rows = new List<ApplicationAccess>();
        await foreach (var some in new AccessReport(server.Jobs).ReadAsync(query, Cancellation))
        {
            rows.AddRange(some);
        }

        return rows;
    }

    private async Task<List<Group>> MakeTreeAsync(Random random, int count)
    {
        var groups = new List<Group>();
        for (var number = 0; number < count; number++)
        {
            var group = await server.GroupAsync($"g{number}");
            if (groups.Count > 0 && random.Next(3) > 0)
            {
                await server.NestAsync(group, groups[random.Next(groups.Count)]);
            }

            groups.Add(group);
        }

        return groups;
    }

    private async Task BindRandomlyAsync(
        Random random, Application application, List<User> users, List<Group> groups, IReadOnlyList<AuthentikObject> policies)
    {
        var count = random.Next(4);
        for (var order = 0; order < count; order++)
        {
            AuthentikObject subject = random.Next(10) switch
            {
                < 5 => groups[random.Next(groups.Count)],
                < 9 => users[random.Next(users.Count)],
                _ => policies[random.Next(policies.Count)],
            };
            await server.BindAsync(application, subject, order, random.Next(4) == 0, random.Next(5) != 0);
        }
    }

    private async Task CloseAsync()
    {
        using var settings = await server.Jobs.Api.GetAsync("/admin/settings/", [], Cancellation);
        var flags = System.Text.Json.Nodes.JsonNode.Parse(settings.JsonObject.GetProperty("flags").GetRawText())!;
        flags[DefaultAccess.Flag] = false;
        using var response = await server.Jobs.Api.WriteAsync(
            HttpMethod.Patch, "/admin/settings/", new System.Text.Json.Nodes.JsonObject { ["flags"] = flags }, Cancellation);
    }
}
