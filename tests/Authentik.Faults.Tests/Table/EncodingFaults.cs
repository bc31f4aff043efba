using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Table;

/// <summary>Bodies that aren't compressed as their header says.</summary>
internal static class EncodingFaults
{
    private static readonly string[] Known = ["gzip", "deflate", "br"];
    private static readonly string[] Unknown = ["zstd", "compress", "x-gzip", "identity, gzip", "nonsense", "\"gzip\"", "gzip gzip"];

    /// <summary>The rows.</summary>
    public static IEnumerable<Fault> All =>
    [
        .. Known.SelectMany(Expand),
        .. Unknown.Select(encoding => new Fault(
            $"{encoding} that isn't known", Make.Body(_ => [0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3], "application/json",
                $"Content-Encoding: {encoding}"), "UnexpectedAnswer")),
        new("gzip twice", Make.Body(
            body => Response.Compress("gzip", Response.Compress("gzip", body)), "application/json", "Content-Encoding: gzip, gzip"),
                "UnexpectedAnswer"),
    ];

    private static IEnumerable<Fault> Expand(string encoding)
    {
        var header = $"Content-Encoding: {encoding}";
        yield return new($"{encoding} as it should be", Make.Body(body => Response.Compress(encoding, body), "application/json", header),
            "ok");
        yield return new($"{encoding} that is plain text", Make.Body(body => [.. body, .. "{}{}{}"u8], "application/json", header),
            "UnexpectedAnswer; remove, download = *");
        yield return new($"{encoding} with a wrong byte", Make.Body(body => Damage(Response.Compress(encoding, [.. body,
            .. new byte[500]])), "application/json", header), "UnexpectedAnswer; remove, download = *");
        yield return new($"{encoding} that is another one", Make.Body(
            body => Response.Compress(Known[(Array.IndexOf(Known, encoding) + 1) % 3], body), "application/json", header),
                "UnexpectedAnswer; remove, download = *");
    }

    private static byte[] Damage(byte[] body)
    {
        for (var i = body.Length / 2; i < body.Length; i += 2)
        {
            body[i] ^= 0x5A;
        }

        return body;
    }
}
