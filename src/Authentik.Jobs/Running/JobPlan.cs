namespace Authentik.Jobs;

/// <summary>What a job is about to do with one object: it's shown with -WhatIf, confirmed, and then run.</summary>
/// <param name="target">The object, as questions name it, such as <c>User 'jdoe'</c>.</param>
/// <param name="result">The result, which gets what becomes of the steps.</param>
internal sealed class JobPlan<T>(string target, T result)
    where T : JobResult
{
    private readonly List<JobStep> steps = [];

    /// <summary>The object, as questions name it.</summary>
    public string Target { get; } = target;

    /// <summary>What becomes of it.</summary>
    public T Result { get; } = result;

    /// <summary>What is done, in this order.</summary>
    public IReadOnlyList<JobStep> Steps => steps;

    /// <summary>What the status becomes if all steps succeed.</summary>
    public JobStatus Success { get; set; } = JobStatus.Changed;

    /// <summary>
    /// True if all steps are taken back when one fails, or when the pipeline is stopped. It's stopped between two steps: a request that was
    /// cancelled could still be processed, after what it creates was looked for.
    /// </summary>
    public bool IsAllOrNothing { get; init; }

    /// <summary>Reads what the result says beside the steps, once there is nothing more to do; null for nothing.</summary>
    public Func<CancellationToken, Task>? CompleteAsync { get; set; }

    /// <summary>Called if somebody says no to the plan, so that later plans don't count it; null for nothing.</summary>
    public Action? Declined { get; set; }

    /// <summary>What the steps lead to, in a sentence, for who decides about them; null for nothing.</summary>
    public string? Note { get; set; }

    /// <summary>True if there is nothing to do, and nothing has failed.</summary>
    public bool IsNothing => steps.Count == 0 && Result.Failures.Count == 0;

    /// <summary>Adds a step.</summary>
    public void Add(string description, Func<CancellationToken, Task> run) => Add(new JobStep(description, run));

    /// <summary>Adds a step.</summary>
    public void Add(JobStep step) => steps.Add(step);

    /// <summary>Adds a step that comes before all others.</summary>
    public void AddFirst(JobStep step) => steps.Insert(0, step);

    /// <summary>All steps in one line, and what they lead to.</summary>
    public string Describe()
    {
        var all = string.Join("; ", steps.Select(step => step.Description));
        return Note is null ? all : $"{all}. {Note}";
    }

    /// <summary>
    /// Runs the steps one after another. One that fails is noted in the result, and the next ones follow unless they need it.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// The pipeline was stopped. Of a plan that is all or nothing, what was done was taken back.
    /// </exception>
    public async Task<T> RunAsync(CancellationToken cancellation)
    {
        var started = new List<JobStep>();
        var isComplete = false;
        try
        {
            isComplete = await RunEachAsync(started, cancellation);
        }
        finally
        {
            if (IsAllOrNothing && !isComplete)
            {
                await UndoAsync(started);
            }
        }

        if (Result.Failures.Count == 0)
        {
            Result.Status = steps.Count > 0 ? Success : Result.Status;
            await (CompleteAsync?.Invoke(cancellation) ?? Task.CompletedTask);
        }

        return Result;
    }

    // Those that were done, and those that the server may have done although they failed.
    private async Task<bool> RunEachAsync(List<JobStep> started, CancellationToken cancellation)
    {
        var rest = new Queue<JobStep>(steps);
        var isComplete = true;
        while (rest.TryDequeue(out var step))
        {
            if (!step.FollowsAlways || started.Count == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var failure = await TryAsync(step, IsAllOrNothing ? CancellationToken.None : cancellation);
            isComplete &= failure is null;
            if (failure is null or ApiException { MayHaveBeenDone: true })
            {
                started.Add(step);
            }

            if (failure is not null && (step.IsNeeded || IsAllOrNothing))
            {
                break;
            }
        }

        rest.ToList().ForEach(step => Result.AddNotDone(step.Description));
        return isComplete;
    }

    private async Task<Exception?> TryAsync(JobStep step, CancellationToken cancellation)
    {
        try
        {
            await step.RunAsync(cancellation);
            Result.AddDone(step.Description);
            return null;
        }
        catch (Exception failure) when (JobFailure.CanTell(failure))
        {
            Result.Fail(step.Description, failure);
            return failure;
        }
    }

    // What was done is taken back even if the pipeline is stopped meanwhile: nothing half done is left.
    private async Task UndoAsync(List<JobStep> started)
    {
        foreach (var step in started.AsEnumerable().Reverse().Where(step => step.UndoAsync is not null))
        {
            try
            {
                await step.UndoAsync!(CancellationToken.None);
                if (Result.RemoveDone(step.Description))
                {
                    Result.AddNotDone($"{step.Description} (was undone)");
                }
            }
            catch (Exception failure) when (JobFailure.CanTell(failure))
            {
                Result.Fail(failure);
            }
        }
    }
}

/// <summary>Which failures a job notes for an object, instead of ending.</summary>
internal static class JobFailure
{
    /// <summary>True for a refusal, a missing response, and input that isn't valid.</summary>
    public static bool CanTell(Exception failure) =>
        failure is ApiException or InputException or IOException or UnauthorizedAccessException;
}
