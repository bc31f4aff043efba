namespace Authentik.Sandboxing.OAuth;

/// <summary>What somebody decided about a device.</summary>
/// <param name="UserName">Who lets it act in their name; null when it is turned away.</param>
/// <param name="AfterPolls">How often it asks in vain before.</param>
internal sealed record DeviceDecision(string? UserName, int AfterPolls = 0);
