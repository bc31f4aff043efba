using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests;

public class ErrorTests
{
    [Theory]
    [InlineData("2026.2.2", "/core/users/999/", "No User matches the given query.")]
    [InlineData("2026.2.2", "/sources/user_connections/oauth/9/", "No UserOAuthSourceConnection matches the given query.")]
    [InlineData("2026.2.2", "/sources/user_connections/all/9/", "No UserSourceConnection matches the given query.")]
    [InlineData("2026.2.2", "/core/applications/nope/", "No Application matches the given query.")]
    [InlineData("2026.2.2", "/core/users/abc/", "Not found.")]
    [InlineData("2026.2.2", "/core/groups/abc/", "Not found.")]
    [InlineData("2024.10.5", "/core/users/999/", "Not found.")]
    public async Task A_missing_object_is_404_in_json(string version, string path, string detail)
    {
        using var client = new Client(version);
        var came = await client.Get(path);
        Assert.Equal((404, detail), (came.Status, came.Detail));
        Assert.Equal(404, (await client.Delete(path)).Status);
    }

    [Theory]
    [InlineData("/no/such/")]
    [InlineData("/core/users")]
    [InlineData("/core/users/5")]
    public async Task An_unknown_url_is_404_in_html_and_an_empty_405_for_writes(string path)
    {
        using var client = new Client();
        var came = await client.Get(path);
        Assert.Equal((404, "text/html; charset=utf-8"), (came.Status, came.ContentType));
        foreach (var method in new[] { "POST", "PUT", "PATCH", "DELETE" })
        {
            came = await client.Send(method, path, Json.Of("{}"));
            Assert.Equal((405, string.Empty, "GET, HEAD, OPTIONS"), (came.Status, came.Text, came.Headers["Allow"]));
        }
    }

    [Theory]
    [InlineData("DELETE", "/core/users/")]
    [InlineData("POST", "/core/users/5/")]
    [InlineData("POST", "/providers/all/")]
    [InlineData("PATCH", "/sources/all/github/")]
    [InlineData("POST", "/sources/user_connections/all/")]
    [InlineData("POST", "/admin/version/")]
    public async Task A_method_that_a_url_lacks_is_405_in_json(string method, string path)
    {
        using var client = new Client();
        var came = await client.Send(method, path, Json.Of("{}"));
        Assert.Equal((405, $"Method \"{method}\" not allowed."), (came.Status, came.Detail));
    }

    [Theory]
    [InlineData("2026.2.2", "GET", "/flows/executor/default-authentication-flow/")]
    [InlineData("2026.2.2", "POST", "/endpoints/agents/connectors/check_in/")]
    [InlineData("2026.2.2", "GET", "/outposts/radius/1/check_access/")]
    [InlineData("2026.2.2", "POST", "/sources/plex/redeem_token/")]
    [InlineData("2026.8.3", "POST", "/requests/grant-requests/agent/")]
    public async Task What_is_not_imitated_says_so(string version, string method, string path)
    {
        using var client = new Client(version);
        var came = await client.Send(method, path);
        Assert.Equal(501, came.Status);
        Assert.StartsWith("The sandbox does not model", came.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer T", "Authentication credentials were not provided.")]
    [InlineData("Bearer+agent T", "You do not have permission to perform this action.")]
    public async Task Only_an_agent_reads_the_configuration_of_agents(string authorization, string detail)
    {
        using var client = new Client();
        var came = await client.SendText("GET", "/endpoints/agents/connectors/agent_config/", null, authorization: authorization);
        Assert.Equal((403, detail), (came.Status, came.Detail));
    }

    [Fact]
    public async Task The_form_of_question_and_answer_is_json()
    {
        using var client = new Client();
        var came = await client.SendText("GET", "/core/users/", null, accept: "application/xml");
        Assert.Equal((406, "Could not satisfy the request Accept header."), (came.Status, came.Detail));
        came = await client.SendText("POST", "/core/users/", "x", "text/plain");
        Assert.Equal((415, "Unsupported media type \"text/plain\" in request."), (came.Status, came.Detail));
        came = await client.SendText("POST", "/core/users/", "{\"username\": ");
        Assert.Equal((400, "JSON parse error - unexpected end of data: line 1 column 14 (char 13)"), (came.Status, came.Detail));
        came = await client.SendText("POST", "/core/users/", "{\n\"a\": ]");
        Assert.Equal("JSON parse error - unexpected character: line 2 column 6 (char 7)", came.Detail);
        came = await client.SendText("PATCH", "/core/users/5/", "{\"name\":\"a\",\"name\":\"b\"}", "application/json; charset=utf-8");
        Assert.Equal("b", came["name"]!.ToString());
    }

    [Fact]
    public async Task Every_answer_has_an_id()
    {
        using var client = new Client();
        foreach (var path in new[] { "/core/users/", "/no/such/", "/core/users/99/" })
        {
            Assert.Matches("^[0-9a-f]{32}$", (await client.Get(path)).Headers["X-authentik-id"]);
        }
    }

    [Fact]
    public async Task A_head_has_no_body()
    {
        using var client = new Client();
        var came = await client.Send("HEAD", "/core/users/");
        Assert.Equal((200, string.Empty), (came.Status, came.Text));
    }
}
