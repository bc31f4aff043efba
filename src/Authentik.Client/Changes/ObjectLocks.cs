namespace Authentik.Changes;

/// <summary>
/// Lets one request after another of this process change what is stored in an object: two that read, change and write at once would
/// lose what the first one added. authentik has no request that is refused if the object has changed.
/// </summary>
internal sealed class ObjectLocks
{
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Those of all sessions of this process.</summary>
    public static ObjectLocks Shared { get; } = new();

    /// <summary>How many objects are being changed.</summary>
    internal int Count
    {
        get
        {
            lock (entries)
            {
                return entries.Count;
            }
        }
    }

    /// <summary>Runs something when nothing else changes the object.</summary>
    /// <param name="address">The object's address, with its server.</param>
    /// <param name="work">What to run.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<T> RunAsync<T>(string address, Func<Task<T>> work, CancellationToken cancellation)
    {
        var entry = Enter(address);
        try
        {
            await entry.Gate.WaitAsync(cancellation);
            try
            {
                return await work();
            }
            finally
            {
                entry.Gate.Release();
            }
        }
        finally
        {
            Leave(address, entry);
        }
    }

    private Entry Enter(string address)
    {
        lock (entries)
        {
            var entry = entries.TryGetValue(address, out var known) ? known : entries[address] = new Entry();
            entry.Users++;
            return entry;
        }
    }

    private void Leave(string address, Entry entry)
    {
        lock (entries)
        {
            if (--entry.Users == 0)
            {
                entries.Remove(address);
                entry.Gate.Dispose();
            }
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }
}
