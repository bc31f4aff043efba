namespace Authentik.Faults.Tests.Support;

/// <summary>Watches how much memory is taken from now on.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private const double Megabyte = 1024 * 1024;

    private readonly CancellationTokenSource stop = new();
    private readonly Thread watcher;
    private readonly long before;
    private long peak;

    public MemoryWatch()
    {
        before = peak = GC.GetTotalMemory(forceFullCollection: true);
        watcher = new Thread(Watch) { IsBackground = true };
        watcher.Start();
    }

    /// <summary>The most that was taken, in megabytes; what can be collected counts until it is.</summary>
    public double Peak => (Math.Max(Interlocked.Read(ref peak), GC.GetTotalMemory(forceFullCollection: false)) - before) / Megabyte;

    public void Dispose()
    {
        stop.Cancel();
        watcher.Join();
        stop.Dispose();
    }

    private void Watch()
    {
        while (!stop.Token.WaitHandle.WaitOne(2))
        {
            Interlocked.Exchange(ref peak, Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)));
        }
    }
}
