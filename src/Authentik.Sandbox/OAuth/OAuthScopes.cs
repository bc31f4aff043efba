namespace Authentik.Sandboxing.OAuth;

/// <summary>Scopes that mean something to the server itself.</summary>
internal static class OAuthScopes
{
    /// <summary>The token opens the API.</summary>
    public const string Api = "goauthentik.io/api";

    /// <summary>A refresh token comes along.</summary>
    public const string Offline = "offline_access";
}
