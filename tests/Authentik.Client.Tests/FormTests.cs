using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Authentik.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests;

public class FormTests
{
    [Fact]
    public async Task A_form_arrives_percent_encoded()
    {
        await using var server = await Server.StartAsync();
        using var transport = new RestSharpTransport(new TransportOptions());
        var form = new TransportBody.Form(
            [new("grant_type", "client_credentials"), new("password", "a ?%&\"/\\+=ü€😀"), new("ä&", string.Empty)]);
        await transport.SendAsync(
            new TransportRequest(HttpMethod.Post, new Uri(server.Uri + "/application/o/token/"), [], form),
            TestContext.Current.CancellationToken);
        var requests = await server.Http.GetFromJsonAsync<JsonNode>("/__control/requests", TestContext.Current.CancellationToken);
        var seen = requests!.AsArray().Single()!;
        Assert.Equal("application/x-www-form-urlencoded", seen["headers"]!["Content-Type"]!.ToString());
        Assert.Equal(
            "grant_type=client_credentials&password=a%20%3F%25%26%22%2F%5C%2B%3D%C3%BC%E2%82%AC%F0%9F%98%80&%C3%A4%26=",
            seen["body"]!.ToString());
    }

    [Theory]
    [InlineData("a b.png", "filename=\"a b.png\"; filename*=utf-8''a%20b.png")]
    [InlineData("ümläut.png", "filename*=utf-8''%C3%BCml%C3%A4ut.png")]
    [InlineData("a\"b\\c.png", "filename=\"a_b_c.png\"")]
    public async Task The_name_of_a_file_arrives(string name, string header)
    {
        await using var server = await Server.StartAsync();
        using var transport = new RestSharpTransport(new TransportOptions());
        var form = new TransportBody.Upload("file", name, () => new MemoryStream([1, 2]), []);
        await transport.SendAsync(
            new TransportRequest(HttpMethod.Post, new Uri(server.Uri + "/api/v3/admin/file/"), [], form),
            TestContext.Current.CancellationToken);
        var requests = await server.Http.GetFromJsonAsync<JsonNode>("/__control/requests", TestContext.Current.CancellationToken);
        Assert.Contains(header, requests!.AsArray().Single()!["body"]!.ToString(), StringComparison.Ordinal);
    }
}
