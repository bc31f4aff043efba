using System.Text.Json.Nodes;
using Authentik.Client.Tests.Support;
using Authentik.Http;
using Authentik.Sessions;

namespace Authentik.Client.Tests;

/// <summary>Tokens of the token end point: how they are asked for, renewed and refused.</summary>
public class SignInTests
{
    private const string Secret = "canary-password-0123456789";

    private readonly TokenServer server = new();

    [Fact]
    public async Task An_app_password_is_exchanged_for_a_token()
    {
        using var session = await server.ConnectAsync(AppPassword());
        Assert.Equal("svc", session.Username);
        Assert.Equal(AuthenticationType.AppPassword, session.Authentication);
        Assert.Equal(server.Time.GetUtcNow() + TimeSpan.FromHours(1), session.ExpiresAt);
        var form = Assert.Single(server.Forms);
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal("powershell", form["client_id"]);
        Assert.Equal("svc", form["username"]);
        Assert.Equal(Secret, form["password"]);
        Assert.Equal("goauthentik.io/api email", form["scope"]);
    }

    [Fact]
    public async Task A_client_secret_and_an_assertion_are_exchanged_too()
    {
        using var byClient = await server.ConnectAsync(TokenServer.With(AuthenticationType.ClientSecret, Secret));
        server.Accepted = 2;
        using var byJwt = await server.ConnectAsync(TokenServer.With(AuthenticationType.Assertion, "aaa.bbb.ccc"));
        Assert.Equal(Secret, server.Forms[0]["client_secret"]);
        Assert.Equal("aaa.bbb.ccc", server.Forms[1]["client_assertion"]);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", server.Forms[1]["client_assertion_type"]);
    }

