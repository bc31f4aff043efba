using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>What an import of users does beside what the rows say.</summary>
internal sealed record UserImportOptions
{
    /// <summary>What finds the user of a row.</summary>
    public UserMatch MatchBy { get; init; } = UserMatch.Username;

    /// <summary>True if groups that don't exist are created.</summary>
    public bool CreatesGroups { get; init; }

    /// <summary>True if a user leaves the groups that the row doesn't have.</summary>
    public bool HasExactGroups { get; init; }

    /// <summary>True if a password is generated where the row has none.</summary>
    public bool GeneratesPasswords { get; init; }

    /// <summary>True if a recovery link is requested.</summary>
    public bool RequestsLinks { get; init; }

    /// <summary>The e-mail stage that sends a recovery link; null for none.</summary>
    public Identity? EmailStage { get; init; }

    /// <summary>True if passwords, links and e-mails are for existing users, too.</summary>
    public bool ResetsPasswords { get; init; }

    /// <summary>True if secrets are returned as strings.</summary>
    public bool ShowsSecrets { get; init; }

    /// <summary>True if the caller's own user may lose its access.</summary>
    public bool IsForced { get; init; }

    /// <summary>True if authentik needs a recovery flow for it.</summary>
    public bool NeedsRecoveryFlow => RequestsLinks || EmailStage is not null;
}
