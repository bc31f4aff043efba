using Authentik.Client.Tests.Support;
using Authentik.Naming;

namespace Authentik.Client.Tests;

/// <summary>Child groups are added and removed without harm to what another client does at the same time.</summary>
public class GroupMembersTests
{
    private const string Old = "2025.10.4";
    private const string New = "2025.12.0";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Old)]
    [InlineData(New)]
    public async Task A_child_group_is_added_and_removed_with_one_write_each(string version)
    {
        var server = new GroupServer(version);
        var (parent, child) = (server.Add(), server.Add());
        var members = server.Open();
        await RunAsync(members, parent, child, MemberTask.Add);
        Assert.Equal([parent], server.ParentsOf(child));
        await RunAsync(members, parent, child, MemberTask.Remove);
        Assert.Empty(server.ParentsOf(child));
        Assert.Equal(
            version == Old
                ? [$$"""{"parent":"{{parent}}"}""", """{"parent":null}"""]
                : [$$"""{"parents":["{{parent}}"]}""", """{"parents":[]}"""],
            server.Writes);
    }

    [Theory]
    [InlineData(Old)]
    [InlineData(New)]
    public async Task What_is_already_so_is_not_written(string version)
    {
        var server = new GroupServer(version);
        var parent = server.Add();
        var (child, stranger) = (server.Add(parent), server.Add());
        Assert.Null((await PrepareAsync(server.Open(), parent, child, MemberTask.Add)).SendAsync);
        Assert.Null((await PrepareAsync(server.Open(), parent, stranger, MemberTask.Remove)).SendAsync);
        Assert.Empty(server.Writes);
    }

    [Theory]
    [InlineData(Old, MemberTask.Add)]
    [InlineData(New, MemberTask.Add)]
    [InlineData(Old, MemberTask.Remove)]
    [InlineData(New, MemberTask.Remove)]
    internal async Task What_another_client_did_first_is_not_written_again(string version, MemberTask task)
    {
        var server = new GroupServer(version);
        var parent = server.Add();
        Guid[] before = task == MemberTask.Add ? [] : [parent];
        var child = server.Add(before);
        var change = await PrepareAsync(server.Open(), parent, child, task);
        server.Set(child, task == MemberTask.Add ? [parent] : []);
        await change.SendAsync!(Token);
        Assert.Empty(server.Writes);
    }

    [Theory]
    [InlineData(MemberTask.Add)]
    [InlineData(MemberTask.Remove)]
    internal async Task A_parent_that_another_client_adds_before_the_write_stays(MemberTask task)
    {
        var server = new GroupServer(New);
        var (parent, first, second) = (server.Add(), server.Add(), server.Add());
        Guid[] own = task == MemberTask.Add ? [] : [parent];
        var child = server.Add([first, .. own]);
        var change = await PrepareAsync(server.Open(), parent, child, task);
        server.Set(child, [first, second, .. own]);
        await change.SendAsync!(Token);
        Assert.Equal(task == MemberTask.Add ? [first, second, parent] : [first, second], server.ParentsOf(child));
        Assert.Single(server.Writes);
    }

    [Fact]
    public async Task A_change_that_another_client_undoes_is_repeated_with_its_parents()
    {
        var server = new GroupServer(New);
        var (parent, first, second) = (server.Add(), server.Add(), server.Add());
        var child = server.Add(first);
        server.AfterWrite = write => server.Set(child, write == 1 ? [first, second] : server.ParentsOf(child));
        await RunAsync(server.Open(), parent, child, MemberTask.Add);
        Assert.Equal([first, second, parent], server.ParentsOf(child));
        Assert.Equal(2, server.Writes.Count);
    }

    [Theory]
    [InlineData(Old, "added")]
    [InlineData(New, "added")]
    [InlineData(Old, "removed")]
    [InlineData(New, "removed")]
    public async Task A_change_that_is_always_undone_ends_with_an_error(string version, string what)
    {
        var server = new GroupServer(version);
        var parent = server.Add();
        Guid[] before = what == "added" ? [] : [parent];
        var child = server.Add(before);
        server.AfterWrite = _ => server.Set(child, before);
        var problem = await Assert.ThrowsAsync<InputException>(
            () => RunAsync(server.Open(), parent, child, what == "added" ? MemberTask.Add : MemberTask.Remove));
        Assert.Equal(4, server.Writes.Count);
        Assert.Contains($"was not {what}. Try again", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_parents_added_at_once_are_all_stored()
    {
        var server = new GroupServer(New);
        var child = server.Add();
        var parents = Enumerable.Range(0, 8).Select(_ => server.Add()).ToArray();
        var members = server.Open();
        server.Delay = TimeSpan.FromMilliseconds(20);
        await Task.WhenAll(parents.Select(parent => Task.Run(() => RunAsync(members, parent, child, MemberTask.Add), Token)));
        Assert.Equal(parents.Order(), server.ParentsOf(child).Order());
    }

    [Fact]
    public async Task Without_several_parents_a_child_of_another_group_is_refused_or_moved()
    {
        var server = new GroupServer(Old);
        var (parent, other) = (server.Add(), server.Add());
        var child = server.Add(other);
        var problem = await Assert.ThrowsAsync<InputException>(() => PrepareAsync(server.Open(), parent, child, MemberTask.Add));
        Assert.Contains($"child group of 'group {other}', and authentik {Old} allows only one", problem.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
        var change = await PrepareAsync(server.Open(), parent, child, MemberTask.AddOrMove);
        Assert.Contains($"from 'group {other}'", change.Description, StringComparison.Ordinal);
        await change.SendAsync!(Token);
        Assert.Equal([parent], server.ParentsOf(child));
    }

    [Fact]
    public async Task A_parent_that_another_client_gave_is_not_replaced()
    {
        var server = new GroupServer(Old);
        var (parent, other, child) = (server.Add(), server.Add(), server.Add());
        var change = await PrepareAsync(server.Open(), parent, child, MemberTask.Add);
        server.Set(child, other);
        await Assert.ThrowsAsync<InputException>(() => change.SendAsync!(Token));
        Assert.Empty(server.Writes);
        Assert.Equal([other], server.ParentsOf(child));
    }

    [Theory]
    [InlineData(Old)]
    [InlineData(New)]
    public async Task A_circle_is_refused_and_one_on_the_server_ends_the_search(string version)
    {
        var server = new GroupServer(version);
        var top = server.Add();
        var middle = server.Add(top);
        var bottom = server.Add(middle);
        foreach (var (parent, child) in new[] { (bottom, top), (middle, top), (top, top) })
        {
            var problem = await Assert.ThrowsAsync<InputException>(() => PrepareAsync(server.Open(), parent, child, MemberTask.AddOrMove));
            Assert.Contains("can't be a child group of", problem.Message, StringComparison.Ordinal);
        }

        server.Set(top, bottom);
        await RunAsync(server.Open(), bottom, server.Add(), MemberTask.Add);
        Assert.Single(server.Writes);
    }

    private static async Task RunAsync(GroupMembers members, Guid parent, Guid child, MemberTask task)
    {
        var change = await PrepareAsync(members, parent, child, task);
        await change.SendAsync!(Token);
    }

    private static Task<MemberChange> PrepareAsync(GroupMembers members, Guid parent, Guid child, MemberTask task) =>
        members.PrepareAsync(Identify(parent), Identify(child), task, Token);

    private static Identity Identify(Guid id) => Resources.Group.MakeIdentity(id);
}
