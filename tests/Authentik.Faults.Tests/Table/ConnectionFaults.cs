using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Table;

/// <summary>Connections that end, and bytes that aren't HTTP.</summary>
internal static class ConnectionFaults
{
    private static readonly (string Name, string Bytes)[] NoHttp =
    [
        ("words", "Hello, who is there?\r\n"), ("a blank line", "\r\n\r\n"), ("NUL characters", "\0\0\0\0\r\n\r\n"),
        ("SSH", "SSH-2.0-OpenSSH_9.6\r\n"), ("SMTP", "220 mail.example.com ESMTP\r\n"), ("a TLS alert",
            "\u0015\u0003\u0001\0\u0002\u0002\u0028"),
        ("HTTP/0.9", "<html></html>"), ("HTTP/3.0", "HTTP/3.0 200 OK\r\n\r\n"), ("no status", "HTTP/1.1\r\n\r\n"),
        ("a status that is a word", "HTTP/1.1 OK OK\r\n\r\n"), ("a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"), ("a negative status",
            "HTTP/1.1 -200 OK\r\n\r\n"),
        ("chunks that are none",
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
        ("a chunk that is too long",
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}\r\n"),
        ("a chunk that is cut", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}"),
        ("a chunk without an end", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
    ];

    private static readonly (string Name, Func<int, int> Length)[] Cuts =
    [
        ("after a letter", _ => 1), ("in the status line", _ => 11), ("in the headers", _ => 30), ("before the body", length =>
            Math.Max(70, length / 4)),
        ("in the body", length => length - 5), ("before the last byte", length => length - 1),
    ];

    /// <summary>The rows.</summary>
    public static IEnumerable<Fault> All =>
    [
        new("closed without a word", Closed, "Connection") { Requests = 16 },
        new("broken without a word", Broken, "Connection") { Requests = 16 },
        .. Cuts.Select(cut => new Fault($"closed {cut.Name}", Make.Cut(cut.Length, inOrder: true), "Connection") { Requests = 4 }),
        .. Cuts.Select(cut => new Fault($"broken {cut.Name}", Make.Cut(cut.Length, inOrder: false), "Connection") { Requests = 16 }),
        .. NoHttp.Select(row => new Fault($"not HTTP: {row.Name}", Make.Last(Response.Bytes(row.Bytes)), "Connection") { Requests = 4 }),
    ];

    private static Task Closed(Wire wire, Operation operation) => wire.CloseAsync();

    private static Task Broken(Wire wire, Operation operation)
    {
        wire.Abort();
        return Task.CompletedTask;
    }
}
