using Authentik.Book;
using Authentik.Sandboxing.Data;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Rules;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing;

/// <summary>One server: its version, what that version knows, and the objects it keeps.</summary>
internal sealed class World
{
    public World(ServerVersion version, BookIndex book, string basePath)
    {
        Version = version;
        BasePath = "/" + basePath.Trim('/');
        Catalog = new Catalog(book, version);
        Facts = new Facts(version, Catalog);
        Objects = new ObjectStore(Catalog, Facts);
        Rules = new RuleBook(this);
        Router = new Router(this);
    }

    public ServerVersion Version { get; }

    /// <summary>The path the server stands below, without a slash at its end unless it is <c>/</c>.</summary>
    public string BasePath { get; }

    public Catalog Catalog { get; }

    public Facts Facts { get; }

    public ObjectStore Objects { get; }

    public RuleBook Rules { get; }

    public Router Router { get; }

    /// <summary>True from that version on.</summary>
    public bool IsFrom(int year, int series) => (Version.Year, Version.Series).CompareTo((year, series)) >= 0;
}
