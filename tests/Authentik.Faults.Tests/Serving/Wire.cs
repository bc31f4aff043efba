using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Authentik.Faults.Tests.Serving;

/// <summary>A request as it was read.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Trial">The first part of its path.</param>
/// <param name="Path">The rest of its path, without the query.</param>
/// <param name="Query">The query.</param>
public sealed record WireRequest(string Method, string Trial, string Path, string Query);

/// <summary>A connection, on which anything can be written.</summary>
public sealed class Wire(ConnectionContext connection) : IAsyncDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    /// <summary>True once no other response follows on this connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Cancelled when the client closes the connection.</summary>
    public CancellationToken Gone => connection.ConnectionClosed;

    /// <summary>Reads a request with its body; null at the end of the connection.</summary>
    public async Task<WireRequest?> ReadRequestAsync()
    {
        while (true)
        {
            var read = await connection.Transport.Input.ReadAsync(Gone);
            if (TryParse(read.Buffer, out var request, out var end))
            {
                connection.Transport.Input.AdvanceTo(end);
                return request;
            }

            connection.Transport.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    /// <summary>Writes bytes.</summary>
    /// <exception cref="IOException">The client has gone.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        var written = await connection.Transport.Output.WriteAsync(bytes, Gone);
        if (written.IsCompleted || written.IsCanceled)
        {
            IsClosed = true;
            throw new IOException("The client has gone.");
        }
    }

    /// <summary>Writes the same bytes until the client goes away.</summary>
    public async Task FloodAsync(byte[] bytes)
    {
        while (!Gone.IsCancellationRequested)
        {
            await WriteAsync(bytes);
        }
    }

    /// <summary>Writes some bytes, one after a pause.</summary>
    public async Task DripAsync(byte[] bytes, TimeSpan pause)
    {
        foreach (var one in bytes)
        {
            await WriteAsync(new[] { one });
            await Task.Delay(pause, Gone);
        }
    }

    /// <summary>Says nothing until the client goes away.</summary>
    public Task HangAsync() => Task.Delay(Timeout.Infinite, Gone);

    /// <summary>Closes the connection in order.</summary>
    public async Task CloseAsync()
    {
        IsClosed = true;
        await connection.Transport.Output.CompleteAsync();
    }

    /// <summary>Breaks the connection.</summary>
    public void Abort()
    {
        IsClosed = true;
        connection.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        await connection.Transport.Output.CompleteAsync();
        await connection.Transport.Input.CompleteAsync();
    }

    private static bool TryParse(ReadOnlySequence<byte> buffer, out WireRequest? request, out SequencePosition end)
    {
        (request, end) = (null, buffer.Start);
        var bytes = buffer.ToArray();
        var head = bytes.AsSpan().IndexOf(EndOfHead);
        if (head < 0)
        {
            return false;
        }

        var lines = Encoding.Latin1.GetString(bytes, 0, head).Split("\r\n");
        var length = lines.Skip(1).Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
        var whole = head + EndOfHead.Length + length;
        if (bytes.Length < whole)
        {
            return false;
        }

        var (method, address) = (lines[0].Split(' ')[0], lines[0].Split(' ')[1].Split('?', 2));
        var target = address[0];
        var trial = target.TrimStart('/').Split('/')[0];
        (request, end) = (new WireRequest(method, trial, target[(trial.Length + 1)..], address.ElementAtOrDefault(1) ?? string.Empty),
            buffer.GetPosition(whole));
        return true;
    }
}
