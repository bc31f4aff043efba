using Authentik.Book;
using Authentik.Sandboxing.Data;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.OAuth;

namespace Authentik.Sandboxing;

/// <summary>
/// An authentik in memory: it keeps objects and answers requests as a real server of its version does, as far as recorded
/// exchanges show how that is. It is made for trying things out and for tests, and protects nothing.
/// </summary>
/// <remarks>Safe to use from many threads; requests are answered one after the other.</remarks>
public sealed class Sandbox
{
    private readonly SandboxOptions options;
    private readonly Dictionary<string, string> plainTokens = new(StringComparer.Ordinal);
    private readonly HashSet<string> trustedIssuers = new(StringComparer.Ordinal);
    private readonly object gate = new();
    private World world;

    /// <summary>Makes a sandbox with the objects of a new installation in it.</summary>
    public Sandbox(SandboxOptions? options = null)
    {
        this.options = options ?? new SandboxOptions();
        world = NewWorld(this.options.Version);
    }

    /// <summary>The version it plays.</summary>
    public ServerVersion Version => world.Version;

    /// <summary>Gives a user a token of their own.</summary>
    /// <param name="token">The token.</param>
    /// <param name="username">The user's name; a request fails when there is no such user, or an inactive one.</param>
    public void AddToken(string token, string username)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        lock (gate)
        {
            plainTokens[token] = username;
        }
    }

    /// <summary>Has every OAuth2 provider take a JWT of that issuer as the word about who a client is, whoever signed it.</summary>
    /// <param name="issuer">The <c>iss</c> of the JWT.</param>
    public void AddAssertionIssuer(string issuer)
    {
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        lock (gate)
        {
            trustedIssuers.Add(issuer);
        }
    }

    /// <summary>Lets a device in that waits, as a person does on the page whose address the device shows.</summary>
    /// <param name="userCode">The code that the device shows.</param>
    /// <param name="username">In whose name.</param>
    /// <exception cref="ArgumentException">There is no such device, or no such user.</exception>
    public void ApproveDevice(string userCode, string username) => Decide(userCode, new DeviceDecision(username));

    /// <summary>Turns a device away that waits.</summary>
    /// <param name="userCode">The code that the device shows.</param>
    /// <exception cref="ArgumentException">There is no such device.</exception>
    public void DenyDevice(string userCode) => Decide(userCode, new DeviceDecision(null));

    /// <summary>Lets all devices in, those that wait and those that come until the next reset.</summary>
    /// <param name="username">In whose name.</param>
    /// <param name="afterPolls">How often each asks in vain before.</param>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public void ApproveDevices(string username, int afterPolls = 0) => DecideAll(new DeviceDecision(username, afterPolls));

    /// <summary>Turns all devices away, those that wait and those that come until the next reset.</summary>
    public void DenyDevices() => DecideAll(new DeviceDecision(null));

    /// <summary>Ends all access tokens that clients got by signing in.</summary>
    public void ExpireAccessTokens()
    {
        lock (gate)
        {
            new IssuedTokens(world).Expire(IssuedTokens.Access);
        }
    }

    /// <summary>
    /// Ends all access tokens and all refresh tokens, and refuses the next token request of each client that had one, however it
    /// asks.
    /// </summary>
    public void RevokeSignIns()
    {
        lock (gate)
        {
            var tokens = new IssuedTokens(world);
            world.SignIns.Revoke(tokens.Providers(IssuedTokens.Access));
            tokens.Expire(IssuedTokens.Access);
            tokens.Expire(IssuedTokens.Refresh);
        }
    }

    /// <summary>Puts everything back to what a new installation has.</summary>
    /// <param name="version">The version to play from now on; null for the present one.</param>
    public void Reset(ServerVersion? version = null)
    {
        lock (gate)
        {
            world = NewWorld(version ?? world.Version);
        }
    }

    internal Answer Answer(ApiCall call)
    {
        lock (gate)
        {
            return new Server(world, UserOf).Answer(call);
        }
    }

    private World NewWorld(ServerVersion version)
    {
        var made = new World(options with { Version = version }) { TrustedIssuers = trustedIssuers };
        Seeds.Plant(made);
        return made;
    }

    private void Decide(string userCode, DeviceDecision decision)
    {
        lock (gate)
        {
            RequireUser(decision);
            var device = world.SignIns.FindDevice(one => one.UserCode == userCode) ?? throw new ArgumentException($"No device waits with the code '{userCode}'.", nameof(userCode));
            device.Decision = decision;
        }
    }

    private void DecideAll(DeviceDecision decision)
    {
        lock (gate)
        {
            RequireUser(decision);
            world.SignIns.DecideAll(decision);
        }
    }

    private void RequireUser(DeviceDecision decision)
    {
        if (decision.UserName is { } name && OAuthUsers.ByName(world, name) is null)
        {
            throw new ArgumentException($"There is no user '{name}'.");
        }
    }

    private string? UserOf(string token) => token == options.Token ? Seeds.Administrator : plainTokens.GetValueOrDefault(token);
}
