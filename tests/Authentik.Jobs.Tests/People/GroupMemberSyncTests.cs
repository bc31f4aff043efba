using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.People;

public sealed class GroupMemberSyncTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Adds_and_removes_what_differs_and_nothing_the_second_time(string version)
    {
        server = new JobServer(version);
        var group = await server.GroupAsync("staff");
        await server.UserAsync("stays", group);
        await server.UserAsync("goes", group);
        await server.UserAsync("comes");

        var changes = await SyncAsync("staff", "stays", "comes", "nobody");
        Assert.Equal(
            ["comes Added Changed", "goes Removed Changed", "nobody Unknown Failed", "stays Unchanged Unchanged"],
            changes.Select(one => $"{one.Username} {one.Change} {one.Status}").Order(StringComparer.Ordinal));
        Assert.Contains("'nobody' was not found", changes.Single(one => one.Username == "nobody").Reason, StringComparison.Ordinal);

        server.Forget();
        Assert.All(await SyncAsync("staff", "stays", "comes"), one => Assert.Equal(JobStatus.Unchanged, one.Status));
        Assert.Empty(server.Writes);
        Assert.Equal(2, server.Seen.Count);
    }

    [Fact]
    public async Task One_that_fails_has_its_reason_and_the_others_follow()
    {
        var group = await server.GroupAsync("staff");
        var (first, second) = (await server.UserAsync("first"), await server.UserAsync("second"));
        var added = 0;
        server.Refuses = line => line.EndsWith("/add_user/", StringComparison.Ordinal) && ++added == 1;

        var changes = await SyncAsync("staff", "first", "second");
        Assert.Equal([JobStatus.Failed, JobStatus.Changed], changes.Select(one => one.Status));
        Assert.Equal(["Add to the group 'staff'"], changes[0].NotDone);
        Assert.Contains("permission", changes[0].Reason, StringComparison.Ordinal);
        Assert.Equal(["Add to the group 'staff'"], changes[1].Done);
    }

    [Fact]
    public async Task A_group_or_a_user_removed_meanwhile_is_told()
    {
        var group = await server.GroupAsync("staff");
        var first = await server.UserAsync("first");
        await server.UserAsync("second");
        Identity[] wanted = [Resources.User.MakeIdentity("first"), Resources.User.MakeIdentity("second")];
        var plans = await new GroupMemberSync(server.Jobs).PlanAsync(
            Resources.Group.MakeIdentity("staff"), wanted, maxRemove: null, isForced: false, Cancellation);
        await server.Jobs.RemoveAsync(first, Cancellation);
        var ofUser = await plans.Single(plan => plan.Result.Username == "first").RunAsync(Cancellation);
        await server.Jobs.RemoveAsync(group, Cancellation);
        var ofGroup = await plans.Single(plan => plan.Result.Username == "second").RunAsync(Cancellation);
        Assert.All([ofUser, ofGroup], result => Assert.Equal(JobStatus.Failed, result.Status));
        Assert.StartsWith("The user no longer exists", ofUser.Reason, StringComparison.Ordinal);
        Assert.StartsWith("The group 'staff' no longer exists", ofGroup.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 1, false)]
    [InlineData(null, 2, true)]
    [InlineData(2, 2, false)]
    [InlineData(0, 1, true)]
    public async Task Refuses_to_remove_many(int? most, int removed, bool isRefused)
    {
        var group = await server.GroupAsync("staff");
        var names = Enumerable.Range(0, 5).Select(number => $"user{number}").ToList();
        foreach (var name in names)
        {
            await server.UserAsync(name, group);
        }

        server.Forget();
        var sync = () => PlanAsync("staff", most, false, [.. names.Skip(removed)]);
        if (isRefused)
        {
            Assert.Contains("Nothing was changed", (await Assert.ThrowsAsync<InputException>(sync)).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(removed, (await sync()).Count(plan => plan.Steps.Count > 0));
        }

        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Empties_a_group_only_if_told_so()
    {
        var group = await server.GroupAsync("staff");
        await server.UserAsync("only", group);
        var refusal = await Assert.ThrowsAsync<InputException>(() => PlanAsync("staff", 5, false));
        Assert.Contains("would lose all of them", refusal.Message, StringComparison.Ordinal);
        Assert.Single(await PlanAsync("staff", null, isForced: true));
    }

    private Task<IReadOnlyList<JobPlan<SyncedGroupMember>>> PlanAsync(string group, int? most, bool isForced, params string[] users) =>
        new GroupMemberSync(server.Jobs).PlanAsync(
            Resources.Group.MakeIdentity(group),
            [.. users.Select(user => Resources.User.MakeIdentity(user))],
            most,
            isForced,
            Cancellation);

    private async Task<IReadOnlyList<SyncedGroupMember>> SyncAsync(string group, params string[] users)
    {
        var results = new List<SyncedGroupMember>();
        foreach (var plan in await PlanAsync(group, 1, false, users))
        {
            results.Add(await plan.RunAsync(Cancellation));
        }

        return results;
    }
}
