using System.Security;

namespace Authentik.Sessions;

/// <summary>Provides a session's token. It is safe to use from many threads.</summary>
internal interface ITokenSource : IDisposable
{
    /// <summary>When the current token ends; null when that is not known.</summary>
    DateTimeOffset? ExpiresAt { get; }

    /// <summary>The token for the next request; a new one where the current one is about to end.</summary>
    /// <exception cref="ApiException">A new token was refused, or no response arrived.</exception>
    ValueTask<SecureString> GetAsync(Call call, CancellationToken cancellation);

    /// <summary>Replaces a token that was refused; false where no other token is available, so that sending again is of no use.</summary>
    /// <exception cref="ApiException">A new token was refused, or no response arrived.</exception>
    Task<bool> RenewAsync(SecureString refused, Call call, CancellationToken cancellation);
}
