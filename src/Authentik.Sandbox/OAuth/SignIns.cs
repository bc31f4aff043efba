using System.Globalization;
using System.Security.Cryptography;
using Authentik.Sandboxing.Data;

namespace Authentik.Sandboxing.OAuth;

/// <summary>What is under way: devices that wait, and clients that tests took their rights from.</summary>
internal sealed class SignIns
{
    private const int MostUserCodes = 1_000_000_000;
    private const int CodeLength = 60;

    // A client that does not encode these loses them; so every code has them all.
    private const string Awkward = "?%&\"/\\";

    private readonly List<DeviceCode> devices = [];
    private readonly HashSet<string> revoked = new(StringComparer.Ordinal);
    private DeviceDecision? forAll;

    public DeviceCode AddDevice(OAuthClient client, IReadOnlyList<string> scopes, DateTimeOffset expires)
    {
        var userCode = RandomNumberGenerator.GetInt32(MostUserCodes).ToString("D9", CultureInfo.InvariantCulture);
        var device = new DeviceCode(Defaults.MadeUp(CodeLength) + Awkward, userCode, client.Provider.IdText, scopes, expires);
        devices.Add(device);
        return device;
    }

    public DeviceCode? FindDevice(Predicate<DeviceCode> match) => devices.Find(match);

    public void Forget(DeviceCode device) => devices.Remove(device);

    /// <summary>What was decided about a device, by itself or with all others.</summary>
    public DeviceDecision? DecisionOf(DeviceCode device) => device.Decision ?? forAll;

    /// <summary>Decides about all devices that nobody decided about, those that come later too.</summary>
    public void DecideAll(DeviceDecision decision) => forAll = decision;

    /// <summary>Refuses the next request of the clients of these providers.</summary>
    public void Revoke(IEnumerable<string> providers) => revoked.UnionWith(providers);

    /// <summary>True when this is a request to be refused; the one after it is not.</summary>
    public bool TakeRevocation(OAuthClient client) => revoked.Remove(client.Provider.IdText);
}
