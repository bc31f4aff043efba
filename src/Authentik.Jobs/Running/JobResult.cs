namespace Authentik;

/// <summary>What became of an object in a job.</summary>
public enum JobStatus
{
    /// <summary>It was so already, and nothing was sent.</summary>
    Unchanged,

    /// <summary>It was created.</summary>
    Created,

    /// <summary>It was changed.</summary>
    Changed,

    /// <summary>It was removed.</summary>
    Removed,

    /// <summary>Something couldn't be done. What was done all the same is listed.</summary>
    Failed,
}

/// <summary>What a job did with one object, what it didn't do, and why.</summary>
public abstract class JobResult : JobObject
{
    private readonly List<string> done = [];
    private readonly List<string> notDone = [];

    /// <summary>What became of the object.</summary>
    public JobStatus Status { get; internal set; }

    /// <summary>The steps that were done, in their order.</summary>
    public ValueList<string> Done => [.. done];

    /// <summary>The steps that were not done.</summary>
    public ValueList<string> NotDone => [.. notDone];

    /// <summary>Why something wasn't done; null if all was.</summary>
    public string? Reason => Failures.Count == 0 ? null : string.Join(" ", Failures.Select(one => one.Message).Distinct());

    /// <summary>The failures, in the order of the steps.</summary>
    internal List<Exception> Failures { get; } = [];

    internal void AddDone(string step) => done.Add(step);

    internal void AddNotDone(string step) => notDone.Add(step);

    internal bool RemoveDone(string step) => done.Remove(step);

    /// <summary>Notes that a step can't be done, and why.</summary>
    internal void Fail(string step, Exception failure)
    {
        AddNotDone(step);
        Fail(failure);
    }

    /// <summary>Notes a failure.</summary>
    internal void Fail(Exception failure)
    {
        Failures.Add(failure);
        Status = JobStatus.Failed;
    }
}
