using System.Security.Cryptography;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.OAuth;

/// <summary>The state of signing in: devices that wait, and clients whose access was revoked.</summary>
internal sealed class SignIns
{
    private const int MaxUserCode = 1_000_000_000;
    private const int CodeLength = 60;

    // Every code contains these, because a client that doesn't encode them loses them.
    private const string SpecialCharacters = "?%&\"/\\";

    private readonly List<PendingDevice> devices = [];
    private readonly HashSet<string> revoked = new(StringComparer.Ordinal);
    private DeviceDecision? decisionForAll;

    /// <summary>How long a device waits before it polls again.</summary>
    public required TimeSpan DeviceInterval { get; init; }

    /// <summary>How long a device can wait; null for the lifetime of its provider.</summary>
    public required TimeSpan? DeviceCodeLifetime { get; init; }

    /// <summary>The issuers whose JWTs every provider accepts.</summary>
    public required IReadOnlySet<string> TrustedIssuers { get; init; }

    public PendingDevice AddDevice(OAuthClient client, IReadOnlyList<string> scopes, DateTimeOffset expires)
    {
        var code = Defaults.CreateRandom(CodeLength) + SpecialCharacters;
        var userCode = RandomNumberGenerator.GetInt32(MaxUserCode).ToString("D9", CultureInfo.InvariantCulture);
        var device = new PendingDevice(code, userCode, client.Provider.IdString, scopes, expires);
        devices.Add(device);
        return device;
    }

    public PendingDevice? FindDevice(Predicate<PendingDevice> match) => devices.Find(match);

    public void RemoveDevice(PendingDevice device) => devices.Remove(device);

    /// <summary>The decision about a device; null while it waits.</summary>
    public DeviceDecision? FindDecision(PendingDevice device) => device.Decision ?? decisionForAll;

    /// <summary>Decides about all devices without a decision of their own, now and later.</summary>
    public void DecideAll(DeviceDecision decision) => decisionForAll = decision;

    /// <summary>Rejects the next request of the clients of these providers.</summary>
    public void Revoke(IEnumerable<string> providers) => revoked.UnionWith(providers);

    /// <summary>True when this request is to be rejected; the next one isn't.</summary>
    public bool TakeRevocation(OAuthClient client) => revoked.Remove(client.Provider.IdString);
}

/// <summary>A device that waits for approval.</summary>
/// <param name="Code">The code that the device sends.</param>
/// <param name="UserCode">The code that a person types.</param>
/// <param name="Provider">The id of the provider.</param>
/// <param name="Scopes">The scopes that it can have.</param>
/// <param name="Expires">When its code expires.</param>
internal sealed record PendingDevice(string Code, string UserCode, string Provider, IReadOnlyList<string> Scopes, DateTimeOffset Expires)
{
    /// <summary>How often it has polled.</summary>
    public int Polls { get; set; }

    /// <summary>The decision about this device.</summary>
    public DeviceDecision? Decision { get; set; }
}

/// <summary>A decision about a device.</summary>
/// <param name="Username">The user as whom it signs in; null when it is denied.</param>
/// <param name="AfterPolls">How often it polls in vain before.</param>
internal sealed record DeviceDecision(string? Username, int AfterPolls = 0);
