using Authentik.Jobs.Tests.Support;
using static Authentik.Jobs.Tests.People.Import.ImportRun;

namespace Authentik.Jobs.Tests.People.Import;

public sealed class UserImportTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Creates_changes_and_does_nothing_the_second_time(string version)
    {
        server = new JobServer(version);
        await server.GroupAsync("sales");
        var staff = await server.GroupAsync("staff");
        await server.UserAsync("old", staff);
        UserRow[] rows =
        [
            Row(
                1,
                ("username", "new"),
                ("name", "New One"),
                ("email", "new@example.com"),
                ("path", "users/sales"),
                ("is_active", false),
                ("type", "external"),
                ("attributes.office", "Rome"),
                ("attributes.address.city", "Roma"),
                ("groups", "sales;staff")),
            Row(2, ("username", "old"), ("email", "old@example.com"), ("groups", "sales")),
            Row(3, ("username", "akadmin"), ("type", "internal")),
        ];

        var results = await server.ImportAsync(rows);
        Assert.Equal([JobStatus.Created, JobStatus.Changed, JobStatus.Unchanged], results.Select(one => one.Status));
        Assert.Equal(["sales", "staff"], results[0].AddedGroups);
        Assert.Equal(["email: (none) → old@example.com"], results[1].Changes.Select(one => one.ToString()));
        Assert.Equal(["sales"], results[1].AddedGroups);
        Assert.All(results, one => Assert.Equal(one.Username, one.Represented!.ValueOf("username")));
        var created = await server.ReadUserAsync("new");
        Assert.Equal(
            ("New One", "new@example.com", "users/sales", false, "external"),
            (created.Name, created.Email, created.Path, created.IsActive, created.Type));
        Assert.Equal("""{"office":"Rome","address":{"city":"Roma"}}""", (await server.ReadAttributesAsync("new")).ToJsonString());
        Assert.Equal("sales;staff", await server.ReadGroupsAsync("new"));
        Assert.Equal("sales;staff", await server.ReadGroupsAsync("old"));

        server.Forget();
        Assert.All(await server.ImportAsync(rows), one => Assert.Equal(JobStatus.Unchanged, one.Status));
        Assert.Empty(server.Writes);

        // One request for each user and each group.
        Assert.Equal(5, server.Seen.Count);
    }

    [Fact]
    public async Task A_new_user_is_one_request_with_its_groups_and_attributes()
    {
        await server.GroupAsync("sales");
        server.Forget();
        await server.ImportAsync(Row(1, ("username", "new"), ("attributes.a", "b"), ("groups", "sales")));
        Assert.Equal(["POST /core/users/"], server.Writes);
    }

    [Fact]
    public async Task One_that_fails_has_its_reason_and_the_others_follow()
    {
        var posts = 0;
        server.Refuses = line => line == "POST /core/users/" && ++posts == 2;
        var results = await server.ImportAsync(Rows("name", ("a", "A"), ("b", "B"), ("c", "C")));
        Assert.Equal([JobStatus.Created, JobStatus.Failed, JobStatus.Created], results.Select(one => one.Status));
        Assert.Contains("permission", results[1].Reason, StringComparison.Ordinal);
        Assert.Equal(["Create the user with name 'B'"], results[1].NotDone);
        server.Refuses = null;
        server.Forget();
        Assert.Equal(
            [JobStatus.Unchanged, JobStatus.Created, JobStatus.Unchanged],
            (await server.ImportAsync(Rows("name", ("a", "A"), ("b", "B"), ("c", "C")))).Select(one => one.Status));
        Assert.Single(server.Writes);
    }

    [Fact]
    public async Task A_failing_change_leaves_the_others_of_the_row_and_says_what_was_done()
    {
        await server.GroupAsync("sales");
        await server.UserAsync("a");
        server.Refuses = line => line.StartsWith("PATCH ", StringComparison.Ordinal);
        var result = (await server.ImportAsync(Row(1, ("username", "a"), ("email", "a@example.com"), ("groups", "sales"))))[0];
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Empty(result.Changes);
        Assert.Equal(["Add to the group 'sales'"], result.Done);
        Assert.Equal(["Change email from '' to 'a@example.com'"], result.NotDone);
    }

    [Fact]
    public async Task Everything_is_refused_to_a_caller_without_rights()
    {
        server.Refuses = line => line.StartsWith("GET /core/users/", StringComparison.Ordinal);
        var result = (await server.ImportAsync(Row(1, ("username", "a"))))[0];
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task The_same_user_twice_is_told()
    {
        var results = await server.ImportAsync(Rows("name", ("a", "A"), ("a", "B")));
        Assert.Equal([JobStatus.Created, JobStatus.Failed], results.Select(one => one.Status));
        Assert.Contains("the same username as row 1", results[1].Reason, StringComparison.Ordinal);
        Assert.Equal("A", (await server.ReadUserAsync("a")).Name);
    }

    [Fact]
    public async Task Names_that_differ_by_case_are_warned_about_once()
    {
        await server.UserAsync("mweber");
        await server.ImportAsync(Rows("name", ("MWeber", "A"), ("MWEBER", "B"), ("other", "C")));
        Assert.Equal(2, server.Log.Warnings.Count);
        Assert.Contains("'MWeber' and 'mweber' differ only by case", server.Log.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_are_found_by_email_or_by_an_attribute()
    {
        await server.ImportAsync(
            Row(1, ("username", "a"), ("email", "a@example.com"), ("attributes.employeeId", JsonNumber(7))),
            Row(2, ("username", "b"), ("email", "b@example.com"), ("attributes.employeeId", "0008")),
            Row(3, ("username", "twin1"), ("email", "twin@example.com")),
            Row(4, ("username", "twin2"), ("email", "twin@example.com")));
        var byMail = await server.ImportAsync(
            new UserImportOptions { MatchBy = UserMatch.Read("email") },
            Row(1, ("email", "a@example.com"), ("name", "A")),
            Row(2, ("email", "twin@example.com"), ("name", "T")),
            Row(3, ("email", "none@example.com"), ("name", "N")),
            Row(4, ("email", "new@example.com"), ("username", "c")));
        Assert.Equal([JobStatus.Changed, JobStatus.Failed, JobStatus.Failed, JobStatus.Created], byMail.Select(one => one.Status));
        Assert.Contains("2 users have the e-mail address 'twin@example.com': twin1, twin2", byMail[1].Reason, StringComparison.Ordinal);
        Assert.Contains("has no username", byMail[2].Reason, StringComparison.Ordinal);

        var byId = await server.ImportAsync(
            new UserImportOptions { MatchBy = UserMatch.Read("attributes.employeeId") },
            Row(1, ("attributes.employeeId", "7"), ("username", "a2")),
            Row(2, ("attributes.employeeId", "0008"), ("name", "B")));
        Assert.Equal(["username: a → a2", "name: b → B"], byId.SelectMany(one => one.Changes).Select(one => one.ToString()));
        Assert.Equal("""{"employeeId":7}""", (await server.ReadAttributesAsync("a2")).ToJsonString());
    }

    [Fact]
    public async Task A_stop_in_the_middle_leaves_the_rest_for_the_next_run()
    {
        using var stop = new CancellationTokenSource();
        var import = new UserImport(server.Jobs, new UserImportOptions());
        var rows = Rows("password", ("a", "secret-a"), ("b", "secret-b"));
        server.Before = line => _ = line == "POST /core/users/" ? Stop(stop) : 0;
        await (await import.PlanAsync(rows[0], Cancellation)).RunAsync(stop.Token);

        // The password of a user who was created is set, because nothing would set it later.
        Assert.Equal(2, server.Writes.Count());
        var second = await import.PlanAsync(rows[1], Cancellation);
        await Assert.ThrowsAsync<OperationCanceledException>(() => second.RunAsync(stop.Token));
        server.Before = null;
        Assert.Equal([JobStatus.Unchanged, JobStatus.Created], (await server.ImportAsync(rows)).Select(one => one.Status));
    }

    private static int Stop(CancellationTokenSource stop)
    {
        stop.Cancel();
        return 0;
    }

    private static System.Text.Json.Nodes.JsonNode JsonNumber(int number) => System.Text.Json.Nodes.JsonValue.Create(number);
}
