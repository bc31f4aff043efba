using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Authentik.Configuration;

/// <summary>Applies a plan, wave by wave. What fails doesn't stop what doesn't need it.</summary>
/// <param name="steps">Does each step.</param>
/// <param name="options">How the plan is applied.</param>
/// <param name="left">Objects that aren't created, because somebody said no.</param>
internal sealed class PlanRunner(StepRunner steps, ApplyOptions options, IEnumerable<ObjectKey>? left = null)
{
    private readonly HashSet<ObjectKey> failed = [.. left ?? []];
    private bool hasFailure;

    /// <summary>Applies it, and tells about each step when it's done.</summary>
    public async IAsyncEnumerable<StepResult> RunAsync(ConfigurationPlan plan, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var wave in plan.Waves)
        {
            await foreach (var result in RunWaveAsync(wave, cancellation))
            {
                if (result.Failure is not null)
                {
                    failed.Add(result.Step.Difference.Object.Key);
                    hasFailure = true;
                }

                yield return result;
            }
        }
    }

    private async IAsyncEnumerable<StepResult> RunWaveAsync(
        IReadOnlyList<PlanStep> wave, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var results = Channel.CreateUnbounded<StepResult>();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = options.ThrottleLimit, CancellationToken = cancellation };
        var blocked = wave.ToLookup(step => IsLeft(step) || step.Needs.Any(failed.Contains));
        var running = RunAllAsync();
        await foreach (var result in results.Reader.ReadAllAsync(CancellationToken.None))
        {
            yield return result;
        }

        await running;

        async Task RunAllAsync()
        {
            try
            {
                blocked[true].ToList().ForEach(step => results.Writer.TryWrite(new StepResult(step, Blocked(step))));
                await Parallel.ForEachAsync(
                    blocked[false], limit, async (step, token) => results.Writer.TryWrite(await RunAsync(step, token)));
            }
            finally
            {
                results.Writer.Complete();
            }
        }
    }

    private async Task<StepResult> RunAsync(PlanStep step, CancellationToken cancellation)
    {
        var notes = new List<string>();
        try
        {
            await steps.RunAsync(step, notes, cancellation);
            return new StepResult(step) { Notes = notes };
        }
        catch (Exception failure) when (failure is ApiException or InputException)
        {
            return new StepResult(step, failure) { Notes = notes };
        }
    }

    // What failed may be what takes the place of the removed object.
    private bool IsLeft(PlanStep step) => hasFailure && step.Difference.Action == ConfigurationAction.Remove;

    private InputException Blocked(PlanStep step)
    {
        if (IsLeft(step))
        {
            return new InputException(
                InputProblem.InvalidValue,
                "It wasn't removed, because something else failed. Run the command again when that is mended.",
                step.Difference.Object.Key.Text);
        }

        var missing = step.Needs.First(failed.Contains);
        return new InputException(
            InputProblem.InvalidValue,
            $"It needs '{missing.Text}', which wasn't created. Run the command again when it can be.",
            missing.Text);
    }
}
