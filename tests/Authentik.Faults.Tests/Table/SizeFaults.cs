using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Table;

/// <summary>Bodies that are larger than the session allows, which is 4 MB here.</summary>
internal static class SizeFaults
{
    /// <summary>What the session allows.</summary>
    public const int Limit = 4 * 1024 * 1024;

    private static readonly byte[] Zeros = new byte[64 * 1024 * 1024];
    private static readonly string[] Encodings = ["gzip", "deflate", "br"];

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("a length that is too large", Make.Begin($"Content-Length: {Limit + 1}"), "ResponseTooLarge") { Megabytes = 50 },
        new("a length of an exabyte", Make.Begin("Content-Length: 1152921504606846976"), "ResponseTooLarge") { Megabytes = 50 },
        new("chunks that are too large", ChunksAsync, "ResponseTooLarge") { Megabytes = 50 },
        new("a refusal without end", RefuseAsync, "ServerFault") { Megabytes = 50 },
        .. Encodings.Select(encoding => new Fault(
            $"64 MB of zeros in {encoding}",
            Make.Bytes(Response.Whole(200, "application/json", Response.Compress(encoding, Zeros), $"Content-Encoding: {encoding}")),
            "ResponseTooLarge")
        {
            Megabytes = 50,
        }),
        .. Encodings.Select(encoding => new Fault(
            $"a refusal with 64 MB of zeros in {encoding}",
            Make.Bytes(Response.Whole(500, "application/json", Response.Compress(encoding, Zeros), $"Content-Encoding: {encoding}")),
            "ServerFault")
        {
            Megabytes = 50,
        }),
        new("a list of the largest allowed size", Make.Body(
            body => [.. body, .. Enumerable.Repeat((byte)' ', Limit - body.Length)]), "ok; remove = ok") { Megabytes = 50 },
    ];

    private static async Task ChunksAsync(Wire wire, Operation operation)
    {
        await wire.WriteAsync(Response.Head(Make.Success(operation), "Content-Type: application/json", "Transfer-Encoding: chunked"));
        await wire.FloodAsync([.. Response.Bytes("10000\r\n"), .. Enumerable.Repeat((byte)' ', 0x10000), .. Response.Bytes("\r\n")]);
    }

    private static async Task RefuseAsync(Wire wire, Operation operation)
    {
        await wire.WriteAsync(Response.Head(500, "Content-Type: application/json", "Connection: close"));
        await wire.FloodAsync([.. Enumerable.Repeat((byte)'x', 65536)]);
    }
}
