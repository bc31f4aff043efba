using System.Globalization;

namespace Authentik.Commands;

/// <summary>
/// Converts a length of time: a number of days, or what fields of the API that are durations take: 90d, '2 weeks', 'days=90', a TimeSpan.
/// </summary>
public sealed class SpanTransformAttribute : TransformAttribute
{
    // No date can be before the first one.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36500);

    private protected override object? Convert(object? input)
    {
        var typed = Unwrap.Base(input) is null ? "$null" : Unwrap.AsTyped(input!);
        return Find(typed) is { } found && found.TimeSpan >= TimeSpan.Zero && found.TimeSpan <= Longest ? found
            : throw new ArgumentException(
                $"'{typed}' isn't a length of time up to {Longest.Days} days. Specify a number of days, {Duration.Forms}.");
    }

    private static Duration? Find(object typed) => typed switch
    {
        Duration duration => duration,
        TimeSpan span => new Duration(span),
        string text when Duration.TryParse(text, out var duration) => duration,
        string text => FindDays(text),
        _ when Unwrap.IsNumber(typed) => FindDays(System.Convert.ToString(typed, CultureInfo.InvariantCulture)!),
        _ => null,
    };

    private static Duration? FindDays(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && days <= Longest.Days
            ? new Duration(TimeSpan.FromDays((double)days))
            : null;
}
