using System.Text;
using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Table;

/// <summary>What the rows of the table are made of.</summary>
internal static class Make
{
    /// <summary>Always the same bytes; the connection stays open.</summary>
    public static Responder Bytes(byte[] bytes) => (wire, _) => wire.WriteAsync(bytes);

    /// <summary>Always the same bytes, and the end of the connection.</summary>
    public static Responder Last(byte[] bytes) => async (wire, _) =>
    {
        await wire.WriteAsync(bytes);
        await wire.CloseAsync();
    };

    /// <summary>A success with this JSON.</summary>
    public static Responder Json(string json, params string[] headers) =>
        (wire, operation) => wire.WriteAsync(Response.Json(Success(operation), json, headers));

    /// <summary>A success with the body that is right, changed.</summary>
    public static Responder Body(Func<byte[], byte[]> change, string? type = "application/json", params string[] headers) =>
        (wire, operation) => wire.WriteAsync(Response.Whole(Success(operation), type, change(Encoding.UTF8.GetBytes(operation.Body)),
            headers));

    /// <summary>The success that is right, cut after a part of it; then the connection breaks.</summary>
    public static Responder Cut(Func<int, int> length, bool inOrder) => async (wire, operation) =>
    {
        var whole = Response.Json(Success(operation), operation.Body.Length == 0 ? "{}" : operation.Body);
        await wire.WriteAsync(whole.AsMemory(0, length(whole.Length)));
        if (inOrder)
        {
            await wire.CloseAsync();
        }
        else
        {
            wire.Abort();
        }
    };

    /// <summary>The head of a success and a part of a body, and nothing more.</summary>
    public static Responder Begin(params string[] headers) => async (wire, operation) =>
    {
        await wire.WriteAsync(Response.Head(Success(operation), ["Content-Type: application/json", .. headers]));
        await wire.WriteAsync("[\n"u8.ToArray());
        await wire.HangAsync();
    };

    /// <summary>A success without a body can't have one.</summary>
    public static int Success(Operation operation) => operation.Status == 204 ? 200 : operation.Status;
}
