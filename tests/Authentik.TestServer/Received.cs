using System.Text;

namespace Authentik.TestServer;

/// <summary>A request as it came in.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, still encoded, without the query.</param>
/// <param name="Query">The query with its question mark; empty when there is none.</param>
/// <param name="Headers">The headers; of several with one name, the values joined by commas.</param>
/// <param name="Content">The body.</param>
/// <param name="Time">When it came.</param>
internal sealed record Received(
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Content,
    DateTimeOffset Time)
{
    public string? Body => Content.Length == 0 ? null : Encoding.UTF8.GetString(Content);

    /// <summary>How it is told to those who ask what was received.</summary>
    public object ToLog() => new { method = Method, path = Path, query = Query, headers = Headers, body = Body, time = Time };
}
