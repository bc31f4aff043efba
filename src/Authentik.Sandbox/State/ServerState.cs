using Authentik.Book;
using Authentik.Sandboxing.Data;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.OAuth;
using Authentik.Sandboxing.Rules;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing;

/// <summary>One server: its version, what that version knows, and the objects it keeps.</summary>
internal sealed class World
{
    public World(SandboxOptions options)
    {
        Options = options;
        BasePath = "/" + options.BasePath.Trim('/');
        Catalog = new Catalog(options.Book, Version);
        Facts = new Facts(Version, Catalog);
        Objects = new ObjectStore(Catalog, Facts);
        Rules = new RuleBook(this);
        Router = new Router(this);
    }

    public SandboxOptions Options { get; }

    public ServerVersion Version => Options.Version;

    /// <summary>The path the server stands below, without a slash at its end unless it is <c>/</c>.</summary>
    public string BasePath { get; }

    public Catalog Catalog { get; }

    public Facts Facts { get; }

    public ObjectStore Objects { get; }

    public RuleBook Rules { get; }

    public Router Router { get; }

    public SignIns SignIns { get; } = new();

    /// <summary>Whose word about a client counts for every provider.</summary>
    public IReadOnlySet<string> TrustedIssuers { get; init; } = new HashSet<string>();

    /// <summary>This moment, by the server's clock.</summary>
    public DateTimeOffset Now => Options.Clock.GetUtcNow();

    /// <summary>True from that version on.</summary>
    public bool IsFrom(int year, int series) => (Version.Year, Version.Series).CompareTo((year, series)) >= 0;
}
