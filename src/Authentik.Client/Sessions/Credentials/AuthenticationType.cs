namespace Authentik;

/// <summary>What a session signs in with.</summary>
public enum AuthenticationType
{
    /// <summary>An API token that somebody made in authentik.</summary>
    ApiToken,

    /// <summary>A user's app password, for which an OAuth2 provider gives short-lived tokens.</summary>
    AppPassword,

    /// <summary>The secret of an OAuth2 provider, for which it gives short-lived tokens of a user of its own.</summary>
    ClientSecret,

    /// <summary>A JWT of the platform that a workload runs on, for which an OAuth2 provider gives short-lived tokens.</summary>
    Assertion,

    /// <summary>A person who entered a code in a browser.</summary>
    DeviceCode,
}
