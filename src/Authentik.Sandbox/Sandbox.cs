using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Endpoints;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.OAuth;
using Authentik.Sandboxing.Rules;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing;

/// <summary>
/// An authentik in memory: it stores objects and responds to requests as a real server of its version does, as far as recorded
/// exchanges show. It is for demos and tests, and protects nothing.
/// </summary>
/// <remarks>It can be used by several threads at once; requests are processed one after the other.</remarks>
public sealed class Sandbox
{
    private readonly SandboxOptions options;
    private readonly Dictionary<string, string> plainTokens = new(StringComparer.Ordinal);
    private readonly HashSet<string> trustedIssuers = new(StringComparer.Ordinal);
    private readonly object gate = new();
    private ServerState state;
    private SignIns signIns;

    /// <summary>Creates a sandbox with the objects of a new installation.</summary>
    public Sandbox(SandboxOptions? options = null)
    {
        this.options = options ?? new SandboxOptions();
        (state, signIns) = (CreateSeededState(this.options.Version), CreateSignIns());
    }

    /// <summary>The version that it plays.</summary>
    public ServerVersion Version => state.Version;

    /// <summary>Gives a user a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="username">The user's name; requests fail while the user doesn't exist or isn't active.</param>
    public void AddToken(string token, string username)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        lock (gate)
        {
            plainTokens[token] = username;
        }
    }

    /// <summary>Makes every OAuth2 provider accept the JWTs of an issuer as the identity of a client, whatever their signature.</summary>
    /// <param name="issuer">The <c>iss</c> of the JWTs.</param>
    public void AddAssertionIssuer(string issuer)
    {
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        lock (gate)
        {
            trustedIssuers.Add(issuer);
        }
    }

    /// <summary>Approves a device that waits, as a person does on the page that the device shows.</summary>
    /// <param name="userCode">The code that the device shows.</param>
    /// <param name="username">The user as whom the device signs in.</param>
    /// <exception cref="ArgumentException">The device or the user doesn't exist.</exception>
    public void ApproveDevice(string userCode, string username) => Decide(userCode, new DeviceDecision(username));

    /// <summary>Denies a device that waits.</summary>
    /// <param name="userCode">The code that the device shows.</param>
    /// <exception cref="ArgumentException">The device doesn't exist.</exception>
    public void DenyDevice(string userCode) => Decide(userCode, new DeviceDecision(null));

    /// <summary>Approves all devices, those that wait and those that come until the next reset.</summary>
    /// <param name="username">The user as whom the devices sign in.</param>
    /// <param name="afterPolls">How often each device polls in vain before.</param>
    /// <exception cref="ArgumentException">The user doesn't exist.</exception>
    public void ApproveDevices(string username, int afterPolls = 0) => DecideAll(new DeviceDecision(username, afterPolls));

    /// <summary>Denies all devices, those that wait and those that come until the next reset.</summary>
    public void DenyDevices() => DecideAll(new DeviceDecision(null));

    /// <summary>Ends all access tokens that clients got by signing in.</summary>
    public void ExpireAccessTokens()
    {
        lock (gate)
        {
            new ClientTokens(state).Expire(ClientTokens.Access);
        }
    }

    /// <summary>
    /// Ends all access tokens and refresh tokens, and rejects the next token request of each client that had one, whatever its
    /// grant type.
    /// </summary>
    public void RevokeSignIns()
    {
        lock (gate)
        {
            var tokens = new ClientTokens(state);
            signIns.Revoke(tokens.FindProviders(ClientTokens.Access));
            tokens.Expire(ClientTokens.Access);
            tokens.Expire(ClientTokens.Refresh);
        }
    }

    /// <summary>Restores the objects of a new installation.</summary>
    /// <param name="version">The version to play from now on; null for the current one.</param>
    public void Reset(ServerVersion? version = null)
    {
        lock (gate)
        {
            (state, signIns) = (CreateSeededState(version ?? state.Version), CreateSignIns());
        }
    }

    internal ApiResponse Respond(ApiRequest request)
    {
        lock (gate)
        {
            return new Server(state, signIns, FindUsername).Respond(request);
        }
    }

    /// <summary>A server without any objects.</summary>
    internal static ServerState CreateState(SandboxOptions options) => new(
        new ServerOptions(options.Version, options.BasePath, options.Clock, options.Book, options.Operations),
        AllRules.Create);

    private ServerState CreateSeededState(ServerVersion version)
    {
        var created = CreateState(options with { Version = version });
        Seeds.Create(created);
        if (UserTokens.Exist(created))
        {
            new UserTokens(created).SetKey(Seeds.AdministratorToken, options.Token);
        }

        return created;
    }

    private SignIns CreateSignIns() => new()
    {
        DeviceInterval = options.DeviceInterval,
        DeviceCodeLifetime = options.DeviceCodeLife,
        TrustedIssuers = trustedIssuers,
    };

    private void Decide(string userCode, DeviceDecision decision)
    {
        lock (gate)
        {
            RequireUser(decision);
            var device = signIns.FindDevice(one => one.UserCode == userCode)
                ?? throw new ArgumentException($"No device with the code '{userCode}' is waiting.", nameof(userCode));
            device.Decision = decision;
        }
    }

    private void DecideAll(DeviceDecision decision)
    {
        lock (gate)
        {
            RequireUser(decision);
            signIns.DecideAll(decision);
        }
    }

    private void RequireUser(DeviceDecision decision)
    {
        if (decision.Username is { } name && UserAccounts.FindByName(state, name) is null)
        {
            throw new ArgumentException($"User '{name}' was not found.");
        }
    }

    // A book of a test can lack tokens.
    private string? FindUsername(string token) => token == options.Token && !UserTokens.Exist(state)
        ? Seeds.Administrator
        : plainTokens.GetValueOrDefault(token);
}
