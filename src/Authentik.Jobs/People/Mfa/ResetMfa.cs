namespace Authentik;

/// <summary>What became of the second factors of a user.</summary>
public sealed class ResetMfa : JobResult
{
    /// <summary>The username.</summary>
    public required string Username { get; init; }

    /// <summary>The devices that the user had, and that were to be removed. What was done says which are gone.</summary>
    public ValueList<MfaDevice> Devices { get; internal set; } = [];

    /// <inheritdoc/>
    public override string ToString() => Username;
}
