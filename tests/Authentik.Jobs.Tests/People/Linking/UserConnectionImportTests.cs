using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.People.Linking;

public sealed class UserConnectionImportTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Connects_where_the_version_can_and_says_what_to_do_elsewhere(string version)
    {
        server = new JobServer(version);
        await MakeSourceAsync();
        await server.UserAsync("a");
        await server.UserAsync("b");
        server.Forget();
        if (!Resources.UserConnection.GetField("user").Writable.Contains(server.Session.ServerVersion!))
        {
            var refused = await Assert.ThrowsAsync<InputException>(() => ImportAsync(Row(1, "a", "1")));
            Assert.Equal(InputProblem.VersionMismatch, refused.Problem);
            Assert.Contains("2024.12 to 2025.12.5", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Set-AuthentikOAuthSource 'sso'", refused.Message, StringComparison.Ordinal);
            Assert.Empty(server.Writes);
            return;
        }

        Assert.All(await ImportAsync(Row(1, "a", "1"), Row(2, "b", "2")), one => Assert.Equal(JobStatus.Created, one.Status));
        server.Forget();
        Assert.All(await ImportAsync(Row(1, "a", "1"), Row(2, "b", "2")), one => Assert.Equal(JobStatus.Unchanged, one.Status));
        Assert.Empty(server.Writes);
        var changed = (await ImportAsync(Row(1, "a", "3")))[0];
        Assert.Equal((JobStatus.Changed, "1", "3"), (changed.Status, changed.PreviousIdentifier, changed.Identifier));
        Assert.Equal("3", changed.Represented!.ValueOf("identifier"));
    }

    [Fact]
    public async Task An_identifier_of_somebody_else_is_refused()
    {
        await MakeSourceAsync();
        await server.UserAsync("a");
        await server.UserAsync("b");
        await server.UserAsync("c");
        await ImportAsync(Row(1, "a", "1"));
        server.Forget();
        var results = await ImportAsync(Row(1, "b", "1"), Row(2, "c", "2"), Row(3, "a", "2"), Row(4, "c", "4"), Row(5, "nobody", "5"));
        Assert.Equal(
            [JobStatus.Failed, JobStatus.Created, JobStatus.Failed, JobStatus.Failed, JobStatus.Failed], results.Select(one => one.Status));
        Assert.Contains("belongs to user 'a'", results[0].Reason, StringComparison.Ordinal);
        Assert.Contains("the same identifier as row 2", results[2].Reason, StringComparison.Ordinal);
        Assert.Contains("the same user as row 2", results[3].Reason, StringComparison.Ordinal);
        Assert.Contains("'nobody' was not found", results[4].Reason, StringComparison.Ordinal);
        Assert.Single(server.Writes);
    }

    [Fact]
    public async Task Users_are_found_by_email_too()
    {
        await MakeSourceAsync();
        var user = await server.UserAsync("a");
        await server.Jobs.ChangeAsync(user, new Dictionary<string, object?> { ["email"] = "a@example.com" }, Cancellation);
        var import = new UserConnectionImport(server.Jobs, UserMatch.Read("email"));
        var plan = await import.PlanAsync(Row(1, "a@example.com", "1"), Cancellation);
        Assert.Equal(("User 'a'", "Connect to 'SSO' as '1'"), (plan.Target, plan.Describe()));
    }

    [Fact]
    public async Task One_that_fails_has_its_reason_and_the_others_follow()
    {
        await MakeSourceAsync();
        await server.UserAsync("a");
        await server.UserAsync("b");
        var posts = 0;
        server.Refuses = line => line.StartsWith("POST ", StringComparison.Ordinal) && ++posts == 1;
        var results = await ImportAsync(Row(1, "a", "1"), Row(2, "b", "2"));
        Assert.Equal([JobStatus.Failed, JobStatus.Created], results.Select(one => one.Status));
        Assert.Equal(["Connect to 'SSO' as '1'"], results[0].NotDone);
    }

    private static UserConnectionRow Row(int number, string user, string identifier) =>
        new(number) { User = user, Identifier = identifier, Source = Resources.Source.MakeIdentity("sso") };

    private async Task MakeSourceAsync() => await server.Jobs.CreateAsync<OAuthSource>(
        Resources.OAuthSource,
        new Dictionary<string, object?>
        {
            ["name"] = "SSO",
            ["slug"] = "sso",
            ["provider_type"] = "discord",
            ["consumer_key"] = "key",
            ["consumer_secret"] = SecretText.Protect("consumer-secret"),
        },
        Cancellation);

    private async Task<IReadOnlyList<ImportedUserConnection>> ImportAsync(params UserConnectionRow[] rows)
    {
        var import = new UserConnectionImport(server.Jobs, UserMatch.Username);
        await import.RequireAsync(rows[0].Source, Cancellation);
        var results = new List<ImportedUserConnection>();
        foreach (var row in rows)
        {
            results.Add(await RunAsync(import, row));
        }

        return results;
    }

    private static async Task<ImportedUserConnection> RunAsync(UserConnectionImport import, UserConnectionRow row)
    {
        try
        {
            return await (await import.PlanAsync(row, Cancellation)).RunAsync(Cancellation);
        }
        catch (InputException refused)
        {
            var failed = UserConnectionImport.MakeResult(row);
            failed.Fail(refused);
            return failed;
        }
    }
}
