using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Authentik.Benchmarks.Serving;

/// <summary>A response with JSON.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Length">The bytes of its body.</param>
/// <param name="Write">Writes its body.</param>
internal sealed record Reply(int Status, long Length, Action<IBufferWriter<byte>> Write)
{
    public static Reply Empty { get; } = new(StatusCodes.Status204NoContent, 0, _ => { });

    public static Reply Json(int status, byte[] body) => new(status, body.Length, writer => writer.Write(body));

    public static Reply Json(int status, string body) => Json(status, Encoding.UTF8.GetBytes(body));

    public static Reply NotFound(string detail) => Json(StatusCodes.Status404NotFound, $$"""{"detail":"{{detail}}"}""");

    /// <summary>Its body.</summary>
    public string ReadText()
    {
        var body = new ArrayBufferWriter<byte>();
        Write(body);
        return Encoding.UTF8.GetString(body.WrittenSpan);
    }
}
