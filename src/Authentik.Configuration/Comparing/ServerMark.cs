using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>What tells a server from another that has its address later: ids of some of its objects, which no other server has.</summary>
/// <param name="Uri">The address.</param>
/// <param name="Proof">The ids of its brands and flows, in their order.</param>
internal sealed record ServerMark(Uri Uri, IReadOnlyList<string> Proof)
{
    private const int Most = 20;

    /// <summary>The mark of a server that was read.</summary>
    public static ServerMark Of(Uri server, ConfigurationGraph graph) => new(
        server,
        [.. graph.Objects.Where(one => one.Resource == Resources.Brand || one.Resource == Resources.Flow).Take(Most)
            .Select(one => one.Id).OfType<string>()]);
}
