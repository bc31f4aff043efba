using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Authentik.Jobs;

/// <summary>
/// Lets one writer at a time change a file: of this process, and of all processes that use the same lock file beside it. A lock file that
/// was left by a process that ended is free.
/// </summary>
internal sealed class RecordLock : IDisposable
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Queues = new(
        OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly SemaphoreSlim queue;
    private FileStream? file;

    private RecordLock(SemaphoreSlim queue) => this.queue = queue;

    /// <summary>Waits until nobody else changes the file.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="limit">How long to wait for other processes.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <exception cref="IOException">Another process goes on changing it, or the lock file can't be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The lock file may not be created.</exception>
    public static async Task<RecordLock> TakeAsync(string path, TimeSpan limit, CancellationToken cancellation)
    {
        var queue = Queues.GetOrAdd(Path.GetFullPath(path), _ => new SemaphoreSlim(1));
        await queue.WaitAsync(cancellation);
        var taken = new RecordLock(queue);
        try
        {
            taken.file = await OpenAsync(path, limit, cancellation);
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Removes the lock file, and lets the next one in.</summary>
    public void Dispose()
    {
        try
        {
            Remove();
        }
        finally
        {
            file?.Dispose();
            queue.Release();
        }
    }

    // It's removed while it's still locked: after that, it could be somebody else's. A file that can't be removed does no harm.
    private void Remove()
    {
        if (file is null || OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            File.Delete(file.Name);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next one takes it over.
        }
    }

    private static async Task<FileStream> OpenAsync(string path, TimeSpan limit, CancellationToken cancellation)
    {
        var lockPath = $"{path}.lock";
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (TryOpen(lockPath) is { } file)
                {
                    return file;
                }
            }
            catch (Exception busy) when (waited.Elapsed < limit && IsBusy(busy))
            {
                // It's tried again below.
            }
            catch (IOException busy) when (IsBusy(busy))
            {
                throw new IOException(
                    $"'{path}' wasn't changed, because another process holds '{lockPath}'. Wait until it's done, and try again.", busy);
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    // On Linux and macOS, a file can be removed between its opening and its locking. Then somebody else can lock another one of that name,
    // so the file of that name has to be the one that was locked: it's marked with a time that no other one has.
    private static FileStream? TryOpen(string lockPath)
    {
        var options = PrivateFile.ForWriting(FileMode.OpenOrCreate, FileShare.None);
        options.Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
        var file = new FileStream(lockPath, options);
        if (OperatingSystem.IsWindows())
        {
            return file;
        }

        var mark = DateTime.UnixEpoch.AddSeconds(RandomNumberGenerator.GetInt32(int.MaxValue));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        if (File.GetLastWriteTimeUtc(lockPath) == mark)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    // The codes for a file that is locked: of Linux, of macOS, and of Windows, where a file that is being removed can't be opened either.
    private static bool IsBusy(Exception failure) =>
        (failure is IOException && failure.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021))
            || (failure is UnauthorizedAccessException && OperatingSystem.IsWindows());
}
