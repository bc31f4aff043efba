namespace Authentik.Commands;

/// <summary>A part of a command's work that has a line of progress of its own, because it counts other things than the next part.</summary>
/// <param name="line">The line; null if nobody wants to see it.</param>
/// <param name="post">Runs something on the pipeline thread later.</param>
internal sealed class CountedPart(ProgressLine? line, Action<Action> post) : IDisposable
{
    private readonly ProgressCount? count = line is null ? null : new ProgressCount(line);
    private long counted;

    /// <summary>Tells how many are done of how many, from any thread.</summary>
    public void Tell(long done, long all)
    {
        if (count is not null)
        {
            post(() => Show(count, done, all));
        }
    }

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        if (line is not null)
        {
            post(line.Complete);
        }
    }

    private void Show(ProgressCount shown, long done, long all)
    {
        shown.Total = all;
        shown.Add(done - counted);
        counted = done;
    }
}
