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
        (this.path, this.overwrite) = (path, overwrite);
        partial = $"{path}.{Guid.NewGuid():N}.part";
        Stream = Create();
    }

    /// <summary>Receives the response.</summary>
    public Stream Stream { get; }

    /// <summary>Opens a file for a response.</summary>
    /// <exception cref="InputException">The file exists and must not be overwritten.</exception>
    /// <exception cref="IOException">The file can't be created.</exception>
    public static DownloadFile Open(string path, bool overwrite) => File.Exists(path) && !overwrite
        ? throw new InputException(InputProblem.InvalidValue, $"The file {path} already exists. Use -Force to overwrite it.", path)
        : new DownloadFile(path, overwrite);

    /// <summary>Keeps the file, because the response is complete.</summary>
    public void Keep() => keep = true;

    private FileStream Create()
    {
        try
        {
            return new FileStream(partial, FileMode.CreateNew, FileAccess.Write);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            var reason = problem.Message.Replace(partial, path, StringComparison.Ordinal);
            var message = $"The file {path} can't be created: {reason} Specify another one with -OutFile.";
            throw problem is IOException ? new IOException(message, problem) : new UnauthorizedAccessException(message, problem);
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
                File.Move(partial, path, overwrite);
            }
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
