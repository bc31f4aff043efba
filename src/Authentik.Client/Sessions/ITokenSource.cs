using System.Security;

namespace Authentik.Sessions;

/// <summary>Provides a session's access token. It can be used from many threads.</summary>
internal interface ITokenSource : IDisposable
{
    /// <summary>When the current token expires; null if that isn't known.</summary>
    DateTimeOffset? ExpiresAt { get; }

    /// <summary>True if another token can be requested when the server doesn't accept the current one any more.</summary>
    bool CanRenew { get; }

    /// <summary>Gets the token for the next request, and requests a new one if the current one is about to expire.</summary>
    /// <exception cref="ApiException">A new token was refused, or no response arrived.</exception>
    ValueTask<SecureString> GetAsync(Call call, CancellationToken cancellation);

    /// <summary>Replaces a token that the server refused; false if there is no other one, so that a retry is of no use.</summary>
    /// <exception cref="ApiException">A new token was refused, or no response arrived.</exception>
    Task<bool> RenewAsync(SecureString refused, Call call, CancellationToken cancellation);
}

/// <summary>A token that was created in authentik. It can't be renewed.</summary>
internal sealed class FixedToken(SecureString token) : ITokenSource
{
    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => null;

    /// <inheritdoc/>
    public bool CanRenew => false;

    /// <inheritdoc/>
    public ValueTask<SecureString> GetAsync(Call call, CancellationToken cancellation) => new(token);

    /// <inheritdoc/>
    public Task<bool> RenewAsync(SecureString refused, Call call, CancellationToken cancellation) => Task.FromResult(false);

    /// <inheritdoc/>
    public void Dispose() => token.Dispose();
}
