using System.Text.Json;

namespace Authentik.Jobs;

/// <summary>
/// A file of <see cref="OffboardingRecord"/>. Users are added to it, and none is ever removed or replaced. Each time, the whole file is
/// written anew beside the old one and takes its place, so that a crash leaves the one or the other.
/// </summary>
internal sealed class RecordFile(string path)
{
    // Far more than the people of any server need. What is larger can't be read in time, and is something else.
    private const long LargestSize = 256L * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>How long to wait while other processes add users.</summary>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Reads the file.</summary>
    /// <exception cref="InputException">It isn't such a file, or it's of another server.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public async Task<OffboardingRecord> ReadAsync(Uri server, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            throw new InputException(
                InputProblem.NotFound,
                $"The file '{path}' doesn't exist. Check the path: Disable-AuthentikUser writes the file with -RecordPath, if it has "
                    + "something to do.",
                path);
        }

        var record = await ParseAsync(cancellation);
        return record.Server == server.AbsoluteUri ? record : throw new InputException(
            InputProblem.InvalidValue,
            $"'{path}' has users of {record.Server}, not of {server}. Nothing was changed. Specify another file.",
            path);
    }

    /// <summary>Refuses a file to which nothing can be added, before anything is changed.</summary>
    /// <exception cref="InputException">There is something else in its place, or it's of another server.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public async Task RequireUsableAsync(Uri server, CancellationToken cancellation)
    {
        var target = FindTarget();
        if (File.Exists(target))
        {
            await ReadAsync(server, cancellation);
            RequireWritable(target);
        }
        else if (Directory.Exists(target) || !Directory.Exists(System.IO.Path.GetDirectoryName(target)))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"'{path}' can't be written: its folder doesn't exist, or it's a folder itself. Nothing was changed. Specify another path.",
                path);
        }
    }

    /// <summary>Adds a user.</summary>
    /// <exception cref="InputException">There is something else in its place, or it's of another server.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public async Task AddAsync(Uri server, RecordedUser user, CancellationToken cancellation)
    {
        var target = FindTarget();
        using (await RecordLock.TakeAsync(target, WaitLimit, cancellation))
        {
            IReadOnlyList<RecordedUser> before = [];
            if (File.Exists(target))
            {
                before = (await ReadAsync(server, cancellation)).Users;
                RequireWritable(target);
            }

            var record = new OffboardingRecord
            {
                Format = OffboardingRecord.FormatName,
                Version = OffboardingRecord.FormatVersion,
                Server = server.AbsoluteUri,
                Users = [.. before, user],
            };
            await ReplaceAsync(target, record, cancellation);
        }
    }

    // A file takes the place of the one that a link leads to, not of the link.
    private string FindTarget() => new FileInfo(path).LinkTarget is null
        ? path
        : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    // A file can be replaced although it's read-only, and an administrator can write it. Somebody made it so to keep it as it is.
    private void RequireWritable(string target)
    {
        try
        {
            var isReadOnly = OperatingSystem.IsWindows()
                ? File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly)
                : !File.GetUnixFileMode(target).HasFlag(UnixFileMode.UserWrite);
            if (!isReadOnly)
            {
                new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
                return;
            }
        }
        catch (UnauthorizedAccessException)
        {
            // It's told below.
        }

        throw new InputException(
            InputProblem.InvalidValue,
            $"'{path}' can't be written: it's read-only, or you don't have permission. Nothing was changed. Make it writable, or specify "
                + "another path.",
            path);
    }

    private async Task ReplaceAsync(string target, OffboardingRecord record, CancellationToken cancellation)
    {
        var beside = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var stream = new FileStream(beside, PrivateFile.ForWriting(FileMode.CreateNew, FileShare.None)))
            {
                await JsonSerializer.SerializeAsync(stream, record, Json, cancellation);
                stream.Flush(flushToDisk: true);
                if (stream.Length > LargestSize)
                {
                    throw new InputException(
                        InputProblem.InvalidValue, $"'{path}' is full. The user wasn't changed. Specify another file.", path);
                }
            }

            File.Move(beside, target, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private async Task<OffboardingRecord> ParseAsync(CancellationToken cancellation)
    {
        try
        {
            // Another one can take its place meanwhile.
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length <= LargestSize && await JsonSerializer.DeserializeAsync<OffboardingRecord>(stream, Json, cancellation)
                is { Format: OffboardingRecord.FormatName, Version: OffboardingRecord.FormatVersion, Server: not null, IsWhole: true }
                    record)
            {
                return record;
            }
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or ArgumentException)
        {
            // It's told below.
        }

        throw new InputException(
            InputProblem.InvalidValue,
            $"'{path}' isn't a file of Disable-AuthentikUser: it's something else, it's damaged, or it's of a newer version. Nothing was "
                + "changed. Specify another file, or put back a copy of this one.",
            path);
    }
}
