namespace Authentik.Access;

/// <summary>What a change would take from the caller.</summary>
/// <param name="Reason">Why, in a sentence: <c>User 'akadmin' is the user of this session.</c></param>
/// <param name="Effect">What it would do, in a sentence.</param>
internal sealed record AccessLoss(string Reason, string Effect)
{
    /// <summary>The end of an effect that comes at once.</summary>
    public const string Ends = "would end the session's access.";

    /// <summary>The end of an effect that comes when the session needs another access token.</summary>
    public const string EndsLater = "would end the session's access when its current access token expires.";

    /// <summary>The error for a change that isn't made.</summary>
    public InputException Refuse(string? target) =>
        new(InputProblem.OwnAccess, $"{this} Nothing was changed. Use -Force to continue.", target);

    /// <inheritdoc/>
    public override string ToString() => $"{Reason} {Effect}";
}
