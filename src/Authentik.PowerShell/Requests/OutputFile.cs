namespace Authentik.Commands;

/// <summary>A file that an answer is written to. It appears under its name when it is whole; until then, and after a failure, nothing is there.</summary>
internal sealed class FileSink : IAsyncDisposable
{
    private readonly string path;
    private readonly string partial;
    private readonly bool overwrite;
    private bool keep;

    private FileSink(string path, bool overwrite)
    {
        (this.path, this.overwrite) = (path, overwrite);
        partial = $"{path}.{Guid.NewGuid():N}.part";
        Stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write);
    }

    /// <summary>Where to write.</summary>
    public Stream Stream { get; }

    /// <summary>Opens a file for an answer.</summary>
    /// <exception cref="InputException">The file exists and is not to be overwritten.</exception>
    public static FileSink Open(string path, bool overwrite) => File.Exists(path) && !overwrite
        ? throw new InputException(InputProblem.InvalidValue, $"{path} exists. Say -Force to overwrite it.", path)
        : new FileSink(path, overwrite);

    /// <summary>The answer is whole.</summary>
    public void Keep() => keep = true;

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
