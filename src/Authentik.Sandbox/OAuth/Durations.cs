using System.Globalization;

namespace Authentik.Sandboxing.OAuth;

/// <summary>Durations as fields have them: <c>hours=1;minutes=30</c>.</summary>
internal static class Durations
{
    private static readonly Dictionary<string, TimeSpan> Units = new(StringComparer.Ordinal)
    {
        ["microseconds"] = TimeSpan.FromMicroseconds(1),
        ["milliseconds"] = TimeSpan.FromMilliseconds(1),
        ["seconds"] = TimeSpan.FromSeconds(1),
        ["minutes"] = TimeSpan.FromMinutes(1),
        ["hours"] = TimeSpan.FromHours(1),
        ["days"] = TimeSpan.FromDays(1),
        ["weeks"] = TimeSpan.FromDays(7),
    };

    /// <summary>How long it is; what is no duration takes no time.</summary>
    public static TimeSpan Parse(string? text) =>
        (text ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Part).Aggregate(TimeSpan.Zero, (sum, part) => sum + part);

    private static TimeSpan Part(string text)
    {
        var halves = text.Split('=', 2, StringSplitOptions.TrimEntries);
        return Units.TryGetValue(halves[0], out var unit) && double.TryParse(halves[^1], CultureInfo.InvariantCulture, out var count) ? unit * count : TimeSpan.Zero;
    }
}
