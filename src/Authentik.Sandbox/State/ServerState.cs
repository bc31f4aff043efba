using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.State;

/// <summary>The state of one server: its version, what that version has, and the objects it stores.</summary>
internal sealed class ServerState
{
    private readonly TimeProvider clock;

    /// <param name="options">How the server was started.</param>
    /// <param name="rules">Creates the rules of all resources.</param>
    public ServerState(ServerOptions options, Func<ServerState, IEnumerable<ResourceRules>> rules)
    {
        clock = options.Clock;
        Version = options.Version;
        UrlPrefix = ("/" + options.BasePath.Trim('/')).TrimEnd('/');
        Catalog = new Catalog(options.Book, Version);
        Facts = new ServerFacts(Version, Catalog);
        Paths = new ApiPaths(options.Operations, Version);
        Router = new Router(Catalog, Paths, Version);
        Objects = new ObjectStore(Catalog, Facts);
        Rules = new RuleSet(Catalog, rules(this));
    }

    public ServerVersion Version { get; }

    /// <summary>The path of the server, such as <c>/auth</c>; empty when it has none.</summary>
    public string UrlPrefix { get; }

    /// <summary>The path of the API's root.</summary>
    public string ApiPrefix => UrlPrefix + Sessions.ServerAddress.ApiRoot;

    public Catalog Catalog { get; }

    public ServerFacts Facts { get; }

    public ApiPaths Paths { get; }

    public Router Router { get; }

    public ObjectStore Objects { get; }

    public RuleSet Rules { get; }

    /// <summary>The names of the files that were uploaded.</summary>
    public HashSet<string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The settings of the server; null when the book doesn't describe them.</summary>
    public JsonObject? Settings => Catalog.FindByPath("/admin/settings/") is { } settings ? Objects.FindSingle(settings)?.Values : null;

    /// <summary>The time by the server's clock.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The time by the server's clock, as the server writes it.</summary>
    public string Timestamp => JsonValues.FormatTimestamp(Now);

    /// <summary>An object in one line, as in <c>used_by</c>.</summary>
    /// <param name="row">The object.</param>
    /// <param name="resource">The resource that it is described as: its own, or its family.</param>
    public string Describe(Row row, Resource resource) =>
        Rules.Find(row.Resource).Select(rules => rules.Describe(row)).FirstOrDefault(text => text is not null)
        ?? Facts.Describe(row.Values, resource);

    /// <summary>True for that version and later ones.</summary>
    public bool IsFrom(int year, int series) => (Version.Year, Version.Series).CompareTo((year, series)) >= 0;
}

/// <summary>How a server is started.</summary>
/// <param name="Version">Its version.</param>
/// <param name="BasePath">Its path, such as <c>/auth</c>.</param>
/// <param name="Clock">Its clock.</param>
/// <param name="Book">The resources.</param>
/// <param name="Operations">The operations of the API, of all versions.</param>
internal sealed record ServerOptions(
    ServerVersion Version,
    string BasePath,
    TimeProvider Clock,
    BookIndex Book,
    IEnumerable<ApiOperation> Operations);
