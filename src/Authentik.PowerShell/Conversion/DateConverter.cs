using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// Converts dates, ISO strings, and time spans from now. A string that reads differently from country to country, such as 01/02/2026,
/// isn't a date, whatever the culture is.
/// </summary>
internal static partial class DateConverter
{
    /// <summary>What a value can be, for messages.</summary>
    public const string Wanted =
        "a date such as 2026-12-31 or 2026-12-31T18:00:00Z, or what counts from now: a TimeSpan or a string such as '30 days'";

    private const string DeserializedDate = "Deserialized.System.DateTimeOffset";

    /// <summary>The point in time, local where the value has no offset; null if the value can't be converted.</summary>
    public static DateTimeOffset? Convert(object value) => value switch
    {
        DateTimeOffset date => date,
        DateTime date => JsonWriting.AddZone(date),
        TimeSpan span => AddToNow(span),
        Duration duration => AddToNow(duration.TimeSpan),
        PSObject former when former.TypeNames.Contains(DeserializedDate) => ReadFormer(former),
        string text => Read(text.Trim()) ?? ReadSpan(text.Trim()),
        _ => null,
    };

    /// <summary>True for what counts from now, and isn't a date itself.</summary>
    public static bool IsFromNow(object? value) => value is TimeSpan or Duration || (value is string text && Read(text.Trim()) is null);

    private static DateTimeOffset? AddToNow(TimeSpan span)
    {
        var now = DateTimeOffset.Now;
        return span > DateTimeOffset.MinValue - now && span < DateTimeOffset.MaxValue - now ? now + span : null;
    }

    // PowerShell serializes a date with an offset as its properties, of which this one is a date again.
    private static DateTimeOffset? ReadFormer(PSObject former) =>
        former.Properties[nameof(DateTimeOffset.UtcDateTime)]?.Value is DateTime date
            ? new DateTimeOffset(DateTime.SpecifyKind(date, DateTimeKind.Utc))
            : null;

    private static DateTimeOffset? Read(string text) =>
        Iso().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var date)
            ? date
            : null;

    // A time span with colons would look like a time of day.
    private static DateTimeOffset? ReadSpan(string text)
    {
        var isPast = text.StartsWith('-');
        return !text.Contains(':', StringComparison.Ordinal) && Duration.TryParse(isPast ? text[1..] : text, out var duration)
            ? AddToNow(isPast ? -duration.TimeSpan : duration.TimeSpan)
            : null;
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?( ?(Z|[+-][0-9]{2}(:?[0-9]{2})?))?)?$")]
    private static partial Regex Iso();
}
