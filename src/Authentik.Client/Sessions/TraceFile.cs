using System.Globalization;

namespace Authentik.Sessions;

/// <summary>The file that a session's calls are written to, readable only by its owner. Callers remove secrets first.</summary>
internal sealed class TraceFile : IDisposable
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private readonly object gate = new();
    private readonly string path;
    private readonly TimeProvider clock;
    private readonly StreamWriter writer;
    private bool isClosed;

    /// <summary>Opens the file to append to it, or creates it.</summary>
    /// <exception cref="InputException">The file can't be written.</exception>
    public TraceFile(string path, TimeProvider clock)
    {
        (this.path, this.clock) = (path, clock);
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

    /// <summary>Writes a line that begins with the time in UTC. A disk that is full ends the trace, and not the call.</summary>
    /// <returns>What to warn of if this ended the trace; null otherwise.</returns>
    public string? Write(string text)
    {
        lock (gate)
        {
            if (isClosed)
            {
                return null;
            }

            try
            {
                var time = clock.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
                writer.WriteLine($"{time} {text}");
                return null;
            }
            catch (IOException failure)
            {
                isClosed = true;
                return $"The trace file {path} can't be written anymore: {failure.Message} What follows isn't in it. "
                    + "Specify another file with -TracePath of Connect-Authentik.";
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            try
            {
                writer.Dispose();
            }
            catch (IOException)
            {
                // What the disk doesn't take was warned of.
            }
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
        Trace(text);
        inner.Verbose(text);
    }

    /// <inheritdoc/>
    public void Debug(string text)
    {
        Trace(text);
        if (inner.WantsDetails)
        {
            inner.Debug(text);
        }
    }

    /// <inheritdoc/>
    public void Warning(string text)
    {
        Trace($"Warning: {text}");
        inner.Warning(text);
    }

    private void Trace(string text)
    {
        if (trace.Write(text) is { } warning)
        {
            inner.Warning(warning);
        }
    }
}
