using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Table;

/// <summary>Responses that don't come to their end; the commands have some seconds, and people press Ctrl+C.</summary>
internal static class TimeFaults
{
    private const string Late = "TimedOut";

    private static readonly byte[] Blanks = [.. Enumerable.Repeat((byte)' ', 65536)];

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("silence", (wire, _) => wire.HangAsync(), Late),
        new("silence after the status line", (wire, _) => SendAsync(wire, "HTTP/1.1 200 OK\r\n"), Late),
        new("silence in the headers", (wire, _) => SendAsync(wire, "HTTP/1.1 200 OK\r\nContent-Type: appl"), Late),
        new("headers that drip", (wire, _) => wire.DripAsync(Response.Bytes($"HTTP/1.1 200 OK\r\nX: {new string('x', 9999)}"),
            TimeSpan.FromMilliseconds(50)), Late),
        new("100 Continue without end", (wire, _) => wire.FloodAsync(Response.Bytes("HTTP/1.1 100 Continue\r\n\r\n")),
            "Connection") { Requests = 4 },
        new("silence before the body", Make.Begin("Content-Length: 1000"), Late),
        new("silence before the first chunk", (wire, _) => SendAsync(wire, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), Late),
        new("silence in a chunk", (wire, _) => SendAsync(wire, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n["), Late),
        new("silence in a body without a length", Make.Begin("Connection: close"), Late),

        // A download may take as long as it takes.
        new("a body that drips", DripBodyAsync, Late) { Operations = [.. Operation.All.Where(operation =>
            operation != Operation.Download)] },
        new("a refusal that drips", DripRefusalAsync, Late),
        new("a refusal whose body is missing", (wire, _) => SendAsync(wire, "HTTP/1.1 500 No\r\nContent-Length: 1000\r\n\r\nx"), Late),
        new("a compressed body that stops", StopCompressedAsync, Late),
        new("a body without end", (wire, operation) => FloodAsync(wire, operation, Blanks), "ResponseTooLarge"),
    ];

    private static async Task SendAsync(Wire wire, string text)
    {
        await wire.WriteAsync(Response.Bytes(text));
        await wire.HangAsync();
    }

    private static async Task DripBodyAsync(Wire wire, Operation operation)
    {
        await wire.WriteAsync(Response.Head(Make.Success(operation), "Content-Type: application/json", "Content-Length: 100000"));
        await wire.DripAsync(Blanks, TimeSpan.FromMilliseconds(50));
    }

    private static async Task StopCompressedAsync(Wire wire, Operation operation)
    {
        await wire.WriteAsync(Response.Head(Make.Success(operation), "Content-Encoding: gzip", "Content-Length: 100000"));
        await wire.WriteAsync(Response.Compress("gzip", Blanks).AsMemory(0, 20));
        await wire.HangAsync();
    }

    private static async Task DripRefusalAsync(Wire wire, Operation operation)
    {
        await wire.WriteAsync(Response.Head(500, "Content-Type: text/html", "Content-Length: 100000"));
        await wire.DripAsync(Blanks, TimeSpan.FromMilliseconds(50));
    }

    private static async Task FloodAsync(Wire wire, Operation operation, byte[] bytes)
    {
        await wire.WriteAsync(Response.Head(Make.Success(operation), "Content-Type: application/json", "Connection: close"));
        await wire.FloodAsync(bytes);
    }
}
