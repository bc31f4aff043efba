using Authentik.Jobs.Findings;
using Authentik.Jobs.Findings.Rules;
using Authentik.Jobs.Findings.Rules.Applications;
using Authentik.Jobs.Tests.Support;

namespace Authentik.Jobs.Tests.Findings;

public sealed class ConfigurationCheckTests : IDisposable
{
    // Objects that the sandbox has beyond those of a new installation.
    private static readonly string[] Demonstration = ["github", "jdoe-mail", "Short text for a chat"];

    private readonly JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Says_little_about_a_new_installation(string version)
    {
        using var fresh = new FindingServer(version);
        var found = (await fresh.FindAsync(null)).Where(finding => !Demonstration.Contains(finding.Name));
        Assert.Equal(
            ["token-admin-never-expires authentik-bootstrap-token", "authentication-mfa-optional default-authentication-mfa-validation"],
            found.Select(finding => $"{finding.Rule} {finding.Name}"));
        Assert.Empty(fresh.Server.Writes);
    }

    [Fact]
    public async Task Reads_each_list_once_for_all_rules()
    {
        await RunAsync([.. FindingRules.All]);
        Assert.Empty(server.Seen.GroupBy(line => line).Where(lines => lines.Count() > 1).Select(lines => lines.Key));
        Assert.All(server.Seen, line => Assert.StartsWith("GET ", line, StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{server.Seen.Count} requests for {FindingRules.All.Count} rules");
        Assert.InRange(server.Seen.Count, 20, 45);
    }

    [Theory]
    [InlineData("oauth2-global-issuer", 2)]
    [InlineData("policy-unused", 1)]
    [InlineData("application-open-to-everyone", 2)]
    [InlineData("certificate-expired", 1)]
    [InlineData("worker-missing", 1)]
    public async Task Reads_what_a_rule_needs_and_nothing_else(string rule, int requests)
    {
        await RunAsync([.. FindingRules.All.Where(one => one.Id == rule)]);
        Assert.Equal(requests, server.Seen.Count);
    }

    [Fact]
    public async Task A_list_that_is_refused_is_told_once_and_the_other_rules_go_on()
    {
        server.Refuses = line => line.StartsWith("GET /providers/oauth2/", StringComparison.Ordinal);
        var outcomes = await RunAsync([.. FindingRules.All]);
        Assert.Single(server.Seen, line => line.StartsWith("GET /providers/oauth2/", StringComparison.Ordinal));
        var failed = outcomes.Where(one => one.Failure is not null).Select(one => one.Rule.Id).ToList();
        Assert.Contains("redirect-uri-any-host", failed);
        Assert.Contains("oauth2-global-issuer", failed);
        Assert.DoesNotContain("saml-unsigned", failed);
        var (failure, message) = Assert.Single(ConfigurationCheck.DescribeFailures(outcomes));
        Assert.Equal(ApiErrorKind.Forbidden, Assert.IsType<ApiException>(failure).Kind);
        Assert.All(failed, rule => Assert.Contains(rule, message, StringComparison.Ordinal));
        Assert.StartsWith($"{failed.Count} rules were not evaluated", message, StringComparison.Ordinal);
        Assert.Contains(outcomes, one => one.Findings.Any(finding => finding.Rule == "authentication-mfa-optional"));
    }

    [Fact]
    public async Task Ends_when_the_pipeline_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        server.Before = line =>
        {
            if (server.Seen.Count == 3)
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in new ConfigurationCheck(server.Jobs, new FindingOptions()).RunAsync(FindingRules.All, stop.Token))
            {
            }
        });
        Assert.InRange(server.Seen.Count, 3, 8);
    }

    [Fact]
    public async Task An_application_without_a_binding_is_closed_where_the_settings_say_so()
    {
        using var newest = new FindingServer("2026.8.3");
        await newest.ApplicationAsync("wiki", new { provider = await newest.OAuth2Async("wiki", new { }) });
        Assert.Single(await newest.FindAsync(null, "application-open-to-everyone"));
        var flags = (await newest.GetAsync("/admin/settings/"))["flags"]!;
        flags["core_default_app_access"] = false;
        await newest.PatchAsync("/admin/settings/", new { flags });
        Assert.Empty(await newest.FindAsync(null, "application-open-to-everyone"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Superusers_are_found_through_the_groups_below(string version)
    {
        using var nested = new FindingServer(version);
        var admins = await nested.AdminsAsync();
        var below = await nested.PostAsync("/core/groups/", new { name = "below", parent = admins, parents = new[] { admins } });
        var lowest = await nested.PostAsync("/core/groups/", new { name = "lowest", parent = below, parents = new[] { below } });
        await nested.UserAsync("hidden", new { groups = new[] { lowest }, type = "external" });
        Assert.Equal(["hidden"], (await nested.FindAsync(null, "admin-guest")).Select(finding => finding.Name));
        Assert.Equal(
            ["below", "lowest"],
            (await nested.FindAsync(null, "group-inherits-superuser")).Select(finding => finding.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("totp.totpdevice", 0)]
    [InlineData("static.staticdevice", 1)]
    public async Task Recovery_codes_alone_are_no_second_factor(string model, int count)
    {
        using var one = new FindingServer("2026.2.2");
        await one.AdminAsync("boss");
        one.Server.Answers = line => line.Contains("/authenticators/admin/all/?user=", StringComparison.Ordinal)
            ? $$"""[{"pk": "1", "meta_model_name": "authentik_stages_authenticator_{{model}}", "confirmed": true}]"""
            : null;
        var found = await one.FindAsync(null, "admin-without-mfa");
        Assert.Equal(count, found.Count(finding => finding.Name == "boss"));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(20, 1)]
    public async Task Old_is_what_the_caller_says(int days, int count)
    {
        using var some = new FindingServer("2026.2.2");
        var user = await some.UserAsync("robot", new { type = "service_account" });
        var expires = DateTimeOffset.UtcNow.AddDays(-50);
        await some.PostAsync("/core/tokens/", new { identifier = "aged", user, intent = "app_password", expiring = false, expires });
        var options = new FindingOptions { SecretAge = TimeSpan.FromDays(days) };
        Assert.Equal(count, (await some.FindAsync(options, "token-old")).Count);
    }

    [Fact]
    public async Task The_most_severe_come_first() => Assert.Equal(
        FindingRules.All.Select(rule => rule.Severity).OrderDescending(),
        (await RunAsync([.. FindingRules.All])).Select(outcome => outcome.Rule.Severity));

    [Theory]
    [InlineData("https://app\\.example\\.com/callback", "Intended")]
    [InlineData("^https://app\\.example\\.com/.*$", "Intended")]
    [InlineData("https://[^/.]+\\.example\\.com/callback", "Intended")]
    [InlineData("https://\\w+\\.example\\.com/cb", "Intended")]
    [InlineData("https?://app\\.example\\.com/(a|b)", "Intended")]
    [InlineData("(", "Intended")]
    [InlineData("myapp:/callback", "Intended")]
    [InlineData("https://app.example.com/callback", "SimilarHosts")]
    [InlineData("https://app.example.com(:8443)?/cb", "SimilarHosts")]
    [InlineData("https://\\w*example\\.com/cb", "SimilarHosts")]
    [InlineData(".*", "AnyHost")]
    [InlineData("https?://.*", "AnyHost")]
    [InlineData("https://.*/callback", "AnyHost")]
    [InlineData("https://.*\\.example\\.com/callback", "AnyHost")]
    [InlineData("https://.+example\\.com.*", "AnyHost")]
    [InlineData("https://app\\.example\\.com.*", "AnyHost")]
    [InlineData("https://[^/]+/cb", "AnyHost")]
    [InlineData("https://[^/]+\\.example\\.com/cb", "AnyHost")]
    [InlineData("https://[a-z0-9-]+\\.example\\.com/cb", "Intended")]
    public void A_redirect_uri_is_evaluated(string expression, string reach) =>
        Assert.Equal(reach, RedirectProbe.Evaluate(expression).ToString());

    private async Task<IReadOnlyList<ConfigurationCheck.Outcome>> RunAsync(IReadOnlyList<FindingRule> rules)
    {
        server.Forget();
        var outcomes = new List<ConfigurationCheck.Outcome>();
        await foreach (var outcome in new ConfigurationCheck(server.Jobs, new FindingOptions()).RunAsync(rules, Cancellation))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }
}
