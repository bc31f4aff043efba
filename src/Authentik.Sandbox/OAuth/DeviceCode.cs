namespace Authentik.Sandboxing.OAuth;

/// <summary>A device that waits for somebody to let it in.</summary>
/// <param name="Code">What the device knows it by.</param>
/// <param name="UserCode">What people know it by.</param>
/// <param name="Provider">The id of the provider whose client it is.</param>
/// <param name="Scopes">The scopes it asked for.</param>
/// <param name="Expires">When it has waited long enough.</param>
internal sealed record DeviceCode(string Code, string UserCode, string Provider, IReadOnlyList<string> Scopes, DateTimeOffset Expires)
{
    /// <summary>How often it has asked.</summary>
    public int Polls { get; set; }

    /// <summary>What somebody decided about it.</summary>
    public DeviceDecision? Decision { get; set; }
}
