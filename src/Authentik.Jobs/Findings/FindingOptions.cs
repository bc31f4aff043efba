namespace Authentik.Jobs.Findings;

/// <summary>From when on something counts as too old, too long or too soon, and where the rules are explained.</summary>
internal sealed record FindingOptions
{
    /// <summary>How old a secret may be.</summary>
    public TimeSpan SecretAge { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long before its end a certificate is found.</summary>
    public TimeSpan ExpiresWithin { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long an administrator may be away.</summary>
    public TimeSpan InactiveFor { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Where the pages about the rules are: their folder in the project's repository, or its address.</summary>
    public string Pages { get; init; } = "docs/findings/";
}
