using Authentik.Jobs.Tests.Support;
using static Authentik.Jobs.Tests.People.Import.ImportRun;

namespace Authentik.Jobs.Tests.People.Import;

public sealed class ImportedGroupTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task A_row_with_an_unknown_group_is_refused_as_a_whole()
    {
        await server.UserAsync("old");
        var results = await server.ImportAsync(
            Row(1, ("username", "new"), ("groups", "nosuch")),
            Row(2, ("username", "old"), ("name", "Changed"), ("groups", "nosuch")),
            Row(3, ("username", "other")));
        Assert.Equal([JobStatus.Failed, JobStatus.Failed, JobStatus.Created], results.Select(one => one.Status));
        Assert.All(results.Take(2), one => Assert.Contains("'nosuch' was not found", one.Reason, StringComparison.Ordinal));
        Assert.Equal("old", (await server.ReadUserAsync("old")).Name);
        Assert.Single(server.Seen, line => line.Contains("/core/groups/", StringComparison.Ordinal)
            && line.Contains("name=nosuch", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_group_removed_meanwhile_is_told()
    {
        await server.UserAsync("old");
        var group = await server.GroupAsync("staff");
        var import = new UserImport(server.Jobs, new UserImportOptions());
        var plans = new List<JobPlan<ImportedUser>>();
        foreach (var row in Rows("groups", ("new", "staff"), ("old", "staff")))
        {
            plans.Add(await TryPlanAsync(import, row));
        }

        await server.Jobs.RemoveAsync(group, Cancellation);
        foreach (var plan in plans)
        {
            var result = await plan.RunAsync(Cancellation);
            Assert.Equal(JobStatus.Failed, result.Status);
            Assert.StartsWith("The group 'staff' no longer exists", result.Reason, StringComparison.Ordinal);
        }

        Assert.Null(await server.Jobs.FindAsync<User>(Resources.User, "new", Cancellation));
    }

    [Fact]
    public async Task A_missing_group_is_created_once()
    {
        await server.UserAsync("old");
        var options = new UserImportOptions { CreatesGroups = true };
        UserRow[] rows = [.. Rows("groups", ("a", "fresh"), ("b", "fresh"), ("old", "fresh"))];
        var results = await server.ImportAsync(options, rows);
        Assert.Equal("Create the group 'fresh'", results[0].Done[0]);
        Assert.Equal(["Add to the group 'fresh'"], results[2].Done);
        Assert.Single(server.Writes, "POST /core/groups/");
        Assert.Equal("fresh", await server.ReadGroupsAsync("b"));
        server.Forget();
        Assert.All(await server.ImportAsync(options, rows), one => Assert.Equal(JobStatus.Unchanged, one.Status));
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task A_group_that_cannot_be_created_leaves_the_user_out()
    {
        server.Refuses = line => line == "POST /core/groups/";
        var results = await server.ImportAsync(
            new UserImportOptions { CreatesGroups = true }, Rows("groups", ("a", "fresh"), ("b", "fresh")));
        Assert.All(results, one => Assert.Equal(JobStatus.Failed, one.Status));
        Assert.Equal(["Create the group 'fresh'", "Create the user with group 'fresh'"], results[0].NotDone);
        Assert.Null(await server.Jobs.FindAsync<User>(Resources.User, "a", Cancellation));
    }

    [Fact]
    public async Task Groups_are_added_and_only_if_told_so_removed()
    {
        var (kept, gone) = (await server.GroupAsync("kept"), await server.GroupAsync("gone"));
        await server.GroupAsync("more");
        await server.UserAsync("a", kept, gone);
        await server.UserAsync("empty", gone);
        var row = Row(1, ("username", "a"), ("groups", "kept;more"));
        Assert.Equal(["Add to the group 'more'"], (await server.ImportAsync(row))[0].Done);
        Assert.Equal("gone;kept;more", await server.ReadGroupsAsync("a"));

        // An empty cell is no list of groups.
        var results = await server.ImportAsync(new UserImportOptions { HasExactGroups = true }, row, Row(2, ("username", "empty")));
        Assert.Equal(["gone"], results[0].RemovedGroups);
        Assert.Equal("kept;more", await server.ReadGroupsAsync("a"));
        Assert.Equal("gone", await server.ReadGroupsAsync("empty"));
    }

    [Fact]
    public async Task What_somebody_else_adds_meanwhile_stays()
    {
        var (one, other) = (await server.GroupAsync("one"), await server.GroupAsync("other"));
        var user = await server.UserAsync("a");
        var import = new UserImport(server.Jobs, new UserImportOptions());
        var plan = await import.PlanAsync(Row(1, ("username", "a"), ("groups", "one"), ("attributes.x", "1")), Cancellation);
        await server.ImportAsync(Row(1, ("username", "a"), ("groups", "other"), ("attributes.y", "2")));
        await plan.RunAsync(Cancellation);
        Assert.Equal("one;other", await server.ReadGroupsAsync("a"));
        Assert.Equal("""{"y":"2","x":"1"}""", (await server.ReadAttributesAsync("a")).ToJsonString());
    }

    [Theory]
    [InlineData("2024.8.6", false)]
    [InlineData("2025.10.4", false)]
    [InlineData("2025.12.4", true)]
    [InlineData("2026.8.3", true)]
    public async Task Roles_are_given_where_users_have_them(string version, bool canHave)
    {
        server = new JobServer(version);
        await server.Jobs.CreateAsync<Role>(Resources.Role, new Dictionary<string, object?> { ["name"] = "auditor" }, Cancellation);
        await server.UserAsync("old");
        server.Forget();
        var rows = Rows("roles", ("new", "auditor"), ("old", "auditor"));
        if (!canHave)
        {
            var refused = await Assert.ThrowsAsync<InputException>(() => server.ImportAsync(rows));
            Assert.Equal(InputProblem.VersionMismatch, refused.Problem);
            Assert.Contains("2025.12", refused.Message, StringComparison.Ordinal);
            Assert.Empty(server.Seen);
            return;
        }

        Assert.All(await server.ImportAsync(rows), one => Assert.Equal(["auditor"], one.AddedRoles));
        server.Forget();
        Assert.All(await server.ImportAsync(rows), one => Assert.Equal(JobStatus.Unchanged, one.Status));
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task The_own_user_is_deactivated_or_regrouped_only_if_forced()
    {
        await server.GroupAsync("staff");
        var own = await server.ReadUserAsync("akadmin");
        server.Session.UserId = own.Pk;
        server.Forget();
        var results = await server.ImportAsync(
            new UserImportOptions { HasExactGroups = true }, Row(1, ("username", "akadmin"), ("groups", "staff")));
        Assert.Contains("-Force", results[0].Reason, StringComparison.Ordinal);
        results = await server.ImportAsync(Row(1, ("username", "akadmin"), ("is_active", false), ("name", "Other")));
        Assert.Contains("Deactivating it", results[0].Reason, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
        results = await server.ImportAsync(
            new UserImportOptions { HasExactGroups = true, IsForced = true }, Row(1, ("username", "akadmin"), ("groups", "staff")));
        Assert.Equal((JobStatus.Changed, "staff"), (results[0].Status, results[0].AddedGroups.Single()));
        Assert.NotEmpty(results[0].RemovedGroups);
    }
}
