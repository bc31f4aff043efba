using System.Globalization;

namespace Authentik.Commands;

/// <summary>Counts the objects that a command is done with, and shows their number, rate and the time left.</summary>
internal sealed class ProgressCount(ProgressLine line)
{
    private long done;
    private long failed;

    /// <summary>How many there are; null while that isn't known.</summary>
    public long? Total { get; set; }

    /// <summary>Counts objects that are done.</summary>
    public void Add(long count = 1)
    {
        done += count;
        Show();
    }

    /// <summary>Counts one that failed.</summary>
    public void AddFailed()
    {
        failed++;
        Show();
    }

    private void Show()
    {
        var count = done + failed;
        if (count == 0 || count >= Total || !line.IsDue)
        {
            return;
        }

        var rate = count / line.Elapsed.TotalSeconds;
        var number = Total is { } total ? Text($"{count:N0} of {total:N0}") : Text($"{done:N0} done");
        var failures = failed == 0 ? string.Empty : Text($", {failed:N0} failed");
        line.Show(
            $"{number}{failures} ({DescribeRate(rate)})",
            Total is > 0 ? (int)(100 * count / Total) : -1,
            Total is null ? -1 : (int)Math.Min((Total.Value - count) / rate, int.MaxValue));
    }

    private static string DescribeRate(double perSecond) => perSecond switch
    {
        >= 10 => Text($"{perSecond:N0} per second"),
        >= 1 => Text($"{perSecond:N1} per second"),
        _ => Text($"{perSecond * 60:N0} per minute"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.CurrentCulture);
}
