namespace Authentik.Sessions;

/// <summary>
/// How many requests run at once, whoever sends them: pages of lists are requested ahead, and lists are read side by side.
/// </summary>
/// <param name="most">The number.</param>
internal sealed class RequestLimit(int most) : IDisposable
{
    private readonly SemaphoreSlim free = new(most, most);

    /// <summary>Sends a request when there is room for it.</summary>
    public async Task<T> SendAsync<T>(Func<Task<T>> send, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation);
        try
        {
            return await send();
        }
        finally
        {
            free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => free.Dispose();
}
