namespace Authentik.Jobs.Tests.Running;

public class JobPlanTests
{
    [Theory]
    [InlineData(false, "1 2 3")]
    [InlineData(true, "1 2 -1")]
    public async Task A_failed_step_stops_and_undoes_only_what_is_all_or_nothing(bool isAllOrNothing, string expected)
    {
        var (plan, told) = Make(isAllOrNothing, failing: 2);
        var result = await plan.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Equal(expected, string.Join(' ', told));
        Assert.Equal(isAllOrNothing ? ["2", "3", "1 (was undone)"] : ["2"], result.NotDone);
        Assert.Equal(isAllOrNothing ? [] : ["1", "3"], result.Done);
    }

    [Fact]
    public async Task A_stopped_plan_finishes_its_request_and_undoes_it()
    {
        using var stop = new CancellationTokenSource();
        var (plan, told) = Make(isAllOrNothing: true, failing: 0, token => stop.Cancel());
        await Assert.ThrowsAsync<OperationCanceledException>(() => plan.RunAsync(stop.Token));
        Assert.Equal("1 -1", string.Join(' ', told));
    }

    [Fact]
    public async Task An_undo_that_fails_is_told_and_the_others_follow()
    {
        var (plan, told) = Make(isAllOrNothing: true, failing: 3, undoFails: 2);
        var result = await plan.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal("1 2 3 -2 -1", string.Join(' ', told));
        Assert.Contains("undo 2", result.Reason, StringComparison.Ordinal);
        Assert.Equal(["2"], result.Done);
    }

    private static (JobPlan<Made> Plan, List<string> Told) Make(
        bool isAllOrNothing, int failing, Action<CancellationToken>? during = null, int undoFails = 0)
    {
        var (plan, told) = (new JobPlan<Made>("all", new Made()) { IsAllOrNothing = isAllOrNothing }, new List<string>());
        for (var number = 1; number <= 3; number++)
        {
            var step = number;
            plan.Add(new JobStep($"{step}", token => Do($"{step}", step == failing, $"step {step}", token))
            {
                UndoAsync = token => Do($"-{step}", step == undoFails, $"undo {step}", token),
            });
        }

        return (plan, told);

        Task Do(string text, bool fails, string why, CancellationToken token)
        {
            told.Add(text);
            during?.Invoke(token);
            token.ThrowIfCancellationRequested();
            return fails ? throw new InputException(InputProblem.InvalidValue, why) : Task.CompletedTask;
        }
    }

    private sealed class Made : JobResult;
}
