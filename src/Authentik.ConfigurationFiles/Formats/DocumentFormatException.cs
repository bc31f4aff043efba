namespace Authentik.Configuration.Files;

/// <summary>A document isn't valid. Who knows its file adds that.</summary>
/// <param name="line">The line, from 1.</param>
/// <param name="message">What is wrong with it, as sentences.</param>
/// <param name="inner">What a library said.</param>
internal sealed class DocumentFormatException(int line, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The line, from 1.</summary>
    public int Line => line;
}
