using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.Applications;

/// <summary>The tokens of OAuth2 providers.</summary>
internal static class OAuth2Rules
{
    private static readonly TimeSpan LongAccess = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongRefresh = TimeSpan.FromDays(90);

    public static FindingRule NoSigningKey { get; } = new(
        "oauth2-without-signing-key", FindingSeverity.Low, "Tokens that are signed with the client secret.", async data =>
            from provider in await data.OAuth2Providers
            where provider.SigningKey is null
            select new Flaw(
                provider,
                "Without a signing key, tokens are signed with the client secret (HS256). Whoever verifies them can also make them, "
                    + "and many applications refuse them.",
                For("Set-AuthentikOAuth2Provider", provider, "-SigningKey 'authentik Self-signed Certificate'")));

    public static FindingRule SubjectEmail { get; } = new(
        "oauth2-changing-subject", FindingSeverity.Medium, "Tokens that identify users by what can change.", async data =>
            from provider in await data.OAuth2Providers
            where provider.SubMode is "user_email" or "user_username"
            let what = provider.SubMode == "user_email"
                ? "e-mail address, which two users can have" : "user name, which somebody else can get later"
            select new Flaw(
                provider,
                $"The application recognizes users by their {what}. Then one user gets into the account of another.",
                For("Set-AuthentikOAuth2Provider", provider, "-SubMode user_uuid")));

    public static FindingRule GlobalIssuer { get; } = new(
        "oauth2-global-issuer", FindingSeverity.Low, "Tokens with the same issuer as those of other applications.", async data =>
            from provider in await data.OAuth2Providers
            where provider.IssuerMode == "global"
            select new Flaw(
                provider,
                "All providers with this setting have one issuer. An application that doesn't check the audience accepts the tokens "
                    + "of another one.",
                For("Set-AuthentikOAuth2Provider", provider, "-IssuerMode per_provider")));

    public static FindingRule LongAccessToken { get; } = new(
        "oauth2-long-access-token", FindingSeverity.Low, "Access tokens that are valid for more than a day.", async data =>
            from provider in await data.OAuth2Providers
            where provider.AccessTokenValidity?.TimeSpan > LongAccess
            select new Flaw(
                provider,
                $"Access tokens are valid for {provider.AccessTokenValidity}. A stolen one can be used as long, and many "
                    + "applications don't notice that a user was deactivated.",
                For("Set-AuthentikOAuth2Provider", provider, "-AccessTokenValidity hours=1")));

    public static FindingRule LongRefreshToken { get; } = new(
        "oauth2-long-refresh-token", FindingSeverity.Low, "Refresh tokens that are valid for more than 90 days.", async data =>
            from provider in await data.OAuth2Providers
            where provider.RefreshTokenValidity?.TimeSpan > LongRefresh
            select new Flaw(
                provider,
                $"Refresh tokens are valid for {provider.RefreshTokenValidity}. With a stolen one, new access tokens are made all "
                    + "that time.",
                For("Set-AuthentikOAuth2Provider", provider, "-RefreshTokenValidity days=30")));
}
