namespace Authentik.Sandboxing.OAuth;

/// <summary>The errors of signing in, with the server's descriptions.</summary>
internal static class OAuthErrors
{
    public const string InvalidClient = "invalid_client";
    public const string InvalidGrant = "invalid_grant";
    public const string InvalidScope = "invalid_scope";
    public const string UnsupportedGrant = "unsupported_grant_type";
    public const string Pending = "authorization_pending";
    public const string Denied = "access_denied";

    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        [InvalidClient] = "Client authentication failed (e.g., unknown client, no client authentication included, "
            + "or unsupported authentication method)",
        [InvalidGrant] = "The provided authorization grant or refresh token is invalid, expired, revoked, does not match the "
            + "redirection URI used in the authorization request, or was issued to another client",
        [InvalidScope] = "The requested scope is invalid, unknown, malformed, or exceeds the scope granted by the resource owner",
        [UnsupportedGrant] = "The authorization grant type is not supported by the authorization server",
        [Pending] = "The authorization request is still pending as the end user hasn't yet completed the user-interaction steps",
        [Denied] = "The authorization request was denied.",
    };

    public static string Describe(string error) => Descriptions[error];
}

/// <summary>The server rejects a sign-in with one of the <see cref="OAuthErrors"/>.</summary>
internal sealed class SignInRefusedException(string error) : Exception(error)
{
    public string Error { get; } = error;
}
