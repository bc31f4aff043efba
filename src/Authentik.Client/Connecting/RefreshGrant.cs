using System.Security;

namespace Authentik.Sessions.Tokens;

/// <summary>A token for a refresh token, which is used once; each answer brings the next. Without one a person has to sign in again.</summary>
internal sealed class RefreshGrant(string clientId, string scope, SecureString? first) : IGrant
{
    private SecureString? next = first;

    /// <inheritdoc/>
    public string Refusal => "The sign-in has ended. Connect again with Connect-Authentik -DeviceCode.";

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>>? Fields()
    {
        if (next is null)
        {
            return null;
        }

        return [new("grant_type", "refresh_token"), new("client_id", clientId), new("refresh_token", SecretText.Reveal(next)), new("scope", scope)];
    }

    /// <inheritdoc/>
    public void Learn(TokenAnswer answer) => next = answer.RefreshToken ?? next;

    /// <inheritdoc/>
    public void Dispose() => next?.Dispose();
}
