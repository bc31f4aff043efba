using System.Security;
using Authentik.Requests;

namespace Authentik.Sessions.Tokens;

/// <summary>Where a session has its token from. It is safe to use from many threads.</summary>
internal interface ITokenSource : IDisposable
{
    /// <summary>When the token ends that is used now; null when that is not known.</summary>
    DateTimeOffset? ExpiresAt { get; }

    /// <summary>The token for the next request; a new one where the present one is about to end.</summary>
    /// <exception cref="ApiException">A new one was refused, or no answer came.</exception>
    ValueTask<SecureString> GetAsync(ICallLog log, CancellationToken cancellation);

    /// <summary>Sees to another token after one was refused; false where there is none to be had, and asking again is of no use.</summary>
    /// <exception cref="ApiException">A new one was refused, or no answer came.</exception>
    Task<bool> RenewAsync(SecureString refused, ICallLog log, CancellationToken cancellation);
}
