using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Authentik.Faults.Tests.Serving;

/// <summary>Responses as bytes.</summary>
public static class Response
{
    /// <summary>A response with JSON.</summary>
    public static byte[] Json(int status, string body, params string[] headers) =>
        Whole(status, "application/json", Encoding.UTF8.GetBytes(body), headers);

    /// <summary>A response with any body.</summary>
    public static byte[] Whole(int status, string? type, byte[] body, params string[] headers) =>
        [.. Head(status, [.. type is null ? [] : new[] { $"Content-Type: {type}" }, $"Content-Length: {body.Length}", .. headers]),
            .. body];

    /// <summary>The status line and the headers.</summary>
    public static byte[] Head(int status, params string[] headers) => Encoding.Latin1.GetBytes(
        $"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} Reason\r\n{string.Concat(headers.Select(line => $"{line}\r\n"))}\r\n");

    /// <summary>Bytes as they are written in Latin-1.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Compresses a body.</summary>
    public static byte[] Compress(string encoding, byte[] body)
    {
        using var target = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(target, CompressionLevel.Fastest),
            _ => new BrotliStream(target, CompressionLevel.Fastest),
        })
        {
            stream.Write(body);
        }

        return target.ToArray();
    }
}
