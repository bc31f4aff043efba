using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.People.Mfa;

public sealed class MfaResetTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Removes_all_factors_ends_the_sessions_and_does_nothing_the_second_time(string version)
    {
        server = new JobServer(version);
        var result = await RunAsync(null, endSessions: true);
        Assert.Equal(JobStatus.Removed, result.Status);
        Assert.Equal(result.Devices.Count + 1, result.Done.Count);
        Assert.Equal("End 1 session", result.Done[^1]);
        Assert.DoesNotContain(result.Devices, device => device.Kind == "AuthenticatorEndpoint");
        Assert.Empty((await new MfaReport(server.Jobs).GetAsync(Resources.User.MakeIdentity("jdoe"), Cancellation)).Devices);

        server.Forget();
        Assert.Equal(JobStatus.Unchanged, (await RunAsync(null, endSessions: true)).Status);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Removes_only_the_kinds_that_were_named()
    {
        var result = await RunAsync(["Sms", "Totp"], endSessions: false);
        Assert.Equal(["Remove the Totp device 'Authenticator app'", "Remove the Sms device 'Telephone'"], result.Done);
        Assert.All(server.Writes, write => Assert.Matches("^DELETE /authenticators/admin/(sms|totp)/1/$", write));
        Assert.Equal(2, server.Writes.Count());
    }

    [Fact]
    public async Task Leaves_devices_that_a_server_without_the_filter_returns()
    {
        // The whole list comes back: the second app is that of somebody else.
        server.Answers = line => line.Contains("/admin/all/", StringComparison.Ordinal)
            ? """
              [{"pk": "1", "name": "Own", "confirmed": true, "meta_model_name": "authentik_stages_authenticator_totp.totpdevice"},
               {"pk": "2", "name": "Other", "confirmed": true, "meta_model_name": "authentik_stages_authenticator_totp.totpdevice"}]
              """
            : null;
        var result = await RunAsync(null, endSessions: false);
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Equal(["Remove the Totp device 'Other'"], result.NotDone);
        Assert.Contains("doesn't confirm", result.Reason, StringComparison.Ordinal);
        Assert.Equal(["DELETE /authenticators/admin/totp/1/"], server.Writes);
    }

    [Fact]
    public async Task One_device_that_fails_has_its_reason_and_the_others_follow()
    {
        server.Refuses = line => line == "DELETE /authenticators/admin/totp/1/";
        var result = await RunAsync(null, endSessions: false);
        Assert.Equal(["Remove the Totp device 'Authenticator app'"], result.NotDone);
        Assert.Equal(5, result.Done.Count);
        Assert.Contains("permission", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warns_the_caller_of_the_own_devices()
    {
        server.Session.UserId = 5;
        await PlanAsync(null, endSessions: false);
        Assert.Contains("the user of this session", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);
    }

    private Task<JobPlan<ResetMfa>> PlanAsync(string[]? kinds, bool endSessions) =>
        new MfaReset(server.Jobs).PlanAsync(Resources.User.MakeIdentity("jdoe"), kinds, endSessions, Cancellation);

    private async Task<ResetMfa> RunAsync(string[]? kinds, bool endSessions) =>
        await (await PlanAsync(kinds, endSessions)).RunAsync(Cancellation);
}
