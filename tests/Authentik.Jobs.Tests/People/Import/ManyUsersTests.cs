using Authentik.Jobs.Tests.Support;
using static Authentik.Jobs.Tests.People.Import.ImportRun;

namespace Authentik.Jobs.Tests.People.Import;

public sealed class ManyUsersTests : IDisposable
{
    private const int Many = 130;

    private readonly JobServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task Many_rows_read_the_list_of_users_once()
    {
        var rows = MakeRows();
        Assert.All(await server.ImportAsync(rows), one => Assert.Equal(JobStatus.Created, one.Status));
        server.Forget();
        Assert.All(await server.ImportAsync(rows), one => Assert.Equal(JobStatus.Unchanged, one.Status));
        Assert.Empty(server.Writes);

        // The first rows one by one, one request for the number of users, and two pages.
        Assert.Equal(KnownUsers.FewRows + 1 + 2, server.Seen.Count);
    }

    [Fact]
    public async Task What_the_list_says_of_users_is_compared_as_well()
    {
        var group = await server.GroupAsync("staff");
        await server.ImportAsync(MakeRows());
        var rows = MakeRows();
        rows[100] = Row(101, ("username", "user-100"), ("attributes.office", "Bonn"), ("groups", "staff"));
        rows[101] = Row(102, ("username", "user-101"), ("attributes.unseen", "x"), ("email", "new@example.com"));
        rows[102] = Row(103, ("username", "USER-102"));
        rows[103] = Row(104, ("username", "user-103"), ("attributes.office", "Rome"));
        var results = await server.ImportAsync(rows);
        Assert.Equal(["attributes.office: Rome → Bonn"], results[100].Changes.Select(one => one.ToString()));
        Assert.Equal(["staff"], results[100].AddedGroups);
        Assert.Equal(
            ["email: user-101@example.com → new@example.com", "attributes.unseen: (none) → x"],
            results[101].Changes.Select(one => one.ToString()));
        Assert.Equal(JobStatus.Created, results[102].Status);
        Assert.Equal(
            ["The usernames 'USER-102' and 'user-102' differ only by case. To authentik, they are two users."], server.Log.Warnings);
        Assert.Equal(JobStatus.Unchanged, results[103].Status);
        Assert.Equal("user-103", results[103].Represented!.ValueOf("username"));
        Assert.Equal("""{"office":"Rome","unseen":"x"}""", (await server.ReadAttributesAsync("user-101")).ToJsonString());
    }

    [Fact]
    public async Task Users_who_share_an_address_are_told_from_the_list_too()
    {
        await server.ImportAsync(MakeRows());
        await server.ImportAsync(Row(1, ("username", "twin"), ("email", "user-120@example.com")));
        var rows = MakeRows().Select(row => row with { Values = [.. row.Values.Where(value => value.Key.Name == "email")] }).ToArray();
        var results = await server.ImportAsync(new UserImportOptions { MatchBy = UserMatch.Read("email") }, rows);
        Assert.Equal([121], results.Where(one => one.Status == JobStatus.Failed).Select(one => one.Row));
        Assert.Contains("twin", results[120].Reason, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Unchanged, results[129].Status);
    }

    [Fact]
    public async Task Many_groups_are_listed_once()
    {
        for (var number = 0; number < 60; number++)
        {
            await server.GroupAsync($"g{number}");
        }

        server.Forget();
        var names = string.Join(';', Enumerable.Range(0, 60).Select(number => $"g{number}"));
        await server.ImportAsync(Row(1, ("username", "a"), ("groups", names)));
        Assert.Equal(51, server.Seen.Count(line => line.StartsWith("GET /core/groups/", StringComparison.Ordinal)));
    }

    private static UserRow[] MakeRows() =>
    [
        .. Enumerable.Range(0, Many).Select(number => Row(
            number + 1,
            ("username", $"user-{number}"),
            ("email", $"user-{number}@example.com"),
            ("attributes.office", "Rome"))),
    ];
}
