using System.Text.Json;

namespace Authentik.Jobs;

/// <summary>
/// A file of <see cref="OffboardingRecord"/>. Users are added to it, and none is ever removed or replaced. Each time, the whole file is
/// written anew beside the old one and takes its place, so that a crash leaves the one or the other.
/// </summary>
internal sealed class RecordFile(string path) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    private readonly SemaphoreSlim writing = new(1);

    /// <summary>Where it is.</summary>
    public string Path => path;

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

        var record = Parse(await File.ReadAllBytesAsync(path, cancellation));
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
        if (File.Exists(path))
        {
            await ReadAsync(server, cancellation);
        }
        else if (Directory.Exists(path) || !Directory.Exists(System.IO.Path.GetDirectoryName(path)))
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
        await writing.WaitAsync(cancellation);
        try
        {
            IReadOnlyList<RecordedUser> before = File.Exists(path) ? (await ReadAsync(server, cancellation)).Users : [];
            var record = new OffboardingRecord
            {
                Format = OffboardingRecord.FormatName,
                Version = OffboardingRecord.FormatVersion,
                Server = server.AbsoluteUri,
                Users = [.. before, user],
            };
            await ReplaceAsync(record, cancellation);
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    private async Task ReplaceAsync(OffboardingRecord record, CancellationToken cancellation)
    {
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var stream = new FileStream(beside, PrivateFile.ForWriting(FileMode.CreateNew, FileShare.None)))
            {
                await JsonSerializer.SerializeAsync(stream, record, Json, cancellation);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private OffboardingRecord Parse(byte[] content)
    {
        try
        {
            if (JsonSerializer.Deserialize<OffboardingRecord>(content, Json)
                is { Format: OffboardingRecord.FormatName, Version: OffboardingRecord.FormatVersion, Server: not null } record)
            {
                return record;
            }
        }
        catch (JsonException)
        {
            // It's told below.
        }

        throw new InputException(
            InputProblem.InvalidValue,
            $"'{path}' isn't a file of Disable-AuthentikUser, or it's of a newer version. Nothing was changed. Specify another file.",
            path);
    }
}
