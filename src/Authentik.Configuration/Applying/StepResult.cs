namespace Authentik.Configuration;

/// <summary>What came of a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Failure">Why it failed; null if it didn't.</param>
internal sealed record StepResult(PlanStep Step, Exception? Failure = null)
{
    /// <summary>What wasn't written although the step was done, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
