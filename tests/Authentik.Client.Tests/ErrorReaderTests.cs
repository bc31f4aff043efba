using System.Text;
using Authentik.Client.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests;

public class ErrorReaderTests
{
    [Theory]
    [InlineData(400, """{"username":["This field must be unique."]}""", ApiErrorKind.Validation)]
    [InlineData(403, """{"detail":"Token invalid/expired"}""", ApiErrorKind.NotSignedIn)]
    [InlineData(403, """{"detail":"Authentication credentials were not provided."}""", ApiErrorKind.NotSignedIn)]
    [InlineData(403, """{"detail":"You do not have permission to perform this action."}""", ApiErrorKind.Forbidden)]
    [InlineData(404, """{"detail":"No User matches the given query."}""", ApiErrorKind.NotFound)]
    [InlineData(404, null, ApiErrorKind.OperationMissing)]
    [InlineData(405, """{"detail":"Method \"POST\" not allowed."}""", ApiErrorKind.OperationMissing)]
    [InlineData(500, null, ApiErrorKind.ServerFault)]
    [InlineData(301, null, ApiErrorKind.Redirected)]
    [InlineData(406, """{"detail":"Could not satisfy the request Accept header."}""", ApiErrorKind.Refused)]
    public async Task Tells_failures_apart(int status, string? json, ApiErrorKind kind)
    {
        var error = await FailAsync(json is null ? FakeTransport.Html(status, "<html/>") : FakeTransport.Json(status, json));
        Assert.Equal(kind, error.Kind);
        Assert.Equal(status, error.StatusCode);
    }

    [Fact]
    public async Task A_404_without_any_content_is_a_missing_object() =>
        Assert.Equal(ApiErrorKind.NotFound, (await FailAsync(new TransportResponse(404, [], default))).Kind);

    [Fact]
    public async Task Names_nested_fields_by_path()
    {
        var error = await FailAsync(FakeTransport.Json(400, """
            {"provider":{"redirect_uris":[{"url":["Enter a valid value."]},{}]},
            "user_pks":{"0":["A valid integer is required."]},"reason":"plain"}
            """));
        Assert.Equal(["Enter a valid value."], error.FieldErrors["provider.redirect_uris[0].url"]);
        Assert.Equal(["A valid integer is required."], error.FieldErrors["user_pks[0]"]);
        Assert.Equal(["plain"], error.FieldErrors["reason"]);
    }

    [Theory]
    [InlineData("""["Invalid input."]""", "Invalid input.")]
    [InlineData("\"text\"", "text")]
    [InlineData("", "it gave no reason")]
    [InlineData("{broken", "it gave no reason")]
    public async Task Reads_whatever_a_400_holds(string body, string said) =>
        Assert.Contains(said, (await FailAsync(FakeTransport.Json(400, body))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_empty_405_on_a_write_is_a_missing_operation_where_the_url_is_unknown() =>
        Assert.Equal(ApiErrorKind.OperationMissing, (await WriteAsync(FakeTransport.Html(405), FakeTransport.Html(404, "<html/>"))).Kind);

    [Fact]
    public async Task An_empty_405_on_a_write_is_a_crash_where_the_url_exists()
    {
        var error = await WriteAsync(FakeTransport.Html(405), FakeTransport.Json(200, "{}"));
        Assert.Equal(ApiErrorKind.ServerFault, error.Kind);
        Assert.Contains("may have been made", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_request_id_and_leaves_out_the_token()
    {
        var response = new TransportResponse(
            400,
            [new("Content-Type", "application/json"), new("x-authentik-id", "abc123")],
            Encoding.UTF8.GetBytes($$"""{"key":["{{Fake.Token}} is wrong"]}"""));
        var error = await FailAsync(response);
        Assert.Equal("abc123", error.RequestId);
        Assert.DoesNotContain(Fake.Token, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Fake.Token, string.Join(' ', error.FieldErrors.Values.SelectMany(text => text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TransportFault.Tls, ApiErrorKind.Tls)]
    [InlineData(TransportFault.TimedOut, ApiErrorKind.TimedOut)]
    [InlineData(TransportFault.Connection, ApiErrorKind.Connection)]
    [InlineData(TransportFault.Proxy, ApiErrorKind.Connection)]
    public async Task Tells_why_no_answer_came(TransportFault fault, ApiErrorKind kind)
    {
        var error = await FailAsync(new TransportException(fault, "why"));
        Assert.Equal(kind, error.Kind);
        Assert.Null(error.StatusCode);
    }

    [Theory]
    [InlineData(TransportFault.Proxy, TlsFlaws.None, "-Proxy", "-ProxyCredential", "-NoProxy")]
    [InlineData(TransportFault.TimedOut, TlsFlaws.None, "GET", "/x/", "-ConnectionTimeoutSeconds", "-OperationTimeoutSeconds")]
    [InlineData(TransportFault.Tls, TlsFlaws.ClientCertificate, "-Certificate ", "-CertificatePath")]
    [InlineData(TransportFault.Tls, TlsFlaws.Issuer, "-CaCertificatePath", "-SkipCertificateCheck")]
    [InlineData(TransportFault.Tls, TlsFlaws.Name | TlsFlaws.Time, "Connect with a name", "the clock", "-SkipCertificateCheck")]
    public async Task Says_what_helps_where_no_answer_came(TransportFault fault, TlsFlaws flaws, params string[] words)
    {
        var message = (await FailAsync(new TransportException(fault, "why.") { Flaws = flaws })).Message;
        Assert.All(
            words.Append("https://auth.example.com").Append(": why. "),
            word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TlsFlaws.ClientCertificate, "-SkipCertificateCheck")]
    [InlineData(TlsFlaws.Name, "-CaCertificatePath")]
    [InlineData(TlsFlaws.Time, "-CaCertificatePath")]
    public async Task Does_not_say_what_would_not_help(TlsFlaws flaws, string word) => Assert.DoesNotContain(
        word, (await FailAsync(new TransportException(TransportFault.Tls, "why.") { Flaws = flaws })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("400 No required SSL certificate was sent")]
    [InlineData("400 The SSL certificate error")]
    public async Task Knows_nginx_that_wants_a_client_certificate(string title)
    {
        var error = await FailAsync(FakeTransport.Html(400, $"<html><head><title>{title}</title></head></html>"));
        Assert.Equal(ApiErrorKind.Tls, error.Kind);
        Assert.Contains("-CertificatePath", error.Message, StringComparison.Ordinal);
    }

    private static async Task<ApiException> FailAsync(TransportException fault)
    {
        var (api, _, _) = Fake.Client(_ => throw fault, time: new InstantTime());
        return await Assert.ThrowsAsync<ApiException>(() => api.GetAsync("/x/", [], TestContext.Current.CancellationToken));
    }

    private static async Task<ApiException> FailAsync(TransportResponse response)
    {
        var (api, _, _) = Fake.Client(_ => response, time: new InstantTime());
        return await Assert.ThrowsAsync<ApiException>(() => api.GetAsync("/core/users/", [], TestContext.Current.CancellationToken));
    }

    private static async Task<ApiException> WriteAsync(TransportResponse toWrite, TransportResponse toGet)
    {
        var (api, _, _) = Fake.Client(request => request.Method == HttpMethod.Get ? toGet : toWrite);
        return await Assert.ThrowsAsync<ApiException>(
            () => api.WriteAsync(HttpMethod.Post, "/x/", new System.Text.Json.Nodes.JsonObject(), TestContext.Current.CancellationToken));
    }
}
