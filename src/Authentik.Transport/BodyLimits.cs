namespace Authentik.Transport;

/// <summary>How many bytes of a body are read, after it was decompressed.</summary>
internal sealed class BodyLimits(TransportOptions options)
{
    private const long Megabyte = 1024 * 1024;

    // A page of the largest objects has a hundredth of this.
    private const long Memory = 256 * Megabyte;
    private const long File = 4096 * Megabyte;

    /// <summary>The beginning of a refusal says why; the rest isn't read.</summary>
    public const int Refusal = 64 * 1024;

    /// <summary>The most bytes of a successful response; more is an error.</summary>
    public long MostOf(Stream? sink) => sink is null
        ? Math.Min(options.MaximumResponseSize ?? Memory, Array.MaxLength)
        : options.MaximumResponseSize ?? File;
}
