using System.Diagnostics;
using Authentik.Faults.Tests.Serving;
using Authentik.Faults.Tests.Support;
using Authentik.Faults.Tests.Table;

namespace Authentik.Faults.Tests.Stopping;

/// <summary>A pipeline that ends while a page is being requested leaves no request behind.</summary>
public class LeftBehindTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);
    private static readonly string[] Rows = [.. Enumerable.Range(7, 100).Select(pk => Ordinary.User.Replace("7", $"{pk}",
        StringComparison.Ordinal))];

    private static readonly string FirstPage =
        $$"""{"pagination":{"next":2,"count":500,"start_index":1},"results":[{{string.Join(',', Rows)}}]}""";

    [Theory]
    [InlineData("Get-AuthentikUser | Select-Object -First 60")]
    [InlineData("Get-AuthentikUser | ForEach-Object { if (++$n -ge 60) { throw 'enough' } }")]
    [InlineData("Get-AuthentikUser | ForEach-Object { if (++$n -ge 60) { break } }")]
    [InlineData("foreach ($user in Get-AuthentikUser -First 60) { $user }")]
    public async Task After_the_pipeline_ended(string script)
    {
        var gone = new TaskCompletionSource();
        await using var opened = await TrialShell.OpenAsync(Create(gone));
        var shell = opened.Shell;
        shell.Invoke("$null = Get-AuthentikUser -First 1");
        var watch = Stopwatch.StartNew();
        shell.Try($"try {{ {script} }} catch {{ }}");
        Assert.True(watch.Elapsed < Longest * 5, $"It took {watch.Elapsed.TotalMilliseconds:0} ms.");
        if (!script.Contains("-First 60)", StringComparison.Ordinal))
        {
            await gone.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task After_the_runspace_was_closed()
    {
        var gone = new TaskCompletionSource();
        var trial = Create(gone);
        await using var opened = await TrialShell.OpenAsync(trial);
        var shell = opened.Shell;
        var running = Task.Run(() => shell.Try("try { Get-AuthentikUser } catch { }"), TestContext.Current.CancellationToken);
        while (trial.Requests < 2)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        var watch = Stopwatch.StartNew();
        shell.Dispose();
        await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        Assert.True(watch.Elapsed < Longest * 5, $"It took {watch.Elapsed.TotalMilliseconds:0} ms.");
        await gone.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

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
