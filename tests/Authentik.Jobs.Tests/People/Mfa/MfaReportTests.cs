using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.People.Mfa;

public sealed class MfaReportTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Lists_all_people_with_their_factors_in_few_requests(string version)
    {
        server = new JobServer(version);
        var rows = await ListAsync();
        Assert.Equal(
            ["akadmin True Totp", "eve False ", $"jdoe True {Kinds(version)}"],
            rows.Select(row => $"{row.Username} {row.HasSecondFactor} {string.Join(',', row.Kinds)}").Order(StringComparer.Ordinal));
        Assert.Empty(server.Writes);

        // All devices, those of each kind, and the users; before 2025.2, each user until all devices are found.
        Assert.InRange(server.Seen.Count, 3, 9);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task One_user_takes_two_requests_and_says_the_same(string version)
    {
        server = new JobServer(version);
        var row = await new MfaReport(server.Jobs).GetAsync(Resources.User.MakeIdentity("jdoe"), Cancellation);
        Assert.Equal(Kinds(version), string.Join(',', row.Kinds));
        Assert.True(row.HasRecoveryCode);
        Assert.Equal(2, server.Seen.Count);
    }

    [Fact]
    public async Task Many_users_one_by_one_become_one_list_of_all_devices()
    {
        var names = Enumerable.Range(0, 30).Select(number => $"user{number}").ToList();
        foreach (var name in names)
        {
            await server.UserAsync(name);
        }

        server.Forget();
        var report = new MfaReport(server.Jobs);
        foreach (var name in names.Append("jdoe"))
        {
            Assert.Equal(name == "jdoe", (await report.GetAsync(Resources.User.MakeIdentity(name), Cancellation)).HasSecondFactor);
        }

        Assert.Equal(20, server.Seen.Count(line => line.Contains("/admin/all/?user=", StringComparison.Ordinal)));
        Assert.Equal(1, server.Seen.Count(line => line == "GET /authenticators/admin/all/"));
    }

    [Fact]
    public async Task Asks_no_more_on_an_old_server_once_all_devices_are_found()
    {
        server = new JobServer("2024.10.5");
        var report = new MfaReport(server.Jobs);
        Assert.Equal(3, (await ListAsync(report: report)).Count);
        foreach (var number in Enumerable.Range(0, 20))
        {
            await server.UserAsync($"zz{number}");
        }

        server.Forget();
        Assert.Equal(23, (await ListAsync(report: report)).Count);
        Assert.DoesNotContain(server.Seen, line => line.Contains("/admin/all/?user=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counts_neither_recovery_codes_alone_nor_what_was_not_set_up_to_the_end()
    {
        server.Answers = line => line.Contains("/admin/all/", StringComparison.Ordinal)
            ? """
              [{"pk": "1", "name": "Codes", "confirmed": true, "meta_model_name": "authentik_stages_authenticator_static.staticdevice"},
               {"pk": "1", "name": "App", "confirmed": false, "meta_model_name": "authentik_stages_authenticator_totp.totpdevice"}]
              """
            : null;
        var row = await new MfaReport(server.Jobs).GetAsync(Resources.User.MakeIdentity("eve"), Cancellation);
        Assert.Equal(["Static"], row.Kinds);
        Assert.False(row.HasSecondFactor);
        Assert.True(row.HasRecoveryCode);
    }

    [Fact]
    public async Task The_users_of_a_group_and_of_its_child_groups()
    {
        var parent = await server.GroupAsync("parent");
        await server.UserAsync("direct", parent);
        var child = await server.Jobs.CreateAsync<Group>(
            Resources.Group,
            new Dictionary<string, object?> { ["name"] = "child", ["parents"] = new[] { Resources.Group.MakeIdentity(parent) } },
            Cancellation);
        await server.UserAsync("inherited", child);
        Assert.Equal(["direct"], (await ListAsync("parent")).Select(row => row.Username));
        Assert.Equal(["direct", "inherited"], (await ListAsync("parent", isRecursive: true)).Select(row => row.Username).Order());
    }

    [Fact]
    public async Task A_caller_who_sees_no_devices_gets_an_error_and_no_rows()
    {
        server.Session.IsSuperuser = false;
        server.Answers = line => line.StartsWith("GET /authenticators/admin/all/", StringComparison.Ordinal) ? "[]" : null;
        server.Refuses = line => line.StartsWith("GET /authenticators/admin/", StringComparison.Ordinal)
            && !line.Contains("/all/", StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<ApiException>(() => ListAsync());
        Assert.Equal(ApiErrorKind.Forbidden, refused.Kind);
    }

    private static string Kinds(string version) =>
        version.StartsWith("2024.", StringComparison.Ordinal) ? "Duo,Sms,Static,Totp,WebAuthn" : "Duo,Email,Sms,Static,Totp,WebAuthn";

    private async Task<List<MfaStatus>> ListAsync(string? group = null, bool isRecursive = false, MfaReport? report = null)
    {
        report ??= new MfaReport(server.Jobs);
        var all = new List<MfaStatus>();
        var identity = group is null ? null : Resources.Group.MakeIdentity(group);
        await foreach (var (rows, _) in report.ListAsync(identity, isRecursive, withServices: false, Cancellation))
        {
            all.AddRange(rows);
        }

        return all;
    }
}
