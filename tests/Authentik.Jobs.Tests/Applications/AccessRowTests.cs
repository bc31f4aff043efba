using Authentik.Jobs.Tests.Support;

namespace Authentik.Jobs.Tests.Applications;

/// <summary>How much a report of access is on a large server: its rows, and what is kept for them.</summary>
public sealed class AccessRowTests : IDisposable
{
    private readonly JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task One_row_stands_for_everybody_unless_users_are_wanted()
    {
        var (ann, open) = (await server.UserAsync("ann"), await server.ApplicationAsync("open"));
        await server.BindAsync(open, ann, isEnabled: false);
        server.Forget();
        var query = new AccessQuery { Applications = [open] };
        var row = Assert.Single(await ReadAsync(query));
        Assert.Equal(("open", null, null, true, AccessReason.Open), (row.Application, row.User, row.Group, row.HasAccess, row.Reason));
        Assert.Equal("Open to everybody: all bindings are disabled.", row.Why);
        Assert.Equal("everybody on open", row.ToString());
        Assert.DoesNotContain(server.Seen, line => line.Contains("/core/users/", StringComparison.Ordinal));

        var users = (await server.Jobs.ReadAllAsync<User>(Resources.User, null, Cancellation)).Select(user => user.Username).ToList();
        foreach (var expanded in new[]
        {
            query with { IsExpanded = true }, query with { IncludesDenied = true }, query with { IsVerified = true },
        })
        {
            Assert.Equal(users, (await ReadAsync(expanded)).Select(one => one.User));
        }

        Assert.Equal("ann", Assert.Single(await ReadAsync(query with { People = [AccessPerson.Read(ann)] })).User);

        // Beside others, it's still one row.
        var wiki = await server.ApplicationAsync("wiki");
        await server.BindAsync(wiki, ann);
        Assert.Equal(["everybody on open", "ann on wiki"], (await ReadAsync(new AccessQuery())).Select(one => $"{one}"));
    }

    [Fact]
    public async Task Rows_share_what_is_the_same_in_them()
    {
        var (staff, wiki) = (await server.GroupAsync("staff"), await server.ApplicationAsync("wiki"));
        await server.BindAsync(wiki, staff);
        await server.UserAsync("ann", staff);
        await server.UserAsync("bob", staff);
        var rows = await ReadAsync(new AccessQuery { Applications = [wiki] });
        Assert.Equal(["ann", "bob"], rows.Select(row => row.User));
        Assert.Same(rows[0].Why, rows[1].Why);
        Assert.Same(rows[0].Person!.Groups, rows[1].Person!.Groups);

        // Those who have access for other reasons have other texts.
        await server.NestAsync(await server.GroupAsync("dev"), staff);
        await server.UserAsync("kim", (await server.Jobs.FindAsync<Group>(Resources.Group, "dev", Cancellation))!);
        rows = await ReadAsync(new AccessQuery { Applications = [wiki] });
        Assert.Equal([null, null, "dev → staff"], rows.Select(row => row.Reason == AccessReason.InheritedGroup ? row.Via : null));
    }

    [Fact]
    public async Task Keeps_of_a_user_and_a_group_only_what_decides()
    {
        var staff = await server.GroupAsync("staff");
        await server.NestAsync(await server.GroupAsync("dev"), staff);
        await server.UserAsync("ann", staff);
        var (kept, whole) = await KeepAsync();
        GC.Collect();
        Assert.All(whole, one => Assert.False(one.IsAlive));
        Assert.Equal([staff.Pk!.Value], ((AccessPerson)kept[0]).Groups);
        Assert.Equal([staff.Pk!.Value], ((PlacedGroup)kept[1]).Parents);
    }

    // In a method of its own, after which nothing else refers to the objects.
    private async Task<(object[] Kept, WeakReference[] Whole)> KeepAsync()
    {
        var user = (await server.Jobs.FindAsync<User>(Resources.User, "ann", Cancellation))!;
        var group = (await server.Jobs.FindAsync<Group>(Resources.Group, "dev", Cancellation))!;
        return ([AccessPerson.Read(user), PlacedGroup.Read(group)], [new WeakReference(user), new WeakReference(group)]);
    }

    private async Task<List<ApplicationAccess>> ReadAsync(AccessQuery query)
    {
        var rows = new List<ApplicationAccess>();
        await foreach (var some in new AccessReport(server.Jobs).ReadAsync(query, Cancellation))
        {
            rows.AddRange(some);
        }

        return rows;
    }
}
