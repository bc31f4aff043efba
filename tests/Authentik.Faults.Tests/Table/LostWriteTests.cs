using Authentik.Faults.Tests.Serving;
using Authentik.Faults.Tests.Support;

namespace Authentik.Faults.Tests.Table;

/// <summary>A change whose response is lost may have been made, and the error says so, with the command that tells.</summary>
public class LostWriteTests(FaultBench bench) : IClassFixture<FaultBench>
{
    private const string Warning = "The change may have been made: check";

    private static readonly (Operation Operation, string? Check)[] Writes =
    [
        (Operation.New, "Get-AuthentikGroup 'zz'"), (Operation.Set, "Get-AuthentikUser '7'"), (Operation.Remove, "Get-AuthentikUser '9'"),
        (Operation.Action, null), (Operation.Post, null),
    ];

    private static readonly Fault[] Lost =
    [
        new("closed before the response", (wire, _) => wire.CloseAsync(), "*"),
        new("closed in the response", Make.Cut(length => length - 3, inOrder: true), "*"),
        new("silence", (wire, _) => wire.HangAsync(), "*"),
        new("500", Make.Bytes(Response.Json(500, "{}")), "*"),
        new("502", Make.Bytes(Response.Json(502, "{}")), "*"),
        new("504 with a page", Make.Bytes(Response.Whole(504, "text/html", "<html>"u8.ToArray())), "*"),
        new("too large", Make.Begin($"Content-Length: {SizeFaults.Limit + 1}"), "*"),
        new("badly compressed", Make.Body(_ => "no gzip"u8.ToArray(), "application/json", "Content-Encoding: gzip"), "*"),
    ];

    private static readonly Fault[] Empty =
    [
        new("an empty object", Make.Json("{}"), "*"), new("null", Make.Json("null"), "*"), new("nothing", Make.Body(_ => []), "*"),
        new("null in all fields", Make.Json("""{"pk":null,"name":null}"""), "*"), new("cut JSON", Make.Json("""{"pk":"""), "*"),
    ];

    private static readonly Fault[] Refused =
    [
        new("400", Make.Bytes(Response.Json(400, """{"name":["no"]}""")), "*"),
        new("403", Make.Bytes(Response.Json(403, "{}")), "*"),
        new("503 with Retry-After", Make.Bytes(Response.Json(503, "{}", "Retry-After: 0")), "*"),
        new("501", Make.Bytes(Response.Json(501, "{}")), "*"),
        new("redirect", Make.Bytes(Response.Whole(302, null, [], "Location: /")), "*"),
        new("a page of a proxy", Make.Body(_ => "<html>Sign in</html>"u8.ToArray(), "text/html"), "*"),
    ];

    [Fact]
    public Task It_says_so() => AssertAsync(Lost, Writes, isLost: true);

    [Fact]
    public Task A_success_without_the_object_is_one() => AssertAsync(Empty, Writes[..2], isLost: true);

    [Fact]
    public Task What_was_refused_was_not_made() => AssertAsync(Refused, Writes, isLost: false);

    private async Task AssertAsync(Fault[] faults, (Operation Operation, string? Check)[] writes, bool isLost)
    {
        foreach (var fault in faults)
        {
            foreach (var (operation, check) in writes)
            {
                var error = Assert.Single(await bench.FailAsync(new Trial(fault, operation), timeout: 4));
                var message = error.Exception.Message;
                Assert.True(isLost == message.Contains(Warning, StringComparison.Ordinal), $"{fault}, {operation}: {message}");
                Assert.True(!isLost || check is null || message.Contains(check, StringComparison.Ordinal),
                    $"{fault}, {operation}: {message}");
                Assert.True((bool)error.Exception.GetType().GetProperty("MayHaveBeenDone")!.GetValue(error.Exception)! == isLost,
                    $"{fault}, {operation}");
            }
        }
    }
}
