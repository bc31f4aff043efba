using System.Security;
using Authentik.Requests;

namespace Authentik.Sessions.Tokens;

/// <summary>A token that somebody made in authentik. When it ends, it ends.</summary>
internal sealed class FixedToken(SecureString token) : ITokenSource
{
    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => null;

    /// <inheritdoc/>
    public ValueTask<SecureString> GetAsync(ICallLog log, CancellationToken cancellation) => new(token);

    /// <inheritdoc/>
    public Task<bool> RenewAsync(SecureString refused, ICallLog log, CancellationToken cancellation) => Task.FromResult(false);

    /// <inheritdoc/>
    public void Dispose() => token.Dispose();
}
