using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Client.Tests;

/// <summary>Groups below a group, in both generations of servers.</summary>
public class GroupTreeTests
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(0, 5).Select(_ => Guid.NewGuid())];

    [Theory]
    [InlineData("2025.10.4")]
    [InlineData("2026.2.2")]
    public async Task Finds_the_groups_below_each_once_and_on_all_pages(string version)
    {
        // 0 has 1 and 2, 1 has 3, and 4 is alone.
        var tree = await ReadAsync(version, null, 0, 0, 1, null);
        Assert.Equal([Ids[1], Ids[2]], tree.FindChildren(Ids[0]).Select(IdOf));
        Assert.Equal([Ids[1], Ids[2], Ids[3]], tree.FindDescendants(Ids[0]).Select(IdOf));
        Assert.Empty(tree.FindDescendants(Ids[4]));
    }

    [Theory]
    [InlineData("2025.10.4")]
    [InlineData("2026.2.2")]
    public async Task Ends_in_a_circle(string version)
    {
        var tree = await ReadAsync(version, 2, 0, 1, 2, 4);
        Assert.Equal([Ids[1], Ids[2], Ids[3]], tree.FindDescendants(Ids[0]).Select(IdOf));
        Assert.Empty(tree.FindDescendants(Ids[4]));
    }

    private static Task<GroupTree> ReadAsync(string version, params int?[] parents)
    {
        var groups = parents
            .Select((parent, index) => version.StartsWith("2025", StringComparison.Ordinal)
                ? $$"""{"pk":"{{Ids[index]}}","name":"g{{index}}","parent":{{(parent is int one ? $"\"{Ids[one]}\"" : "null")}}}"""
                : $$"""{"pk":"{{Ids[index]}}","name":"g{{index}}","parents":[{{(parent is int some ? $"\"{Ids[some]}\"" : "")}}]}""")
            .ToArray();
        var (api, _, _) = Fake.Client(
            request => request.Uri.Query.Contains("page=2", StringComparison.Ordinal) ? Page(groups[3..], 0) : Page(groups[..3], 2),
            version);
        var lister = new ResourceClient(api, Resources.Group).Lister;
        return GroupTree.ReadAsync(lister, new ListQuery(Resources.Group), TestContext.Current.CancellationToken);
    }

    private static Transport.TransportResponse Page(string[] groups, int next)
    {
        var start = next == 0 ? 4 : 1;
        var page = $$"""{"next":{{next}},"previous":0,"count":5,"current":1,"total_pages":2,"start_index":{{start}},"end_index":5}""";
        return FakeTransport.Json(200, $$"""{"pagination":{{page}},"results":[{{string.Join(',', groups)}}]}""");
    }

    private static Guid IdOf(AuthentikObject group) => (Guid)group.FindId(Resources.Group)!;
}
