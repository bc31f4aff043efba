using System.Buffers;

namespace Authentik.Transport;

/// <summary>
/// A body in memory that is used again. Pages are larger than what .NET cleans up cheaply, so that a long list in new memory would keep it
/// busy.
/// </summary>
internal sealed class PooledBody(int length) : Stream
{
    private byte[]? buffer = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
    private int written;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => new(buffer, 0, written);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => written;

    /// <inheritdoc/>
    public override long Position
    {
        get => written;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> bytes)
    {
        var owned = buffer ?? throw new ObjectDisposedException(nameof(PooledBody));
        if (owned.Length - written < bytes.Length)
        {
            owned = Grow(owned, written + bytes.Length);
        }

        bytes.CopyTo(owned.AsSpan(written));
        written += bytes.Length;
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        Write(bytes.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref buffer, null) is { } owned)
        {
            ArrayPool<byte>.Shared.Return(owned);
        }

        base.Dispose(disposing);
    }

    private byte[] Grow(byte[] owned, int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(least, 2L * owned.Length), Array.MaxLength));
        owned.AsSpan(0, written).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(owned);
        return buffer = larger;
    }
}
