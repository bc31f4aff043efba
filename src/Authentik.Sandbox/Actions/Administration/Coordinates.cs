using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Administration;

/// <summary>Points of a diagram, newest first: how many events there were until a time.</summary>
internal static class Coordinates
{
    private const int Points = 22;

    public static readonly TimeSpan ThirdOfDay = TimeSpan.FromHours(8);

    public static readonly TimeSpan ThirtiethOfFourWeeks = TimeSpan.FromDays(28) / 30;

    // The first point lies ahead, and is always zero.
    public static JsonArray Count(DateTimeOffset now, TimeSpan step, IEnumerable<Row> events)
    {
        var times = events.Select(one => one.Values["created"].AsTimestamp()).OfType<DateTimeOffset>().ToList();
        return new JsonArray([.. Enumerable.Range(-1, Points).Select(index => CreatePoint(now - (index * step), step, times))]);
    }

    private static JsonObject CreatePoint(DateTimeOffset end, TimeSpan step, IEnumerable<DateTimeOffset> times) => new()
    {
        ["x_cord"] = end.ToUnixTimeSeconds() * 1000,
        ["y_cord"] = times.Count(time => time <= end && time > end - step),
    };
}
