using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using Authentik.Faults.Tests.Serving;
using Authentik.Faults.Tests.Table;

namespace Authentik.Faults.Tests.Support;

/// <summary>Tries faults with commands in PowerShells of their own, and counts.</summary>
public sealed class FaultBench : IAsyncLifetime
{
    // Output is shown as well, because views read what the server sent.
    private const string Run = """
        $all = & { try { COMMAND | Format-List * -Force | Out-String | Out-Null } catch { $_ } } 2>&1
        $errors = @($all | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        Get-AuthentikSession | Disconnect-Authentik
        if (Test-Path $file) { Remove-Item $file }
        $errors
        """;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly ConcurrentBag<PowerShellSession> idle = [];
    private readonly ConcurrentBag<PowerShellSession> all = [];
    private readonly ConcurrentBag<FaultResult> results = [];
    private FaultServer? server;

    public async ValueTask InitializeAsync() => server = await FaultServer.StartAsync();

    /// <summary>Tries each fault with each of its commands, and returns what ended otherwise than declared.</summary>
    public async Task<IReadOnlyList<string>> TryAllAsync(IReadOnlyList<Fault> faults, int together, int timeout)
    {
        Assert.Equal(faults.Count, faults.Select(fault => fault.Name).Distinct().Count());
        var trials = new ConcurrentQueue<Trial>(
            from fault in faults from operation in fault.Operations select new Trial(fault, operation));
        var found = new ConcurrentBag<FaultResult>();
        var workers = Enumerable.Range(0, together).Select(_ => Task.Factory.StartNew(
            () =>
            {
                while (trials.TryDequeue(out var trial))
                {
                    found.Add(Try(trial, timeout, measures: together == 1));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        await Task.WhenAll(workers);
        Assert.Equal(faults.Sum(fault => fault.Operations.Count), found.Count);
        foreach (var result in found)
        {
            results.Add(result);
        }

        return [.. found.Select(result => result.Problem).OfType<string>().Order(StringComparer.Ordinal)];
    }

    /// <summary>Starts a command, presses Ctrl+C when its request is on the way, and returns how long it took to end.</summary>
    public async Task<TimeSpan> StopAsync(Trial trial)
    {
        var (shell, uri, file) = Prepare(trial, string.Empty);
        var time = await shell.StopAsync(trial.Operation.Script, new { uri, file }, () => trial.Requests > 0);
        shell.Invoke("Get-AuthentikSession | Disconnect-Authentik");
        File.Delete(file);
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), $"{Path.GetFileName(file)}*"));
        GiveBack(trial, shell);
        return time;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var shell in all)
        {
            shell.Dispose();
        }

        await server!.DisposeAsync();
        if (!results.IsEmpty)
        {
            TestReport.Write("faults", [Summarize()]);
        }
    }

    /// <summary>Runs a command, and returns its errors.</summary>
    public Task<IReadOnlyList<ErrorRecord>> FailAsync(Trial trial, int timeout) =>
        Task.Run<IReadOnlyList<ErrorRecord>>(() => Try(trial, timeout, measures: false).Errors);

    private FaultResult Try(Trial trial, int timeout, bool measures)
    {
        var limit = $"-OperationTimeoutSeconds {timeout} -MaximumResponseSize {SizeFaults.Limit}";
        var (shell, uri, file) = Prepare(trial, limit);
        var script = trial.Operation.Connects ? $"{trial.Operation.Script} {limit}" : trial.Operation.Script;
        using var memory = measures ? new MemoryWatch() : null;
        var watch = Stopwatch.StartNew();
        var ended = shell.TryWithin(Longest, Run.Replace("COMMAND", script, StringComparison.Ordinal), new { uri, file });
        var result = FaultResult.Create(
            trial, ended?.Output.Select(error => (ErrorRecord)error.BaseObject).ToList(), watch.Elapsed, memory?.Peak);
        GiveBack(trial, shell);
        return result;
    }

    // Commands that connect by themselves get a PowerShell without a session.
    private (PowerShellSession Shell, string Uri, string File) Prepare(Trial trial, string limit)
    {
        var shell = idle.TryTake(out var free) ? free : Open();
        var uri = server!.Add(trial);
        if (!trial.Operation.Connects)
        {
            shell.Invoke($"Connect-Authentik $uri not-told-token {limit}", new { uri });
        }

        return (shell, uri, Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
    }

    private void GiveBack(Trial trial, PowerShellSession shell)
    {
        server!.Remove(trial);
        idle.Add(shell);
    }

    private PowerShellSession Open()
    {
        var shell = new PowerShellSession();
        all.Add(shell);
        return shell;
    }

    private string Summarize()
    {
        var tried = results.Select(result => result.Trial.Fault.Name).Distinct().Count();
        return string.Create(CultureInfo.InvariantCulture,
            $"Faults: {tried} faults in {results.Count} commands, {results.Count(result => result.End == "ok")} survived, "
            + $"{results.Count(result => result.Problem is not null)} not as declared, "
            + $"{results.Sum(result => result.Trial.Requests)} requests, worst memory {results.Max(result => result.Megabytes ?? 0):0} MB");
    }
}
