using System.Globalization;
using System.Text.RegularExpressions;

namespace Authentik;

/// <summary>The text of durations: authentik's own, such as <c>hours=2;minutes=5</c>, and what people write instead.</summary>
internal static partial class DurationText
{
    // Text beyond this is no duration, whatever it contains.
    private const int MaxLength = 200;

    // Elsewhere, this unit has no length. It isn't the m of minutes.
    private const string Months = "M";

    private static readonly (string Name, string[] Words, decimal Ticks)[] Units =
    [
        ("weeks", ["week", "w", "wk", "wks"], TimeSpan.TicksPerDay * 7),
        ("days", ["day", "d"], TimeSpan.TicksPerDay),
        ("hours", ["hour", "h", "hr", "hrs"], TimeSpan.TicksPerHour),
        ("minutes", ["minute", "m", "min", "mins"], TimeSpan.TicksPerMinute),
        ("seconds", ["second", "s", "sec", "secs"], TimeSpan.TicksPerSecond),
        ("milliseconds", ["millisecond", "ms"], TimeSpan.TicksPerMillisecond),
        ("microseconds", ["microsecond", "us", "µs"], TimeSpan.TicksPerMicrosecond),
    ];

    /// <summary>authentik's text for a time span, in its largest units.</summary>
    public static string Write(TimeSpan span)
    {
        (string Unit, decimal Number)[] parts =
        [
            ("days", span.Days),
            ("hours", span.Hours),
            ("minutes", span.Minutes),
            ("seconds", span.Seconds + (span.Ticks % TimeSpan.TicksPerSecond / (decimal)TimeSpan.TicksPerSecond)),
        ];
        var written = parts.Where(part => part.Number != 0).Select(part => Pair(part.Unit, part.Number)).ToArray();
        return written.Length == 0 ? "seconds=0" : string.Join(';', written);
    }

    /// <summary>
    /// The length of a duration by authentik's rules, which ignore parts with an unknown unit; null for text that authentik refuses.
    /// </summary>
    public static TimeSpan? Read(string text)
    {
        if (text.Length > MaxLength || !Pairs().IsMatch(text))
        {
            return null;
        }

        var numbers = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in Part().Matches(text).Where(part => Units.Any(unit => IsNamed(unit.Name, part.Groups["key"].Value))))
        {
            if (!TryReadNumber(part.Groups["number"].Value, out var number))
            {
                return null;
            }

            numbers[part.Groups["key"].Value] = number;
        }

        return numbers.Count == 0 ? null : Add(numbers);
    }

    /// <summary>
    /// authentik's text for what someone wrote, which is kept if it is that already; null if it is no duration. A unit that authentik
    /// would ignore isn't one.
    /// </summary>
    public static string? Translate(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length > MaxLength ? null
            : trimmed.Contains('=', StringComparison.Ordinal) ? Check(Blank().Replace(trimmed, string.Empty))
            : Clock().Match(trimmed) is { Success: true } clock ? ReadClock(clock)
            : Sequence().IsMatch(trimmed) ? ReadSequence(trimmed)
            : null;
    }

    // The server takes the last one of a unit that occurs twice, which is rarely meant.
    private static string? Check(string text)
    {
        var keys = Part().Matches(text).Select(part => part.Groups["key"].Value).ToArray();
        var areUnits = keys.All(key => Units.Any(unit => IsNamed(unit.Name, key)));
        return areUnits && keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == keys.Length ? text : null;
    }

    private static string? ReadClock(Match clock)
    {
        var ticks = (ReadPart(clock, "days") * TimeSpan.TicksPerDay)
            + (ReadPart(clock, "hours") * TimeSpan.TicksPerHour)
            + (ReadPart(clock, "minutes") * TimeSpan.TicksPerMinute)
            + (ReadPart(clock, "seconds") * TimeSpan.TicksPerSecond);
        return ToSpan(clock.Groups["sign"].Length > 0 ? -ticks : ticks) is { } span ? Write(span) : null;
    }

    private static decimal ReadPart(Match clock, string name) =>
        clock.Groups[name].Length == 0 ? 0 : decimal.Parse(clock.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

    private static string? ReadSequence(string text)
    {
        var written = new List<string>();
        foreach (Match part in Measure().Matches(text))
        {
            var word = part.Groups["unit"].Value;
            var unit = Units.FirstOrDefault(unit => IsNamed(unit.Name, word) || unit.Words.Any(other => IsNamed(other, word))).Name;
            if (unit is null || word == Months || !TryReadNumber(part.Groups["number"].Value, out var number))
            {
                return null;
            }

            written.Add(Pair(unit, number));
        }

        return Check(string.Join(';', written));
    }

    private static TimeSpan? Add(Dictionary<string, decimal> numbers)
    {
        try
        {
            return ToSpan(Units.Sum(unit => numbers.GetValueOrDefault(unit.Name) * unit.Ticks));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static TimeSpan? ToSpan(decimal ticks) =>
        ticks is >= long.MinValue and <= long.MaxValue ? TimeSpan.FromTicks((long)decimal.Round(ticks)) : null;

    private static bool TryReadNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static string Pair(string unit, decimal number) =>
        string.Create(CultureInfo.InvariantCulture, $"{unit}={number:0.###########################}");

    private static bool IsNamed(string name, string word) => string.Equals(name, word, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[^=;:/\\]*=[^=;:/\\]*(;[^=;:/\\]*=[^=;:/\\]*)*$")]
    private static partial Regex Pairs();

    [GeneratedRegex(@"(?<key>[^=;]*)=(?<number>[^=;]*)")]
    private static partial Regex Part();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    // Two numbers alone could be hours and minutes, or minutes and seconds.
    [GeneratedRegex(
        @"^(?<sign>-)?((?<days>[0-9]{1,8})\.)?(?<hours>[0-9]{1,8}):(?<minutes>[0-5][0-9]):(?<seconds>[0-5][0-9](\.[0-9]{1,7})?)$")]
    private static partial Regex Clock();

    [GeneratedRegex(
        @"^([+-]?[0-9]{1,12}(\.[0-9]{1,9})?\s*[a-zµ]+[\s,]*)+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sequence();

    [GeneratedRegex(@"(?<number>[+-]?[0-9]+(\.[0-9]+)?)\s*(?<unit>[a-zµ]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Measure();
}
