using System.Management.Automation;
using System.Management.Automation.Host;

namespace Authentik.Commands;

/// <summary>
/// One line of progress, which is shown only if the work takes two seconds, and a few times a second. All of it runs on the pipeline
/// thread.
/// </summary>
internal sealed class ProgressLine(PSCmdlet command, string activity, TimeProvider clock, long start)
{
    // PowerShell numbers commands from 1, so their lines and those of scripts never take the place of one of these.
    private const long Source = 0x417574_68656E74;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static int lastId;

    private readonly string shownActivity = VisibleText.Show(activity);
    private readonly int id = Interlocked.Increment(ref lastId);
    private TimeSpan next = Quiet;
    private PSHostUserInterface? shownOn;

    /// <summary>The time since the work began.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(start);

    /// <summary>True if the line is worth writing: the work is long enough, and the line before is no longer new.</summary>
    public bool IsDue => Elapsed >= next;

    /// <summary>Writes the line.</summary>
    /// <param name="status">How far the work is.</param>
    /// <param name="percent">The same in percent; -1 if it isn't known.</param>
    /// <param name="secondsLeft">How long it still takes; -1 if it isn't known.</param>
    public void Show(string status, int percent = -1, int secondsLeft = -1)
    {
        next = Elapsed + Pause;
        shownOn ??= command.Host.UI;
        var record = new ProgressRecord(id, shownActivity, VisibleText.Show(status));
        (record.PercentComplete, record.SecondsRemaining) = (percent, secondsLeft);
        Write(record);
    }

    /// <summary>Removes the line, if there is one.</summary>
    public void Complete()
    {
        if (shownOn is not null)
        {
            shownOn = null;
            Write(CreateLast());
        }
    }

    /// <summary>The same for a pipeline that ended early, in which the command can't write anymore.</summary>
    public void Abandon()
    {
        shownOn?.WriteProgress(Source, CreateLast());
        shownOn = null;
    }

    private ProgressRecord CreateLast() => new(id, shownActivity, "Done") { RecordType = ProgressRecordType.Completed };

    private void Write(ProgressRecord record) => command.CommandRuntime.WriteProgress(Source, record);
}
