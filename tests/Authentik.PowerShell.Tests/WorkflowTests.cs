namespace Authentik.PowerShell.Tests;

/// <summary>The workflows, checked against GitHub's schema: nothing else runs them before they are pushed.</summary>
public sealed class WorkflowTests(WorkflowValidator validator) : IClassFixture<WorkflowValidator>
{
    public static TheoryData<string> Workflows => [.. Directory
        .EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml")
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task A_workflow_fits_the_schema(string workflow)
    {
        Assert.SkipWhen(validator.MissingReason is not null, validator.MissingReason ?? string.Empty);
        var (code, output) = await validator.CheckAsync(await ReadAsync(workflow));
        Assert.True(code == 0, $"{workflow}\n{output}");
    }

    [Theory]
    [InlineData("runs-on:", "runson:")]
    [InlineData("contents: read", "contents: reads")]
    [InlineData("timeout-minutes: 30", "timeout-minutes: soon")]
    public async Task A_mistake_is_found(string text, string mistake)
    {
        Assert.SkipWhen(validator.MissingReason is not null, validator.MissingReason ?? string.Empty);
        var workflow = await ReadAsync(".github/workflows/release.yml");
        Assert.Contains(text, workflow, StringComparison.Ordinal);
        var (code, output) = await validator.CheckAsync(workflow.Replace(text, mistake, StringComparison.Ordinal));
        Assert.NotEqual(0, code);
        Assert.Contains("conditions are not met", output, StringComparison.Ordinal);
    }

    private static Task<string> ReadAsync(string workflow) =>
        File.ReadAllTextAsync(Path.Combine(Repository.Root, workflow), TestContext.Current.CancellationToken);
}
