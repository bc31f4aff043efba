using System.Security;
using Authentik.Jobs.Tests.Support;
using Authentik.Naming;
using static Authentik.Jobs.Tests.People.Import.ImportRun;

namespace Authentik.Jobs.Tests.People.Import;

public sealed class ImportedPasswordTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task Passwords_are_for_new_users_unless_told_otherwise()
    {
        var rows = Rows("password", ("a", "hush-1"));
        Assert.Equal(["Create the user", "Set the password"], (await server.ImportAsync(rows))[0].Done);
        server.Forget();
        Assert.Equal(JobStatus.Unchanged, (await server.ImportAsync(rows))[0].Status);
        Assert.Empty(server.Writes);
        var result = (await server.ImportAsync(new UserImportOptions { ResetsPasswords = true }, rows))[0];
        Assert.Equal(JobStatus.Changed, result.Status);
        Assert.Null(result.Password);
        Assert.DoesNotContain("hush", string.Join('\n', server.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_passwords_are_different_and_returned_once()
    {
        var options = new UserImportOptions { GeneratesPasswords = true };
        var results = await server.ImportAsync(
            options, Row(1, ("username", "a")), Row(2, ("username", "b")), Row(3, ("username", "c"), ("password", "given")));
        var texts = results.Take(2).Select(one => SecretText.Reveal(Assert.IsType<SecureString>(one.Password))).ToList();
        Assert.All(texts, text => Assert.Equal(RandomPassword.UsualLength, text.Length));
        Assert.NotEqual(texts[0], texts[1]);
        Assert.Null(results[2].Password);
        Assert.DoesNotContain(server.Log.Lines, line => texts.Any(text => line.Contains(text, StringComparison.Ordinal)));
        Assert.Null((await server.ImportAsync(options, Row(1, ("username", "a"))))[0].Password);
        Assert.IsType<string>((await server.ImportAsync(options with { ShowsSecrets = true }, Row(1, ("username", "d"))))[0].Password);
    }

    [Fact]
    public async Task A_password_that_fails_says_that_a_second_run_will_not_set_it()
    {
        server.Refuses = line => line.EndsWith("/set_password/", StringComparison.Ordinal);
        var result = (await server.ImportAsync(Rows("password", ("a", "hush-1"))))[0];
        Assert.Equal(
            (JobStatus.Failed, "Create the user", "Set the password"), (result.Status, result.Done.Single(), result.NotDone.Single()));
        Assert.IsType<ApiException>(result.Failures[0]);
        Assert.Contains("-ResetPassword", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Links_and_emails_need_a_recovery_flow_before_anything_is_sent(string version)
    {
        server = new JobServer(version);
        var stage = await server.Jobs.CreateAsync<EmailStage>(
            Resources.EmailStage, new Dictionary<string, object?> { ["name"] = "mail" }, Cancellation);
        var link = new UserImportOptions { RequestsLinks = true };
        var mail = new UserImportOptions { EmailStage = Resources.EmailStage.MakeIdentity("mail") };
        server.Forget();
        foreach (var options in new[] { link, mail })
        {
            var refused = await Assert.ThrowsAsync<InputException>(() => server.ImportAsync(options, Row(1, ("username", "a"))));
            Assert.Contains("no recovery flow", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(server.Writes);
        await SetRecoveryFlowAsync();
        var linked = (await server.ImportAsync(link with { ShowsSecrets = true }, Row(1, ("username", "a"))))[0];
        Assert.Contains("flow_token=", Assert.IsType<string>(linked.RecoveryLink), StringComparison.Ordinal);
        var mailed = await server.ImportAsync(
            mail, Row(1, ("username", "b")), Row(2, ("username", "c"), ("email", "c@example.com")));
        Assert.Equal([JobStatus.Failed, JobStatus.Created], mailed.Select(one => one.Status));
        Assert.Contains("no e-mail address", mailed[0].Reason, StringComparison.Ordinal);
        Assert.Equal("Send a recovery e-mail", mailed[1].Done[^1]);
        Assert.Single(server.Writes, line => line.Contains("/recovery_email/", StringComparison.Ordinal));
        Assert.Null(await server.Jobs.FindAsync<User>(Resources.User, "b", Cancellation));
    }

    [Fact]
    public async Task An_email_stage_that_is_not_there_is_told_first()
    {
        await SetRecoveryFlowAsync();
        server.Forget();
        await Assert.ThrowsAsync<InputException>(() => server.ImportAsync(
            new UserImportOptions { EmailStage = Resources.EmailStage.MakeIdentity("nosuch") }, Row(1, ("username", "a"))));
        Assert.Empty(server.Writes);
    }

    private async Task SetRecoveryFlowAsync()
    {
        var flow = await server.Jobs.CreateAsync<Flow>(
            Resources.Flow,
            new Dictionary<string, object?> { ["name"] = "recovery", ["slug"] = "recovery", ["title"] = "r", ["designation"] = "recovery" },
            Cancellation);
        await foreach (var brand in server.Jobs.ListAsync<Brand>(Resources.Brand, cancellation: Cancellation))
        {
            await server.Jobs.ChangeAsync(
                brand, new Dictionary<string, object?> { ["flow_recovery"] = Resources.Flow.MakeIdentity(flow) }, Cancellation);
        }
    }
}
