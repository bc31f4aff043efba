using Authentik.Book;

namespace Authentik.TestServer;

/// <summary>A forward proxy: passes on requests whose line holds a whole address; <see cref="Tunnels"/> does those for https.</summary>
internal sealed class ForwardProxyMode(ServerOptions options) : IMode, IDisposable
{
    private readonly HttpMessageInvoker invoker = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    });

    // It remembers nothing.
    public void Reset(ServerVersion? version)
    {
    }

    public async Task<Reply> AnswerAsync(Received request, CancellationToken cancellation)
    {
        if (!options.IsProxyUser(request.Headers.GetValueOrDefault("Proxy-Authorization")))
        {
            return new Reply(407, [], [new("Proxy-Authenticate", "Basic realm=\"test\"")]);
        }

        using var message = HttpMessages.Of(request, string.Empty);
        using var answer = await invoker.SendAsync(message, cancellation);
        return await HttpMessages.ReplyAsync(answer, cancellation);
    }

    public void Dispose() => invoker.Dispose();
}
