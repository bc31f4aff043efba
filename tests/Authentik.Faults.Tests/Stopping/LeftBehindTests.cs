using System.Diagnostics;
using Authentik.Faults.Tests.Serving;
using Authentik.Faults.Tests.Support;
using Authentik.Faults.Tests.Table;

namespace Authentik.Faults.Tests.Stopping;

/// <summary>A pipeline that ends while a page is being requested leaves no request behind.</summary>
public class LeftBehindTests
{
    private static readonly string[] Rows = [.. Enumerable.Range(7, 100).Select(pk => Ordinary.User.Replace("7", $"{pk}",
        StringComparison.Ordinal))];

    private static readonly string FirstPage =
        $$"""{"pagination":{"next":2,"count":500,"start_index":1},"results":[{{string.Join(',', Rows)}}]}""";

    // A pipeline ends while the second page is on its way.
    private const string Prepare = """
        $null = Get-AuthentikUser -First 1
        function global:Wait-SecondPage { while (-not $trial.IsSecondPage) { Start-Sleep -Milliseconds 5 }; $watch.Restart() }
        """;

    [Theory]
    [InlineData("Get-AuthentikUser | ForEach-Object { if (++$n -eq 60) { Wait-SecondPage }; $_ } | Select-Object -First 60")]
    [InlineData("Get-AuthentikUser | ForEach-Object { if (++$n -ge 60) { Wait-SecondPage; throw 'enough' } }")]
    [InlineData("Get-AuthentikUser | ForEach-Object { if (++$n -ge 60) { Wait-SecondPage; break } }")]
    public Task After_the_pipeline_ended(string script) => AssertPromptAsync(() => EndAsync(script));

    [Fact]
    public Task After_the_runspace_was_closed() => AssertPromptAsync(CloseAsync);

    private static async Task AssertPromptAsync(Func<Task<TimeSpan>> attempt)
    {
        var time = await Promptness.MeasureAsync(attempt);
        Assert.True(time < Promptness.Longest, $"It took {time.TotalMilliseconds:0} ms.");
    }

    private static async Task<TimeSpan> EndAsync(string script)
    {
        var gone = new TaskCompletionSource();
        var (trial, watch) = (Create(gone), new Stopwatch());
        await using var opened = await TrialShell.OpenAsync(trial);
        opened.Shell.Invoke(Prepare, new { trial, watch });
        opened.Shell.Try($"try {{ {script} }} catch {{ }}", new { trial, watch });
        var time = watch.Elapsed;
        await WaitAsync(gone.Task);
        return time;
    }

    private static async Task<TimeSpan> CloseAsync()
    {
        var gone = new TaskCompletionSource();
        var trial = Create(gone);
        await using var opened = await TrialShell.OpenAsync(trial);
        var shell = opened.Shell;
        var running = Task.Run(() => shell.Try("try { Get-AuthentikUser } catch { }"), TestContext.Current.CancellationToken);
        while (!trial.IsSecondPage)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        var watch = Stopwatch.StartNew();
        shell.Dispose();
        await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        var time = watch.Elapsed;
        await WaitAsync(gone.Task);
        return time;
    }

    private static Task WaitAsync(Task gone) => gone.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

    // The first page comes at once, the second never.
    private static Trial Create(TaskCompletionSource gone)
    {
        Trial? trial = null;
        trial = new Trial(
            new Fault("the second page never comes", async (wire, _) =>
            {
                if (!trial!.IsSecondPage)
                {
                    await wire.WriteAsync(Response.Json(200, FirstPage));
                    return;
                }

                await using var closed = wire.Gone.Register(() => gone.TrySetResult());
                await wire.HangAsync();
            }, "*"),
            Operation.List);
        return trial;
    }
}
