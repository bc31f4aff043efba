using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Table;

/// <summary>Headers that nobody expects.</summary>
internal static class HeaderFaults
{
    private static readonly (string Name, string Header)[] Survived =
    [
        ("a cookie", "Set-Cookie: authentik_session=x; Path=/"),
        ("a cookie that is none", "Set-Cookie: =;;;=;,"),
        ("a cookie for another host", "Set-Cookie: a=b; Domain=other.example.com"),
        ("a cookie with a date that is none", "Set-Cookie: a=b; Expires=Xyz, 99 Abc 99999 99:99:99 GMT"),
        ("a cookie of 8,000 letters", $"Set-Cookie: a={new string('x', 8000)}"),
        ("a request id with control characters", "X-authentik-id: \u0001\u001b[31mred"),
        ("a request id of 8,000 letters", $"X-authentik-id: {new string('x', 8000)}"),
        ("letters that aren't ASCII", "X-Name: \u00e4\u00f6\u00fc"),
        ("an empty header", "X-Empty:"),
        ("a type twice", "Content-Type: text/plain"),
        ("an expired date", "Expires: -1"),
        ("a date that is none", "Date: yesterday"),
        ("HSTS", "Strict-Transport-Security: max-age=1"),
        ("a link", "Link: <http://other.example.com>; rel=next"),
        ("keep-alive that is none", "Keep-Alive: x=y"),
        ("an unknown charset", "X-Charset: none"),
        ("a refresh", "Refresh: 0; url=http://other.example.com/"),
        ("a Location", "Location: http://other.example.com/"),
        ("alternative services", "Alt-Svc: h3=\":443\"; ma=86400"),
        ("an ETag", "ETag: W/\"x"),
    ];

    /// <summary>The rows.</summary>
    public static IEnumerable<Fault> All =>
    [
        .. Survived.Select(row => new Fault(
            $"header: {row.Name}", Make.Body(body => body, "application/json", row.Header), "ok")),
        new("header: 70,000 letters", Make.Body(body => body, "application/json", $"X-Long: {new string('x', 70_000)}"),
            "Connection") { Requests = 4 },
        new("header: 3,000 of them", Make.Body(
            body => body, "application/json", [.. Enumerable.Range(0, 3000).Select(i => $"X-Header-Number-{i}: a value of some length")]),
                "Connection") { Requests = 4 },
        new("header: no colon", Make.Body(body => body, "application/json", "nonsense"), "Connection") { Requests = 4 },
        new("header: a NUL", Make.Body(body => body, "application/json", "X-Nul: \0"), "ok"),
        new("header: two lengths", Make.Body(body => body, "application/json", "Content-Length: 1"), "ok"),
        new("header: a length that is no number", WithLength("x"), "ok"),
        new("header: a negative length", WithLength("-1"), "ok"),
        new("header: a length that is too small", WithLength("1"), "UnexpectedAnswer; download = ok; remove = Connection") { Requests = 4 },
        new("header: a length that is too large", WithLength("100000"), "Connection") { Requests = 4 },
    ];

    private static Responder WithLength(string length) => async (wire, operation) =>
    {
        await wire.WriteAsync(Response.Head(Make.Success(operation), "Content-Type: application/json", $"Content-Length: {length}"));
        await wire.WriteAsync(Response.Bytes(operation.Body));
        await wire.CloseAsync();
    };
}
