using Authentik.Book;
using Authentik.Sandboxing;

namespace Authentik.TestServer;

/// <summary>Answers from the sandbox.</summary>
internal sealed class SandboxMode : IMode, IDisposable
{
    private readonly Sandbox sandbox;
    private readonly HttpMessageInvoker invoker;
    private readonly Func<string> origin;

    public SandboxMode(ServerOptions options, Func<string> origin)
    {
        this.origin = origin;
        sandbox = new Sandbox(new SandboxOptions { Version = options.Version, Token = options.Token, BasePath = options.BasePath });
        options.UserTokens.ForEach(pair => sandbox.AddToken(pair.Token, pair.UserName));
        invoker = new HttpMessageInvoker(new SandboxHandler(sandbox));
    }

    public void Reset(ServerVersion? version) => sandbox.Reset(version);

    public async Task<Reply> AnswerAsync(Received request, CancellationToken cancellation)
    {
        using var message = ToMessage(request);
        using var answer = await invoker.SendAsync(message, cancellation);
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key != "Content-Length")
            .SelectMany(header => header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value)));
        return new Reply((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellation), [.. headers]);
    }

    public void Dispose() => invoker.Dispose();

    private HttpRequestMessage ToMessage(Received request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), origin() + request.Path + request.Query)
        {
            Content = request.Content.Length > 0 ? new ByteArrayContent(request.Content) : null,
        };
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }
}
