using System.Globalization;

namespace Authentik.Commands;

/// <summary>
/// Shows points in time in the reader's own time. Where the distance matters more than the date, such as when something expires, near ones
/// are shown as the time that is left or has passed.
/// </summary>
public static class ShownDate
{
    private const string Form = "yyyy-MM-dd HH:mm";
    private const string Day = "yyyy-MM-dd";
    private const string Never = "never";

    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);
    private static readonly TimeSpan Near = TimeSpan.FromDays(30.5);

    /// <summary>The date and the time.</summary>
    public static string? Show(object? value) => Read(value)?.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The time that is left or has passed, up to a month; else the date.</summary>
    public static string? ShowRelative(object? value, string meanings = "") => Read(value) is not { } date ? null
        : Paint(Describe(date, DateTimeOffset.Now) ?? date.ToString(Day, CultureInfo.InvariantCulture), date, meanings);

    /// <summary>The same for the end of something that may have none.</summary>
    public static string? ShowEnd(object? value, object? ends, string meanings = "") =>
        Unwrap.Base(ends) is false ? Never : ShowRelative(value, meanings);

    /// <summary>The date and the time, and what is left or has passed.</summary>
    public static string? ShowBoth(object? value, string meanings = "") => Read(value) is not { } date ? null
        : Paint(Describe(date, DateTimeOffset.Now) is { } near ? $"{Show(value)} ({near})" : Show(value)!, date, meanings);

    // Rounded, so that what was to expire in three days a second ago still does.
    private static string? Describe(DateTimeOffset date, DateTimeOffset now)
    {
        var distance = (date - now).Duration();
        return (Math.Round(distance.TotalMinutes), Math.Round(distance.TotalHours), Math.Round(distance.TotalDays)) switch
        {
            (< 1, _, _) => "now",
            (< 60 and var minutes, _, _) => Count(minutes, "min", "min"),
            (_, < 24 and var hours, _) => Count(hours, "hour", "hours"),
            (_, _, var days) when distance < Near => Count(days, "day", "days"),
            _ => null,
        };

        string Count(double number, string one, string several) =>
            Place(string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : several)}"));
        string Place(string text) => date > now ? $"in {text}" : $"{text} ago";
    }

    private static string Paint(string text, DateTimeOffset date, string meanings)
    {
        var left = date - DateTimeOffset.Now;
        var state = left < TimeSpan.Zero ? "past" : left < Soon ? "soon" : string.Empty;
        return ShownState.Paint(text, ShownState.FindMeaning(state, meanings));
    }

    private static DateTimeOffset? Read(object? value) =>
        Unwrap.Base(value) is DateTimeOffset date ? date.ToLocalTime() : null;
}
