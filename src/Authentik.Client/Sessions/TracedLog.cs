namespace Authentik.Sessions;

/// <summary>A log that writes everything into the session's trace as well, whatever the command was asked to show.</summary>
internal sealed class TracedLog(ICallLog inner, TraceFile trace) : ICallLog
{
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
