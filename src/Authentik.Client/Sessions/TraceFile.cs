using System.Globalization;

namespace Authentik.Sessions;

/// <summary>A file that the calls of a session are written to, line by line, readable by its owner only. What arrives here is free of secrets.</summary>
internal sealed class TraceFile : IDisposable
{
    private readonly object gate = new();
    private readonly TimeProvider clock;
    private readonly StreamWriter writer;
    private bool isClosed;

    /// <summary>Opens the file, or makes it; what it holds already stays.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public TraceFile(string path, TimeProvider clock)
    {
        this.clock = clock;
        try
        {
            writer = new StreamWriter(path, PrivateFile.ForWriting(FileMode.Append, FileShare.ReadWrite)) { AutoFlush = true };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(InputProblem.InvalidValue, $"The trace cannot be written to {path}: {failure.Message}", path);
        }
    }

    /// <summary>Writes a line with the time, in UTC, before it.</summary>
    public void Write(string text)
    {
        lock (gate)
        {
            if (!isClosed)
            {
                writer.WriteLine($"{clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {text}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            writer.Dispose();
        }
    }
}
