using Authentik.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests.Support;

/// <summary>Sends one request over the network with options of its own.</summary>
internal static class Sending
{
    /// <summary>A path that the test server answers with 200.</summary>
    public const string Path = "/api/v3/admin/version/";

    public static async Task<int> GetAsync(TransportOptions options, string server)
    {
        using var transport = new RestSharpTransport(options);
        return (await GetAsync(transport, server)).Status;
    }

    public static Task<TransportResponse> GetAsync(ITransport transport, string server) => transport.SendAsync(
        new TransportRequest(HttpMethod.Get, new Uri(server.TrimEnd('/') + Path), [new("Authorization", $"Bearer {Server.Token}")]),
        TestContext.Current.CancellationToken);

    public static async Task<TransportException> FailAsync(TransportOptions options, string server) =>
        await Assert.ThrowsAsync<TransportException>(() => GetAsync(options, server));
}
