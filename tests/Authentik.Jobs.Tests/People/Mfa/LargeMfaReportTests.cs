using Authentik.Jobs.Tests.Support;

namespace Authentik.Jobs.Tests.People.Mfa;

/// <summary>A hundred thousand users, of whom every second one has an app, and every fourth a key, too.</summary>
public sealed class LargeMfaReportTests(ITestOutputHelper output)
{
    private const int Users = 100_000;
    private const int PageSize = 100;

    // What is known of the devices while users are read: a few hundred bytes for each of them.
    private const long MostMegabytes = 40;

    [Fact]
    public async Task Streams_in_as_few_requests_as_there_are_pages()
    {
        using var server = new StubServer("2026.2.2", Count, Write);
        var (rows, factors, first, most) = (0, 0, 0, 0L);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await foreach (var (page, total) in new MfaReport(server.Connect())
            .ListAsync(null, isRecursive: false, withServices: false, TestContext.Current.CancellationToken))
        {
            Assert.Equal(Users, total);
            first = first == 0 ? server.Requests : first;
            rows += page.Count;
            factors += page.Count(row => row.HasSecondFactor);
            most = rows % 20_000 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before) : most;
        }

        var devices = (Users / 2) + (Users / 4);
        output.WriteLine($"{server.Requests} requests, {first} before the first row; {most / 1_000_000} MB held for {devices} devices");
        Assert.Equal((Users, Users / 2), (rows, factors));
        Assert.Equal(1 + 4 + (devices / PageSize) + (Users / PageSize), server.Requests);
        Assert.InRange(most, 1, MostMegabytes * 1_000_000);
    }

    private static int? Count(string path) => path switch
    {
        "/core/users/" => Users,
        "/authenticators/admin/totp/" => Users / 2,
        "/authenticators/admin/webauthn/" => Users / 4,
        "/authenticators/admin/all/" => (Users / 2) + (Users / 4),
        _ when path.StartsWith("/authenticators/admin/", StringComparison.Ordinal) => 0,
        _ => null,
    };

    private static string Write(string path, int number) => path switch
    {
        "/core/users/" => $$"""{"pk": {{number}}, "username": "user{{number}}", "name": "User {{number}}", "is_active": true}""",
        "/authenticators/admin/totp/" => WriteOwned(number, number * 2),
        "/authenticators/admin/webauthn/" => WriteOwned(number, number * 4),
        _ when number < Users / 2 => WriteDevice(number, "totp", "TOTP"),
        _ => WriteDevice(number - (Users / 2), "webauthn", "WebAuthn"),
    };

    private static string WriteOwned(int number, int user) =>
        $$"""{"pk": {{number}}, "name": "Device {{number}}", "user": {"pk": {{user}}, "username": "user{{user}}"} }""";

    private static string WriteDevice(int number, string word, string title) => $$"""
        {"verbose_name": "{{title}} Device", "verbose_name_plural": "{{title}} Devices", "pk": "{{number}}", "name": "Device {{number}}",
         "meta_model_name": "authentik_stages_authenticator_{{word}}.{{word}}device", "confirmed": true,
         "type": "authentik_stages_authenticator_{{word}}.{{title}}Device", "created": "2026-05-04T08:20:00.123456Z",
         "last_updated": "2026-05-04T08:20:00.123456Z", "last_used": "2026-05-04T08:20:00.123456Z", "extra_description": null}
        """;
}
