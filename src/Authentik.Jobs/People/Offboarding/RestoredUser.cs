namespace Authentik;

/// <summary>What was given back to a user whose account had been disabled, and what can't be.</summary>
public sealed class RestoredUser : JobResult
{
    /// <summary>The username.</summary>
    public required string Username { get; init; }

    /// <summary>When the account was disabled, according to the file; null without a file.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>What the user had and can't get back by itself: what must be made again, by whom.</summary>
    public ValueList<UserRemainder> NotRestored { get; internal set; } = [];

    /// <inheritdoc/>
    public override string ToString() => Username;
}
