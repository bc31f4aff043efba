using System.Globalization;

namespace Authentik.Sessions;

/// <summary>The file that a session's calls are written to, readable only by its owner. Callers remove secrets first.</summary>
internal sealed class TraceFile : IDisposable
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private readonly object gate = new();
    private readonly TimeProvider clock;
    private readonly StreamWriter writer;
    private bool isClosed;

    /// <summary>Opens the file to append to it, or creates it.</summary>
    /// <exception cref="InputException">The file can't be written.</exception>
    public TraceFile(string path, TimeProvider clock)
    {
        this.clock = clock;
        try
        {
            writer = new StreamWriter(path, PrivateFile.ForWriting(FileMode.Append, FileShare.ReadWrite)) { AutoFlush = true };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The trace file {path} can't be written: {failure.Message} Specify another file with -TracePath.",
                path);
        }
    }

    /// <summary>Writes a line that begins with the time in UTC.</summary>
    public void Write(string text)
    {
        lock (gate)
        {
            if (!isClosed)
            {
                var time = clock.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
                writer.WriteLine($"{time} {text}");
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

/// <summary>Writes everything to the session's trace file as well, whatever the command was asked to show.</summary>
internal sealed class TracedLog(ICallLog inner, TraceFile trace) : ICallLog
{
    /// <inheritdoc/>
    public bool WantsLines => true;

    /// <inheritdoc/>
    public bool WantsDetails => true;

    /// <inheritdoc/>
    public void Verbose(string text)
    {
        trace.Write(text);
        inner.Verbose(text);
    }

    /// <inheritdoc/>
    public void Debug(string text)
    {
        trace.Write(text);
        if (inner.WantsDetails)
        {
            inner.Debug(text);
        }
    }

    /// <inheritdoc/>
    public void Warning(string text)
    {
        trace.Write($"Warning: {text}");
        inner.Warning(text);
    }
}
