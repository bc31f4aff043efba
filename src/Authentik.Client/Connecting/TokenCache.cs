using System.Security;
using Authentik.Sessions;

namespace Authentik.Connecting;

/// <summary>Keeps a short-lived token, and renews it before it expires or when it's refused, one caller at a time.</summary>
internal sealed class TokenCache : ITokenSource
{
    // A token is renewed this long before it expires, because requests take time and clocks differ.
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(30);

    // The part of the lifetime that is kept as the margin if the token is valid for seconds only.
    private const double MarginOfLife = 0.1;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ITokenGrant grant;
    private readonly TimeProvider clock;
    private readonly Redactor redactor;
    private volatile Entry current;

    // Kept as a known secret, because requests with this token may still be running.
    private string? previous;

    /// <summary>Creates a cache with a first token.</summary>
    public TokenCache(ITokenGrant grant, IssuedToken first, Call call)
    {
        (this.grant, redactor, clock) = (grant, call.Redactor, call.Session.Clock);
        current = Keep(first);
    }

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => current.ExpiresAt;

    /// <inheritdoc/>
    public bool CanRenew => grant.CanRequest;

    /// <inheritdoc/>
    public async ValueTask<SecureString> GetAsync(Call call, CancellationToken cancellation)
    {
        var entry = current;
        if (clock.GetUtcNow() >= entry.RenewAt)
        {
            await RenewAsync(entry.Token, call, cancellation);
        }

        return current.Token;
    }

    /// <inheritdoc/>
    public async Task<bool> RenewAsync(SecureString refused, Call call, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            // Another caller renewed it while this one waited.
            if (!ReferenceEquals(current.Token, refused))
            {
                return true;
            }

            if (grant.WriteRequest() is not { } request)
            {
                return false;
            }

            var token = await new TokenEndpoint(call).RequestTokenAsync(request, grant.RefusalAdvice, cancellation);
            grant.Remember(token);
            current = Keep(token);
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
        current.Token.Dispose();
        grant.Dispose();
        gate.Dispose();
    }

    private void Retire(SecureString token)
    {
        if (previous is not null && previous != SecretText.Reveal(current.Token))
        {
            redactor.Forget(previous);
        }

        previous = SecretText.Reveal(token);
    }

    private Entry Keep(IssuedToken token)
    {
        redactor.Learn(SecretText.Reveal(token.AccessToken));
        if (token.RefreshToken is { } refresh)
        {
            redactor.LearnSent(SecretText.Reveal(refresh));
        }

        var now = clock.GetUtcNow();
        var margin = TimeSpan.FromTicks(Math.Min(LongestMargin.Ticks, (long)(token.Life.Ticks * MarginOfLife)));
        return new Entry(token.AccessToken, now + token.Life, now + token.Life - margin);
    }

    private sealed record Entry(SecureString Token, DateTimeOffset ExpiresAt, DateTimeOffset RenewAt);
}
