using Authentik.Book;
using Authentik.Sandboxing.Data;
using Authentik.Sandboxing.Http;

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
        var made = new World(options with { Version = version });
        Seeds.Plant(made);
        return made;
    }

    private string? UserOf(string token) => token == options.Token ? Seeds.Administrator : plainTokens.GetValueOrDefault(token);
}
