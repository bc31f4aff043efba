namespace Authentik.Commands;

/// <summary>
/// A file that a response is written to. It gets its name when the response is complete. Before that, and after a failure, there is no
/// file with the name.
/// </summary>
internal sealed class DownloadFile : IAsyncDisposable
{
    private readonly string path;
    private readonly string partial;
    private readonly bool overwrite;
    private bool keep;

    private DownloadFile(string path, bool overwrite)
    {
        // The file that a link leads to is the one that is meant.
        this.path = FindReal(path);
        this.overwrite = overwrite;
        partial = $"{this.path}.{Guid.NewGuid():N}.part";
        Stream = Create();
    }

    /// <summary>Receives the response.</summary>
    public Stream Stream { get; }

    /// <summary>Opens a file for a response.</summary>
    /// <exception cref="InputException">The file exists and must not be overwritten, or can't be.</exception>
    /// <exception cref="IOException">The file can't be created.</exception>
    public static DownloadFile Open(string path, bool overwrite)
    {
        if (File.Exists(path) && !overwrite)
        {
            throw new InputException(InputProblem.InvalidValue, $"The file {path} already exists. Use -Force to overwrite it.", path);
        }

        return IsSpecial(path)
            ? throw new InputException(
                InputProblem.InvalidValue, $"{path} is a device or a pipe, which a file can't replace. Specify a file with -OutFile.", path)
            : new DownloadFile(path, overwrite);
    }

    // Devices and pipes can be neither cut to a length nor sought in. A file of the file system can.
    private static bool IsSpecial(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
        {
            return false;
        }

        var real = FindReal(path);
        return real.StartsWith("/dev/", StringComparison.Ordinal) || real.StartsWith("/proc/", StringComparison.Ordinal)
            || (new FileInfo(real) is { Length: 0 } && !CanSeek(real));
    }

    private static string FindReal(string path) => new FileInfo(path).LinkTarget is null
        ? path
        : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static bool CanSeek(string path)
    {
        // Opened for both, a pipe doesn't wait for its other end.
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using var stream = new FileStream(file, FileAccess.ReadWrite);
        return stream.CanSeek;
    }

    /// <summary>Keeps the file, because the response is complete.</summary>
    public void Keep() => keep = true;

    private DownloadStream Create()
    {
        try
        {
            return new DownloadStream(partial, Reword);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            var message = $"The file {path} can't be created: {Reason(problem)} Specify another one with -OutFile.";
            throw problem is IOException ? new IOException(message, problem) : new UnauthorizedAccessException(message, problem);
        }
    }

    private IOException Reword(IOException problem) => new(
        $"The file {path} can't be written: {Reason(problem)} Nothing was kept of the response"
            + $"{(File.Exists(path) ? ", and the existing file was not changed" : null)}. Free some space, or specify another file.",
        problem);

    private string Reason(Exception problem) =>
        problem.Message.Replace(partial, path, StringComparison.Ordinal).TrimEnd('.') + ".";

    // Who may read a file doesn't change because its content does.
    private void CopyMode()
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path))
        {
            File.SetUnixFileMode(partial, File.GetUnixFileMode(path));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        try
        {
            if (keep)
            {
                CopyMode();
                File.Move(partial, path, overwrite);
            }
        }
        finally
        {
            File.Delete(partial);
        }
    }
}

/// <summary>A file whose failures say what they mean for the download. Without a buffer, all of them come while it is written.</summary>
internal sealed class DownloadStream(string path, Func<IOException, IOException> reword)
    : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0)
{
    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException problem)
        {
            throw reword(problem);
        }
    }
}
