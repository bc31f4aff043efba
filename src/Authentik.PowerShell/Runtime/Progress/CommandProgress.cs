using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>The progress of one command: the number of its objects, and lines for what the server does in the background.</summary>
internal sealed class CommandProgress
{
    private readonly PSCmdlet command;
    private readonly List<ProgressLine> lines = [];
    private TimeProvider? clock;
    private long start;

    /// <summary>The progress of a command.</summary>
    public CommandProgress(PSCmdlet command) => this.command = command;

    /// <summary>Begins to measure the time with the clock of the first session that the command uses.</summary>
    public void Begin(TimeProvider sessionClock)
    {
        if (clock is null)
        {
            (clock, start) = (sessionClock, sessionClock.GetTimestamp());
        }
    }

    /// <summary>Opens a line that counts the objects of the command; null until it has used a session.</summary>
    public ProgressCount? OpenCount(string activity) =>
        clock is null ? null : new ProgressCount(Add(new ProgressLine(command, activity, clock, start)));

    /// <summary>Opens a line for something that begins now, from any thread.</summary>
    public ProgressLine Open(string activity, TimeProvider sessionClock) =>
        Add(new ProgressLine(command, activity, sessionClock, sessionClock.GetTimestamp()));

    /// <summary>Removes all lines.</summary>
    public void Complete() => ForEach(line => line.Complete());

    /// <summary>The same for a pipeline that ended early.</summary>
    public void Abandon() => ForEach(line => line.Abandon());

    private ProgressLine Add(ProgressLine line)
    {
        lock (lines)
        {
            lines.Add(line);
            return line;
        }
    }

    private void ForEach(Action<ProgressLine> act)
    {
        lock (lines)
        {
            lines.ForEach(act);
        }
    }
}