    [Fact]
    public async Task A_file_with_an_assertion_is_read_again_for_every_token()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "aaa.bbb.one\n");
            using var session = await server.ConnectAsync(TokenServer.With(AuthenticationType.Assertion, null, assertionPath: path));
            File.WriteAllText(path, "aaa.bbb.two\n");
            server.Accepted = 2;
            await CallAsync(session);
            Assert.Equal(["aaa.bbb.one", "aaa.bbb.two"], server.Forms.Select(form => form["client_assertion"]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("no jwt at all")]
    [InlineData("aaa.bbb")]
    public async Task An_assertion_that_is_no_JWT_is_not_sent(string text)
    {
        var failure = await Assert.ThrowsAsync<InputException>(
            () => server.ConnectAsync(TokenServer.With(AuthenticationType.Assertion, text)));
        Assert.Contains("isn't a valid JWT", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(text, failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Transport.Seen);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends()
    {
        using var session = await server.ConnectAsync(AppPassword());
        server.Time.Pass(TimeSpan.FromMinutes(59));
        await CallAsync(session);
        Assert.Single(server.Forms);
        server.Time.Pass(TimeSpan.FromSeconds(40));
        server.Accepted = 2;
        await CallAsync(session);
        Assert.Equal(2, server.Forms.Count);
        Assert.Equal(2, Calls);
    }

    [Fact]
    public async Task A_token_of_seconds_is_renewed_in_the_last_part_of_its_life()
    {
        server.Life = 10;
        using var session = await server.ConnectAsync(AppPassword());
        server.Time.Pass(TimeSpan.FromSeconds(8));
        await CallAsync(session);
        Assert.Single(server.Forms);
        server.Time.Pass(TimeSpan.FromSeconds(1));
        server.Accepted = 2;
        await CallAsync(session);
        Assert.Equal(2, server.Forms.Count);
    }

    [Fact]
    public async Task A_call_whose_token_was_refused_is_sent_again_with_its_body()
    {
        using var session = await server.ConnectAsync(AppPassword());
        server.Accepted = 2;
        var api = new ApiClient(new Call(session, server.Log));
        using var answer = await api.WriteAsync(
            HttpMethod.Post,
            "/core/groups/",
            new JsonObject { ["name"] = "x" },
            TestContext.Current.CancellationToken);
        var posts = server.Transport.Seen
            .Where(request => request.Uri.AbsolutePath.EndsWith("/core/groups/", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(2, posts.Count);
        Assert.All(posts, post => Assert.Equal("""{"name":"x"}""", FakeTransport.BodyOf(post)));
        Assert.Equal(2, server.Forms.Count);
    }

    [Fact]
    public async Task A_token_that_goes_on_being_refused_is_an_error_and_no_loop()
    {
        using var session = await server.ConnectAsync(AppPassword());
        server.Accepted = 99;
        var failure = await Assert.ThrowsAsync<ApiException>(() => CallAsync(session));
        Assert.Equal(ApiErrorKind.NotSignedIn, failure.Kind);
        Assert.Equal(2, server.Forms.Count);
        Assert.Equal(2, Calls);
    }

    [Fact]
    public async Task Many_callers_renew_once()
    {
        using var session = await server.ConnectAsync(AppPassword());
        server.Accepted = 2;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => CallAsync(session))));
        Assert.Equal(2, server.Forms.Count);
    }

    [Fact]
    public async Task An_API_token_is_not_renewed()
    {
        using var session = await server.ConnectAsync(TokenServer.With(AuthenticationType.ApiToken, TokenServer.Token(1)));
        server.Accepted = 2;
        var failure = await Assert.ThrowsAsync<ApiException>(() => CallAsync(session));
        Assert.Equal(ApiErrorKind.NotSignedIn, failure.Kind);
        Assert.Empty(server.Forms);
        Assert.Null(session.ExpiresAt);
    }

    [Fact]
    public async Task A_token_end_point_that_is_away_for_a_moment_is_asked_again()
    {
        server.TokenAnswers.Enqueue(FakeTransport.Html(503));
        server.TokenAnswers.Enqueue(FakeTransport.Html(502));
        using var session = await server.ConnectAsync(AppPassword());
        Assert.Equal(3, server.Forms.Count);
    }

    [Theory]
    [InlineData("invalid_client", "no provider with that client id")]
    [InlineData("invalid_grant", "Use an app password, not the user's own password")]
    public async Task A_refusal_says_what_to_do(string error, string words)
    {
        server.TokenAnswers.Enqueue(FakeTransport.Json(400, $$"""{"error": "{{error}}", "error_description": "Not {{Secret}}."}"""));
        var failure = await Assert.ThrowsAsync<ApiException>(() => server.ConnectAsync(AppPassword()));
        Assert.Equal(ApiErrorKind.NotSignedIn, failure.Kind);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure + failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, ApiErrorKind.UnexpectedAnswer)]
    [InlineData(404, ApiErrorKind.OperationMissing)]
    [InlineData(302, ApiErrorKind.Redirected)]
    public async Task A_web_page_in_place_of_the_token_end_point_is_told(int status, ApiErrorKind kind)
    {
        server.TokenAnswers.Enqueue(FakeTransport.Html(status, "<html>"));
        Assert.Equal(kind, (await Assert.ThrowsAsync<ApiException>(() => server.ConnectAsync(AppPassword()))).Kind);
    }

    [Fact]
    public async Task The_log_has_no_secret()
    {
        server.Refreshes = true;
        using var byPassword = await server.ConnectAsync(AppPassword());
        server.Accepted = 2;
        using var byCode = await server.ConnectAsync(Device());
        var log = string.Join('\n', server.Log.Lines);
        Assert.Contains("POST /application/o/token/ -> 200", log, StringComparison.Ordinal);
        Assert.All(
            [Secret, "access-token-", "refresh-token-", "/secret"],
            secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_device_code_is_shown_and_asked_about_until_it_was_entered()
    {
        Pending(2);
        DeviceCode? shown = null;
        using var session = await server.ConnectAsync(Device(code =>
        {
            shown = code;
            return Task.CompletedTask;
        }));
        Assert.Equal("123456789", shown!.UserCode);
        Assert.Equal("goauthentik.io/api offline_access", server.Forms[0]["scope"]);
        Assert.Equal("device?%&\"/secret", server.Forms[1]["device_code"]);
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(5), 3), server.Time.Waits);
    }

    [Fact]
    public async Task A_server_that_wants_to_be_asked_less_often_is()
    {
        server.TokenAnswers.Enqueue(Error("slow_down"));
        using var session = await server.ConnectAsync(Device());
        Assert.Equal([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)], server.Time.Waits);
    }

    [Theory]
    [InlineData("access_denied", "refused in the browser")]
    [InlineData("expired_token", "was not entered")]
    [InlineData("invalid_grant", "was not entered")]
    public async Task A_device_code_that_is_refused_or_late_is_an_error(string error, string words)
    {
        server.TokenAnswers.Enqueue(Error(error));
        var failure = await Assert.ThrowsAsync<ApiException>(() => server.ConnectAsync(Device()));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_waits_for_a_device_code_beyond_its_life()
    {
        Pending(100);
        await Assert.ThrowsAsync<ApiException>(() => server.ConnectAsync(Device()));
        Assert.Equal(12, server.Time.Waits.Count);
    }

    [Fact]
    public async Task A_refresh_token_renews_the_sign_in_and_is_used_once()
    {
        server.Refreshes = true;
        using var session = await server.ConnectAsync(Device());
        foreach (var number in new[] { 2, 3 })
        {
            server.Accepted = number;
            await CallAsync(session);
        }

        Assert.Equal(["refresh-token-0001", "refresh-token-0002"], server.Forms.Skip(2).Select(form => form["refresh_token"]));
    }

    [Fact]
    public async Task Without_a_refresh_token_the_person_has_to_sign_in_again()
    {
        using var session = await server.ConnectAsync(Device());
        server.Time.Pass(TimeSpan.FromHours(2));
        server.Accepted = 2;
        Assert.Equal(ApiErrorKind.NotSignedIn, (await Assert.ThrowsAsync<ApiException>(() => CallAsync(session))).Kind);
    }

    [Fact]
    public async Task Waiting_for_a_device_code_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        Pending(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.ConnectAsync(
            Device(async _ => await stop.CancelAsync()), stop.Token));
        Assert.Single(server.Forms);
    }

    private static Connection AppPassword() => TokenServer.With(AuthenticationType.AppPassword, Secret, userName: "svc", scope: ["email"]);

    private static Connection Device(Func<DeviceCode, Task>? show = null) =>
        TokenServer.With(AuthenticationType.DeviceCode, null) with { ShowDeviceCode = show ?? (_ => Task.CompletedTask) };

    private static Authentik.Transport.TransportResponse Error(string error) => FakeTransport.Json(400, $$"""{"error": "{{error}}"}""");

    private int Calls => server.Transport.Seen
        .Count(request => request.Uri.AbsolutePath.EndsWith("/core/groups/", StringComparison.Ordinal));

    private void Pending(int times)
    {
        for (var i = 0; i < times; i++)
        {
            server.TokenAnswers.Enqueue(Error("authorization_pending"));
        }
    }

    private async Task CallAsync(Session session)
    {
        using var answer = await new ApiClient(new Call(session, server.Log))
            .GetAsync("/core/groups/", [], TestContext.Current.CancellationToken);
    }
}
