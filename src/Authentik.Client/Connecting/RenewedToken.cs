using System.Security;

namespace Authentik.Sessions.Tokens;

/// <summary>A short-lived token of the token end point, renewed before it ends and after it was refused; by one caller while the others wait.</summary>
internal sealed class RenewedToken : ITokenSource
{
    // Enough for a request on its way, and for clocks that do not agree.
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(30);

    // Of a token that lives for seconds only, the last part.
    private const double MarginOfLife = 0.1;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly IGrant grant;
    private readonly TimeProvider clock;
    private readonly Redactor redactor;
    private volatile Held held;

    // It lives a little longer, and requests with it may be on their way.
    private string? previous;

    /// <summary>A source that begins with a token.</summary>
    public RenewedToken(IGrant grant, TokenAnswer first, Call call)
    {
        (this.grant, redactor, clock) = (grant, call.Redactor, call.Session.Clock);
        held = Hold(first);
    }

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => held.ExpiresAt;

    /// <inheritdoc/>
    public async ValueTask<SecureString> GetAsync(Call call, CancellationToken cancellation)
    {
        var present = held;
        if (clock.GetUtcNow() >= present.RenewAt)
        {
            await RenewAsync(present.Token, call, cancellation);
        }

        return held.Token;
    }

    /// <inheritdoc/>
    public async Task<bool> RenewAsync(SecureString refused, Call call, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            // Somebody else was here while we waited.
            if (!ReferenceEquals(held.Token, refused))
            {
                return true;
            }

            if (grant.Fields() is not { } fields)
            {
                return false;
            }

            var answer = await new TokenEndpoint(call).AskAsync(fields, grant.Refusal, cancellation);
            grant.Learn(answer);
            held = Hold(answer);
            Retire(refused);
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        held.Token.Dispose();
        grant.Dispose();
        gate.Dispose();
    }

    private void Retire(SecureString token)
    {
        if (previous is not null && previous != SecretText.Reveal(held.Token))
        {
            redactor.Forget(previous);
        }

        previous = SecretText.Reveal(token);
    }

    private Held Hold(TokenAnswer answer)
    {
        redactor.Learn(SecretText.Reveal(answer.AccessToken));
        if (answer.RefreshToken is { } refresh)
        {
            redactor.LearnSent(SecretText.Reveal(refresh));
        }

        var now = clock.GetUtcNow();
        var margin = TimeSpan.FromTicks(Math.Min(LongestMargin.Ticks, (long)(answer.Life.Ticks * MarginOfLife)));
        return new Held(answer.AccessToken, now + answer.Life, now + answer.Life - margin);
    }

    private sealed record Held(SecureString Token, DateTimeOffset ExpiresAt, DateTimeOffset RenewAt);
}
