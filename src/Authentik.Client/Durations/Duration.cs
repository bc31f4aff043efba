using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Authentik;

/// <summary>
/// A duration as authentik writes it, such as <c>hours=2;minutes=5</c>. It keeps its text, and compares and sorts by its length.
/// </summary>
/// <remarks>
/// ConvertTo-Json writes only a few types as strings, and all others as objects of their properties. Of those few, only
/// <see cref="Uri"/> can be derived from, so a duration is a relative one whose text is the duration.
/// </remarks>
public sealed class Duration : Uri, IComparable<Duration>, IComparable, IEquatable<Duration>
{
    /// <summary>What a string can be, for messages.</summary>
    internal const string Forms = "a TimeSpan, or a string such as 2:00:00, '90 minutes' or 'hours=2;minutes=5'. The units are weeks, "
        + "days, hours, minutes, seconds, milliseconds and microseconds";

    /// <summary>Creates a duration from a time span.</summary>
    public Duration(TimeSpan timeSpan)
        : this(DurationText.Write(timeSpan), timeSpan)
    {
    }

    private Duration(string text, TimeSpan timeSpan)
        : base(text, UriKind.Relative)
    {
        TimeSpan = timeSpan;
    }

    /// <summary>Its length.</summary>
    public TimeSpan TimeSpan { get; }

    /// <summary>
    /// Reads a duration that someone wrote: authentik's own text, <c>2:00:00</c> and <c>1.02:00:00</c>, or numbers and units such as
    /// <c>90 minutes</c> and <c>1h 30m</c>.
    /// </summary>
    /// <exception cref="FormatException">The string is none of these.</exception>
    public static Duration Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var duration)
            ? duration
            : throw new FormatException($"'{text}' isn't a duration. Specify {Forms}.");
    }

    /// <summary>Reads a duration that someone wrote; false if the string is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Duration? duration)
    {
        var written = text is null ? null : DurationText.Translate(text);
        return TryRead(written, out duration);
    }

    /// <summary>Reads a duration as authentik does; false if authentik would refuse the text.</summary>
    internal static bool TryRead([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Duration? duration)
    {
        duration = text is not null && DurationText.Read(text) is { } span ? new Duration(text, span) : null;
        return duration is not null;
    }

    /// <summary>The duration of a number of minutes, as old servers have it.</summary>
    internal static Duration FromMinutes(int minutes) =>
        new(string.Create(CultureInfo.InvariantCulture, $"minutes={minutes}"), TimeSpan.FromMinutes(minutes));

    /// <summary>The number of whole minutes, as old servers have it.</summary>
    internal int ToMinutes() => (int)TimeSpan.TotalMinutes;

    /// <inheritdoc/>
    public int CompareTo(Duration? other) => other is null ? 1 : TimeSpan.CompareTo(other.TimeSpan);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Duration other => CompareTo(other),
        TimeSpan span => TimeSpan.CompareTo(span),
        string text => CompareTo(Parse(text)),
        _ => throw new ArgumentException($"A duration can't be compared with {obj.GetType().Name}. Specify {Forms}.", nameof(obj)),
    };

    /// <inheritdoc/>
    public bool Equals(Duration? other) => other is not null && TimeSpan == other.TimeSpan;

    /// <inheritdoc/>
    public override bool Equals(object? comparand) => comparand is Duration other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => TimeSpan.GetHashCode();

    /// <summary>Its text, as authentik has it.</summary>
    public override string ToString() => OriginalString;

    /// <summary>The duration of a time span.</summary>
    public static implicit operator Duration(TimeSpan timeSpan) => new(timeSpan);

    /// <summary>The length of a duration.</summary>
    public static explicit operator TimeSpan(Duration duration)
    {
        ArgumentNullException.ThrowIfNull(duration);
        return duration.TimeSpan;
    }

    /// <summary>True if both have the same length.</summary>
    public static bool operator ==(Duration? left, Duration? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True if they have different lengths.</summary>
    public static bool operator !=(Duration? left, Duration? right) => !(left == right);

    /// <summary>True if the first one is shorter.</summary>
    public static bool operator <(Duration? left, Duration? right) => Compare(left, right) < 0;

    /// <summary>True if the first one isn't longer.</summary>
    public static bool operator <=(Duration? left, Duration? right) => Compare(left, right) <= 0;

    /// <summary>True if the first one is longer.</summary>
    public static bool operator >(Duration? left, Duration? right) => Compare(left, right) > 0;

    /// <summary>True if the first one isn't shorter.</summary>
    public static bool operator >=(Duration? left, Duration? right) => Compare(left, right) >= 0;

    private static int Compare(Duration? left, Duration? right) => Comparer<Duration>.Default.Compare(left, right);
}
