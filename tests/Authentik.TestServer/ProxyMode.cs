using Authentik.Book;

namespace Authentik.TestServer;

/// <summary>
/// Passes requests on to a real server, so that what reaches the wire can be seen there too. Its token comes from the environment
/// and is put in the place of the one that the tests know.
/// </summary>
internal sealed class ProxyMode(ServerOptions options) : IMode, IDisposable
{
    private const string TokenVariable = "AUTHENTIK_TEST_TOKEN";

    private readonly HttpMessageInvoker invoker = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly string real = $"Bearer {Environment.GetEnvironmentVariable(TokenVariable)}";
    private readonly string known = $"Bearer {options.Token}";

    // A real server does not go back to its beginning; whoever tests on it cleans up.
    public void Reset(ServerVersion? version)
    {
    }

    public async Task<Reply> AnswerAsync(Received request, CancellationToken cancellation)
    {
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value == known ? real : header.Value);
        using var message = HttpMessages.Of(request with { Headers = headers }, options.Target!.GetLeftPart(UriPartial.Authority));
        using var answer = await invoker.SendAsync(message, cancellation);
        return await HttpMessages.ReplyAsync(answer, cancellation);
    }

    public void Dispose() => invoker.Dispose();
}
