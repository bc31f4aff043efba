using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Table;

/// <summary>Where a response can send a client; none is followed.</summary>
internal static class RedirectFaults
{
    private static readonly string[] Targets =
    [
        "http://127.0.0.1:9/", "https://127.0.0.1:9/", "http://other.example.com/api/v3/core/users/", "//other.example.com/", "/",
            "?next=/", "../../..",
        "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "http://user:password@other.example.com/", "http://[::1", "%00",
            "\u00e4\u00f6",
        "http://127.0.0.1:99999/", new string('a', 8000),
    ];

    /// <summary>The rows.</summary>
    public static IEnumerable<Fault> All =>
    [
        .. Targets.Select(target => new Fault(
            $"302 to {(target.Length > 60 ? "8,000 letters" : target)}",
            Make.Bytes(Response.Whole(302, null, [], $"Location: {target}")),
            "Redirected")),
        new("302 to the same path", (wire, operation) => RedirectAsync(wire, operation.Path), "Redirected"),
        new("302 to the same path of a gate", (wire, operation) => RedirectAsync(wire, $"/gate{operation.Path}?next=1"), "Redirected"),
        new("302 to the same path of another host", (wire, operation) => RedirectAsync(wire, $"//other.example.com{operation.Path}"),
            "Redirected"),
    ];

    private static Task RedirectAsync(Wire wire, string target) =>
        wire.WriteAsync(Response.Whole(302, null, [], "Set-Cookie: gate=x", $"Location: {target}"));
}
