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
        sandbox = new Sandbox(new SandboxOptions
        {
            Version = options.Version,
            Token = options.Token,
            BasePath = options.BasePath,
            DeviceInterval = options.DeviceInterval,
        });
        options.UserTokens.ForEach(pair => sandbox.AddToken(pair.Token, pair.Username));
        options.AssertionIssuers.ForEach(sandbox.AddAssertionIssuer);
        invoker = new HttpMessageInvoker(new SandboxHandler(sandbox));
    }

    public Sandbox Sandbox => sandbox;

    public void Reset(ServerVersion? version) => sandbox.Reset(version);

    public async Task<Reply> AnswerAsync(Received request, CancellationToken cancellation)
    {
        using var message = HttpMessages.Of(request, origin());
        using var answer = await invoker.SendAsync(message, cancellation);
        return await HttpMessages.ReplyAsync(answer, cancellation);
    }

    public void Dispose() => invoker.Dispose();
}
