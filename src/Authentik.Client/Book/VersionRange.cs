using System.Globalization;

namespace Authentik.Book;

/// <summary>The server versions in which something holds, as the book writes them.</summary>
/// <remarks>
/// A list of intervals: <c>2024.12..</c> (from then on), <c>..2025.8</c> (to the last 2025.8),
/// <c>2024.8.5..2024.8</c> (2024.8.5 and later in 2024.8), <c>2026.5.0</c> (that patch alone), <c>2025.8</c> (that series),
/// joined by commas. Both ends belong to the interval; an end of two parts means the whole series.
/// </remarks>
public sealed class VersionRange
{
    /// <summary>Every version.</summary>
    public static VersionRange All { get; } = new("..", [new Interval(null, null)]);

    /// <summary>No version at all.</summary>
    public static VersionRange None { get; } = new("never", []);

    private readonly string text;
    private readonly IReadOnlyList<Interval> intervals;

    private VersionRange(string text, IReadOnlyList<Interval> intervals)
    {
        this.text = text;
        this.intervals = intervals;
    }

    /// <summary>True when every version is in the range.</summary>
    public bool IsAll => intervals is [{ From: null, To: null }];

    /// <summary>True when no version is in the range.</summary>
    public bool IsNone => intervals.Count == 0;

    /// <summary>True when the range has no upper end, so that newer servers are in it.</summary>
    public bool IsOpen => intervals.Any(interval => interval.To is null);

    /// <summary>Where the range begins, as the book writes it: a version or a series; null where it has no lower end.</summary>
    public string? Since => IsNone ? null : intervals[0].From?.ToString();

    /// <summary>The last version or series of the range; null where it has no upper end.</summary>
    public string? Until => IsNone ? null : intervals[^1].To?.ToString();

    /// <summary>Reads the book's notation.</summary>
    /// <exception cref="FormatException">The string isn't a valid range; the message says which part.</exception>
    public static VersionRange Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim() switch
        {
            ".." => All,
            "never" => None,
            var range => new VersionRange(range, [.. range.Split(',').Select(ParseInterval)]),
        };
    }

    /// <summary>True when the version is in the range.</summary>
    public bool Contains(ServerVersion version) => intervals.Any(interval => interval.Contains(version));

    /// <summary>True when some version can be in both ranges.</summary>
    public bool Overlaps(VersionRange other) => intervals.Any(one => other.intervals.Any(one.Overlaps));

    /// <summary>The versions of all these ranges.</summary>
    public static VersionRange Join(IEnumerable<VersionRange> ranges)
    {
        var list = ranges.Where(range => !range.IsNone).ToList();
        return list.Count == 0 ? None : list.Find(range => range.IsAll) ?? Parse(string.Join(',', list));
    }

    /// <summary>The range in words, for messages: <c>2024.12.0 to 2025.12.5, 2026.2.0 to 2026.2.3 and 2026.5.0</c>.</summary>
    public string Describe()
    {
        var parts = intervals.Select(interval => interval.Describe()).ToArray();
        return parts.Length switch
        {
            0 => "no version",
            1 => parts[0],
            _ => string.Join(", ", parts[..^1]) + " and " + parts[^1],
        };
    }

    /// <summary>The range in the book's notation.</summary>
    public override string ToString() => text;

    private static Interval ParseInterval(string text)
    {
        var ends = text.Trim().Split("..");
        var from = ParseEnd(ends[0], text);
        var to = ends.Length == 1 ? from : ParseEnd(ends[^1], text);
        var valid = ends.Length <= 2 && (from is not null || to is not null);
        return valid ? new Interval(from, to) : throw Refuse(text);
    }

    private static End? ParseEnd(string text, string whole)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return ServerVersion.TryParse(text, out var version) && version.Label is null
            ? new End(version, WholeSeries: text.Count(c => c == '.') == 1)
            : throw Refuse(whole);
    }

    private static FormatException Refuse(string text) =>
        new($"'{text.Trim()}' isn't a version range. Use one such as 2024.12.., ..2025.8, 2024.8.5..2024.8 or 2026.5.0.");

    private sealed record End(ServerVersion Version, bool WholeSeries)
    {
        public string Series => string.Create(CultureInfo.InvariantCulture, $"{Version.Year}.{Version.Series}");

        public override string ToString() => WholeSeries ? Series : Version.ToString();
    }

    private sealed record Interval(End? From, End? To)
    {
        public bool Contains(ServerVersion version) =>
            (From is null || version >= From.Version) && (To is null || IsUpTo(version, To));

        public bool Overlaps(Interval other) => BeginsBeforeEndOf(other) && other.BeginsBeforeEndOf(this);

        public string Describe()
        {
            if (From is not null && From == To)
            {
                return From.WholeSeries ? $"all of {From}" : From.ToString();
            }

            return (From, To) switch
            {
                (null, null) => "every version",
                (null, { } to) => $"up to {to}",
                ({ } from, null) => $"{from} and later",
                ({ } from, { } to) when to.WholeSeries && from.Series == to.Series => $"{from.Version} and later in {to.Series}",
                ({ } from, { } to) => $"{from} to {to}",
            };
        }

        private bool BeginsBeforeEndOf(Interval other) => From is null || other.To is null || IsUpTo(From.Version, other.To);

        private static bool IsUpTo(ServerVersion version, End to) => to.WholeSeries
            ? (version.Year, version.Series).CompareTo((to.Version.Year, to.Version.Series)) <= 0
            : version <= to.Version;
    }
}
