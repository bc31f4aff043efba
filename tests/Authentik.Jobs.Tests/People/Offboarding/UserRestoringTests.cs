using System.Text.RegularExpressions;
using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.People.Offboarding;

public sealed class UserRestoringTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    private string RecordPath => Path.Combine(folder, "left.json");

    public void Dispose()
    {
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Gives_back_what_was_taken_and_nothing_the_second_time(string version)
    {
        server = new JobServer(version);
        var group = await server.JoinAsync("staff", "jdoe");
        await server.BindAsync("wiki", "jdoe", "eve");
        await DisableAsync("jdoe");

        var result = Assert.Single(await RestoreAsync());
        Assert.Equal(JobStatus.Changed, result.Status);
        Assert.Equal(["Activate the account", "Join the group 'staff'"], result.Done.Take(2));
        Assert.Equal("Bind the user to application 'wiki'", result.Done[^1]);
        Assert.Equal(JobServer.HasUserPermissions(version), result.Done.Any(one => one.StartsWith("Grant ", StringComparison.Ordinal)));
        Assert.Contains(result.NotRestored, one => one is { Kind: "token", Name: "jdoe-mail" });
        Assert.Contains(result.NotRestored, one => one is { Kind: "Totp device", Name: "Authenticator app" });
        var user = await server.Jobs.GetAsync<User>(Resources.User.MakeIdentity("jdoe"), Cancellation);
        Assert.True(user.IsActive);
        Assert.Contains(group.Pk!.Value, user.Groups!);

        server.Forget();
        Assert.Equal(JobStatus.Unchanged, Assert.Single(await RestoreAsync()).Status);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task A_group_that_is_gone_is_told_and_the_rest_is_given_back()
    {
        var gone = await server.JoinAsync("gone", "jdoe");
        await server.JoinAsync("staff", "jdoe");
        await DisableAsync("jdoe");
        await server.Jobs.RemoveAsync(gone, Cancellation);

        var result = Assert.Single(await RestoreAsync());
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Equal(["Join the group 'gone'"], result.NotDone);
        Assert.Contains("'gone' no longer exists", result.Reason, StringComparison.Ordinal);
        Assert.Equal(["Activate the account", "Join the group 'staff'"], result.Done);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_group_that_gives_more_than_before_needs_force(string version)
    {
        server = new JobServer(version);
        var group = await server.JoinAsync("staff", "jdoe");
        await server.JoinAsync("plain", "jdoe");
        await DisableAsync("jdoe");
        var above = await server.GroupAsync("above");
        await ChangeAsync(above, "is_superuser", true);
        var parent = Resources.Group.MakeIdentity(above);
        var isList = server.Jobs.Gate.IsPossible(Resources.Group.GetField("parents").Versions);
        await ChangeAsync(group, isList ? "parents" : "parent", isList ? new[] { parent } : parent);

        var result = Assert.Single(await RestoreAsync());
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Equal(["Join the group 'staff'"], result.NotDone);
        Assert.Contains("'staff' makes its members superusers", result.Reason, StringComparison.Ordinal);
        Assert.Contains("-Force", result.Reason, StringComparison.Ordinal);
        Assert.Equal(["Activate the account", "Join the group 'plain'"], result.Done.Take(2));
        Assert.Equal(["Join the group 'staff'"], Assert.Single(await RestoreAsync(null, isForced: true)).Done);
    }

    [Fact]
    public async Task A_superuser_gets_the_groups_back()
    {
        await ChangeAsync(await server.JoinAsync("bosses", "jdoe"), "is_superuser", true);
        await DisableAsync("jdoe");
        Assert.Contains("Join the group 'bosses'", Assert.Single(await RestoreAsync()).Done);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_application_that_is_gone_is_told_and_the_rest_is_given_back(string version)
    {
        server = new JobServer(version);
        await server.JoinAsync("staff", "jdoe");
        await server.BindAsync("gone", "jdoe", "eve");
        await server.BindAsync("wiki", "jdoe", "eve");
        await DisableAsync("jdoe");
        var gone = await server.Jobs.GetAsync<Application>(Resources.Application.MakeIdentity("gone"), Cancellation);
        await server.Jobs.RemoveAsync(gone, Cancellation);

        var result = Assert.Single(await RestoreAsync());
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Equal(["Bind the user to application 'gone'"], result.NotDone);
        Assert.Contains("application 'gone', because it no longer exists", result.Reason, StringComparison.Ordinal);
        Assert.Equal(["Activate the account", "Join the group 'staff'"], result.Done.Take(2));
        Assert.Equal("Bind the user to application 'wiki'", result.Done[^1]);

        server.Forget();
        Assert.Equal(["Bind the user to application 'gone'"], Assert.Single(await RestoreAsync()).NotDone);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task An_application_that_goes_after_the_plan_is_told_too()
    {
        await server.BindAsync("gone", "jdoe", "eve");
        await DisableAsync("jdoe");
        var restoring = new UserRestoring(server.Jobs);
        var user = Assert.Single(await restoring.ReadAsync(new RecordFile(RecordPath), Cancellation));
        var plan = await restoring.PlanAsync(user, hasFile: true, Cancellation);
        var gone = await server.Jobs.GetAsync<Application>(Resources.Application.MakeIdentity("gone"), Cancellation);
        await server.Jobs.RemoveAsync(gone, Cancellation);
        var result = await plan.RunAsync(Cancellation);
        Assert.Equal(["Bind the user to application 'gone'"], result.NotDone);
        Assert.Contains("no longer exists", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_user_again_is_unchanged()
    {
        await server.BindAsync("wiki", "jdoe", "eve");
        await DisableAsync("jdoe");
        var restoring = new UserRestoring(server.Jobs);
        var user = Assert.Single(await restoring.ReadAsync(new RecordFile(RecordPath), Cancellation));
        var first = await restoring.PlanAsync(user, hasFile: true, Cancellation);
        var second = await restoring.PlanAsync(Resources.User.MakeIdentity("jdoe"), hasFile: true, Cancellation);
        Assert.Equal(JobStatus.Changed, (await first.RunAsync(Cancellation)).Status);
        Assert.Equal(JobStatus.Unchanged, (await second.RunAsync(Cancellation)).Status);
    }

    [Fact]
    public async Task What_a_second_run_took_is_given_back_with_the_first()
    {
        await server.JoinAsync("first", "jdoe");
        await DisableAsync("jdoe");
        await server.JoinAsync("second", "jdoe");
        await DisableAsync("jdoe");
        Assert.Equal(
            ["Activate the account", "Join the group 'first'", "Join the group 'second'"], Assert.Single(await RestoreAsync()).Done);
    }

    [Fact]
    public async Task What_was_taken_before_the_user_came_back_once_stays_away()
    {
        var first = await server.JoinAsync("first", "jdoe");
        await DisableAsync("jdoe");
        await RestoreAsync();
        await server.Jobs.PostAsync(first, "remove_user", new() { ["pk"] = 5 }, Cancellation);
        await DisableAsync("jdoe");
        Assert.Equal(["Activate the account"], Assert.Single(await RestoreAsync()).Done);
    }

    [Fact]
    public async Task Refuses_an_account_that_only_has_the_same_number()
    {
        await DisableAsync("jdoe");
        var text = await File.ReadAllTextAsync(RecordPath, Cancellation);
        await File.WriteAllTextAsync(
            RecordPath,
            Regex.Replace(text, "\"uuid\": \"[^\"]*\"", "\"uuid\": \"11111111-1111-4111-8111-111111111111\""),
            Cancellation);
        server.Forget();
        var refused = await Assert.ThrowsAsync<InputException>(RestoreAsync);
        Assert.Equal(InputProblem.Contradiction, refused.Problem);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Tells_a_user_who_was_removed_or_who_is_not_in_the_file()
    {
        await server.UserAsync("gone");
        var gone = await DisableAsync("gone");
        await server.Jobs.RemoveAsync(gone.Subject!, Cancellation);
        Assert.Contains(
            "User 'gone' was not found", (await Assert.ThrowsAsync<InputException>(RestoreAsync)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "isn't in the file",
            (await Assert.ThrowsAsync<InputException>(() => RestoreAsync(Resources.User.MakeIdentity("eve")))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_a_file_that_is_not_there()
    {
        var missing = await Assert.ThrowsAsync<InputException>(RestoreAsync);
        Assert.Equal(InputProblem.NotFound, missing.Problem);
        Assert.Contains("doesn't exist", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_file_only_activates()
    {
        await server.JoinAsync("staff", "jdoe");
        await DisableAsync("jdoe");
        var restoring = new UserRestoring(server.Jobs);
        var plan = await restoring.PlanAsync(Resources.User.MakeIdentity("jdoe"), hasFile: false, Cancellation);
        Assert.Equal(["Activate the account"], (await plan.RunAsync(Cancellation)).Done);
        Assert.Empty((await restoring.PlanAsync(Resources.User.MakeIdentity("jdoe"), hasFile: false, Cancellation)).Steps);
    }

    private async Task<DisabledUser> DisableAsync(string name)
    {
        var file = new RecordFile(RecordPath);
        var options = new OffboardingOptions { Record = file, RemovesBindings = true };
        var plan = await new AccountOffboarding(server.Jobs, options).PlanAsync(Resources.User.MakeIdentity(name), Cancellation);
        return await plan.RunAsync(Cancellation);
    }

    private Task ChangeAsync(AuthentikObject one, string field, object? value) =>
        server.Jobs.ChangeAsync(one, new Dictionary<string, object?> { [field] = value }, Cancellation);

    private Task<List<RestoredUser>> RestoreAsync() => RestoreAsync(null);

    private async Task<List<RestoredUser>> RestoreAsync(Identity? one, bool isForced = false)
    {
        var file = new RecordFile(RecordPath);
        var restoring = new UserRestoring(server.Jobs, isForced);
        var users = await restoring.ReadAsync(file, Cancellation);
        var results = new List<RestoredUser>();
        foreach (var user in one is null ? users : [one])
        {
            results.Add(await (await restoring.PlanAsync(user, hasFile: true, Cancellation)).RunAsync(Cancellation));
        }

        return results;
    }
}
