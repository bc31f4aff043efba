using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Authentik.TestServer;

/// <summary>
/// Opens a way to another server for whoever asks with CONNECT. It stands before the HTTP server, which cannot hand out the
/// connection itself; every other request goes on to that.
/// </summary>
internal sealed class Tunnels(ServerOptions options, Control control)
{
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await ReadAsync(connection.Transport.Input, connection.ConnectionClosed) is not { } request)
        {
            await next(connection);
            return;
        }

        control.Log(request);
        if (!options.IsProxyUser(request.Headers.GetValueOrDefault("Proxy-Authorization")))
        {
            await AnswerAsync(connection, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"");
        }
        else if (options.RefusesTunnels)
        {
            await AnswerAsync(connection, "403 Forbidden");
        }
        else
        {
            await OpenAsync(connection, request.Path);
        }
    }

    private static async Task AnswerAsync(ConnectionContext connection, string status) =>
        await connection.Transport.Output.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));

    private static async Task OpenAsync(ConnectionContext connection, string target)
    {
        var server = new Uri($"http://{target}");
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(server.IdnHost, server.Port, connection.ConnectionClosed);
        }
        catch (SocketException)
        {
            await AnswerAsync(connection, "502 Bad Gateway");
            return;
        }

        await connection.Transport.Output.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
        var stream = client.GetStream();
        try
        {
            // Whichever side ends first ends both.
            await Task.WhenAny(
                connection.Transport.Input.CopyToAsync(stream, connection.ConnectionClosed),
                stream.CopyToAsync(connection.Transport.Output, connection.ConnectionClosed));
        }
        finally
        {
            client.Close();
        }
    }

    // The head of a CONNECT; null, with nothing taken, for anything else.
    private static async Task<Received?> ReadAsync(PipeReader input, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellation);
            var text = Encoding.ASCII.GetString(read.Buffer);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (!text.StartsWith("CONNECT ", StringComparison.Ordinal) || read.IsCompleted)
            {
                input.AdvanceTo(read.Buffer.Start);
                return null;
            }

            if (end >= 0)
            {
                input.AdvanceTo(read.Buffer.GetPosition(end + 4));
                return Parse(text[..end].Split("\r\n"));
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static Received Parse(string[] lines)
    {
        var headers = lines.Skip(1)
            .Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return new Received("CONNECT", lines[0].Split(' ')[1], string.Empty, headers, [], DateTimeOffset.UtcNow);
    }
}
