using System.Collections;
using Authentik.Masking;

namespace Authentik.Background;

/// <summary>A line that the server logged about a task.</summary>
/// <param name="Level">Its log level, such as warning.</param>
/// <param name="Text">The message.</param>
internal sealed record LogLine(string Level, string Text)
{
    /// <summary>True for a line that says that something failed.</summary>
    public bool IsError => Level is "error" or "critical" or "exception";

    /// <summary>True for a line that says that something wasn't done as expected.</summary>
    public bool IsWarning => Level is "warning";

    /// <summary>The lines in the first of these fields that the object has; none if it has no field of them.</summary>
    public static IReadOnlyList<LogLine> ReadAll(AuthentikObject from, params IEnumerable<string> fields) =>
        fields.Select(from.ValueOf).OfType<IEnumerable>().FirstOrDefault() is { } lines
            ? [.. lines.OfType<AuthentikObject>().Select(Read)]
            : [];

    private static LogLine Read(AuthentikObject line) =>
        new(line.ValueOf("log_level")?.ToString() ?? string.Empty, MaskSecrets(line.ValueOf("event")));

    // The lines are in messages.
    private static string MaskSecrets(object? text) => text is null ? string.Empty : RecordedSecrets.Mask(text).ToString()!;
}
