using System.Globalization;
using System.Text.Json;

namespace Authentik.Jobs;

/// <summary>
/// All devices of a server by their owners. One list has all devices and doesn't say whose they are; from authentik 2025.2 on, the lists of
/// the single kinds do. Before, users are asked for one by one, but only until all devices have been found.
/// </summary>
internal sealed class DeviceRegister
{
    private readonly Dictionary<string, MfaDevice> unowned;
    private readonly Dictionary<int, List<MfaDevice>> owned = [];
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);

    private DeviceRegister(Dictionary<string, MfaDevice> unowned) => this.unowned = unowned;

    /// <summary>True if the owners of all devices are known, so that nobody has to be asked for.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Reads all devices, and whose they are where the server says it.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task<DeviceRegister> ReadAsync(
        JobClient client, UserDevices devices, CancellationToken cancellation)
    {
        var register = new DeviceRegister(await ReadAllAsync(client, cancellation));
        if (register.unowned.Count == 0)
        {
            register.IsComplete = true;
        }
        else if (devices.AreOwnersListed)
        {
            foreach (var kind in devices.Kinds)
            {
                await foreach (var device in client.ListAsync<AuthenticatorDevice>(kind, null, cancellation))
                {
                    register.AddOwner(device, UserDevices.FindOwner(device));
                }
            }

            register.Complete();
        }
        else
        {
            register.waiting.UnionWith(register.unowned.Keys);
            register.unowned.Clear();
        }

        return register;
    }

    /// <summary>The devices of a user; those that weren't set up to the end don't count.</summary>
    public IReadOnlyList<MfaDevice> Find(User user) => owned.TryGetValue(user.Pk!.Value, out var found) ? found : [];

    /// <summary>Notes the devices that a user turned out to have. With the last of all, nobody else has to be asked for.</summary>
    public void Take(IEnumerable<AuthenticatorDevice> devices)
    {
        lock (waiting)
        {
            waiting.ExceptWith(devices.Select(MakeKey));
            IsComplete = waiting.Count == 0;
        }
    }

    /// <summary>A device as a status shows it; null if it wasn't set up to the end.</summary>
    public static MfaDevice? Show(AuthenticatorDevice device) =>
        SecondFactor.IsComplete(device) && SecondFactor.IsAskedFor(device) ? Describe(device) : null;

    /// <summary>A device as results show it.</summary>
    public static MfaDevice Describe(AuthenticatorDevice device) => new()
    {
        Kind = device.Kind ?? "Unknown",
        Name = device.Name ?? string.Empty,
        Created = device.Created,
        LastUsed = device.LastUsed,
    };

    // In one pass over the response: as objects, a hundred thousand devices would take more memory than all the rest.
    private static async Task<Dictionary<string, MfaDevice>> ReadAllAsync(JobClient client, CancellationToken cancellation)
    {
        var (resource, session) = (Resources.AuthenticatorDevice, client.Session);
        using var response = await client.Api.GetAsync(resource.Path, [], cancellation);
        return response.Read((ref Utf8JsonReader json) =>
        {
            response.RequireList(ref json);
            var all = new Dictionary<string, MfaDevice>(StringComparer.Ordinal);
            while (json.Read() && json.TokenType == JsonTokenType.StartObject)
            {
                var device = (AuthenticatorDevice)ObjectReader.ReadNext(resource, ref json, session);
                if (Show(device) is { } shown)
                {
                    all[MakeKey(device)] = shown;
                }
            }

            return all;
        });
    }

    private void AddOwner(AuthenticatorDevice device, int? owner)
    {
        if (owner is { } user && unowned.Remove(MakeKey(device), out var shown))
        {
            if (!owned.TryGetValue(user, out var devices))
            {
                owned[user] = devices = new(capacity: 1);
            }

            devices.Add(shown);
        }
    }

    // What has no owner was removed while the lists were read.
    private void Complete()
    {
        unowned.Clear();
        unowned.TrimExcess();
        IsComplete = true;
    }

    // Numbers repeat between kinds.
    private static string MakeKey(AuthenticatorDevice device) =>
        $"{device.Kind}/{Convert.ToString(device.Pk, CultureInfo.InvariantCulture)}";
}
