using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions;

/// <summary>What can be done with an object by a word behind its path.</summary>
/// <param name="Path">The path of the resource.</param>
/// <param name="Name">The word.</param>
/// <param name="Method">GET, which HEAD may take the place of, or POST.</param>
/// <param name="Do">Does it, and answers.</param>
internal sealed record ObjectAction(string Path, string Name, string Method, Func<World, ApiCall, Row, Answer> Do)
{
    /// <summary>The methods that its URL has.</summary>
    public string Allowed => Method == "GET" ? "GET, HEAD, OPTIONS" : $"{Method}, OPTIONS";

    public bool Takes(string method) => method == Method || (method == "HEAD" && Method == "GET");
}
