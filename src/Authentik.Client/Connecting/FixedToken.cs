using System.Security;

namespace Authentik.Sessions.Tokens;

/// <summary>A token that somebody made in authentik. When it ends, it ends.</summary>
internal sealed class FixedToken(SecureString token) : ITokenSource
{
    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => null;

    /// <inheritdoc/>
    public ValueTask<SecureString> GetAsync(Call call, CancellationToken cancellation) => new(token);

    /// <inheritdoc/>
    public Task<bool> RenewAsync(SecureString refused, Call call, CancellationToken cancellation) => Task.FromResult(false);

    /// <inheritdoc/>
    public void Dispose() => token.Dispose();
}
