using System.Buffers;
using System.Globalization;

namespace Authentik.Transport;

/// <summary>Copies a body as it arrives, up to a number of bytes.</summary>
/// <param name="body">The body, decompressed.</param>
/// <param name="most">The number of bytes.</param>
/// <param name="limit">Ends the copying.</param>
internal sealed class BodyCopier(Stream body, long most, CancellationTokenSource limit) : IDisposable
{
    private const int BufferSize = 81920;

    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    /// <summary>Refuses a body whose header says that it is too large.</summary>
    /// <exception cref="TransportException">It is.</exception>
    public void RequireLength(long length)
    {
        if (length > most)
        {
            throw TooLarge();
        }
    }

    /// <summary>Copies all of it.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="longestPause">How long it may pause, where that alone is limited; null where the whole time is.</param>
    /// <exception cref="TransportException">It is larger than allowed.</exception>
    public async Task CopyAllAsync(Stream target, TimeSpan? longestPause)
    {
        for (var length = 0L; await ReadAsync(BufferSize, longestPause) is > 0 and var read;)
        {
            length += read;
            RequireLength(length);
            await WriteAsync(target, read);
        }
    }

    // A disk that is full isn't a fault of the connection.
    private async Task WriteAsync(Stream target, int count)
    {
        try
        {
            await target.WriteAsync(buffer.AsMemory(0, count), limit.Token);
        }
        catch (IOException failure)
        {
            throw new SinkException(failure);
        }
    }

    /// <summary>Copies its beginning.</summary>
    public async Task CopyBeginningAsync(Stream target)
    {
        while (target.Length < most && await ReadAsync((int)Math.Min(BufferSize, most - target.Length), null) is > 0 and var read)
        {
            target.Write(buffer, 0, read);
        }
    }

    private async ValueTask<int> ReadAsync(int count, TimeSpan? longestPause)
    {
        if (longestPause is { } pause)
        {
            limit.CancelAfter(pause);
        }

        // What is already there is read without looking at the token.
        limit.Token.ThrowIfCancellationRequested();
        return await body.ReadAsync(buffer.AsMemory(0, count), limit.Token);
    }

    private TransportException TooLarge() => new(
        TransportFault.TooLarge, string.Create(CultureInfo.InvariantCulture, $"it has more than {most:#,0} bytes, which is the limit."));
}
