using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using Authentik.Client.Tests.Support;
using Authentik.Faults.Tests.Serving;
using Authentik.Faults.Tests.Table;

namespace Authentik.Faults.Tests.Mutations;

/// <summary>
/// Responses of each version, changed at random: each command shows an object or ends with an error of the module, and soon. The number of
/// changes is that of AUTHENTIK_TEST_MUTATIONS.
/// </summary>
public sealed class MutationTests
{
    private const string Variable = "AUTHENTIK_TEST_MUTATIONS";
    private const int UsualNumber = 3000;
    private const int MostRequests = 100;
    private const int Workers = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly string[] Versions = ["2024.10.5", "2025.10.4", "2026.2.2"];

    // The exceptions of the module; those of files aren't expected here.
    private static readonly string[] Declared = ["ApiException", "InputException", "BackgroundException"];

    private const string Prepare = """
        $global:paths = @{}
        foreach ($resource in [Authentik.Resources]::Book.Resources) {
            $isListed = $resource.Operations.HasFlag([Authentik.Book.Operations]::List)
            $command = Get-Command "Get-Authentik$($resource.Noun)" -ErrorAction Ignore
            if ($isListed -and $command) { $paths[$resource.Path] = $resource.Noun }
        }
        function global:Find-Noun([string] $path) { $paths[$path] }
        """;

    private const string Run = """
        $session = Get-AuthentikSession $version
        $all = & { try { & ([scriptblock]::Create($script)) | Format-List | Out-String | Out-Null } catch { $_ } } 2>&1
        @($all | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
        """;

    [Fact]
    public async Task No_response_makes_an_exception_that_is_not_the_modules()
    {
        var number = int.TryParse(Environment.GetEnvironmentVariable(Variable), out var asked) ? asked : UsualNumber;
        var seed = Environment.TickCount;
        var sources = ReadSources();
        var problems = new ConcurrentBag<string>();
        var (next, errors, mostRequests) = (0, 0, 0);
        await using var server = await FaultServer.StartAsync();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Factory.StartNew(Work, TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        TestReport.Write("mutations", [string.Create(
            CultureInfo.InvariantCulture,
            $"Mutations: {number} of {sources.Count} responses, seed {seed}, {errors} ended with an error of the module, "
                + $"{problems.Count} with another one; at most {mostRequests} requests; {watch.Elapsed.TotalSeconds:0} s")]);
        Assert.True(problems.IsEmpty, $"Seed {seed}\n{string.Join('\n', problems.Take(50))}");

        void Work()
        {
            using var shell = new PowerShellSession();
            shell.Invoke(Prepare);
            byte[] response = [];
            var trials = Versions.ToDictionary(version => version, version => new Trial(
                new Fault(version, (wire, _) => wire.WriteAsync(response), "*"), Operation.Any(version)));
            foreach (var (version, trial) in trials)
            {
                shell.Invoke("Connect-Authentik $uri not-told-token -Name $version -SkipVersionCheck:$false",
                    new { uri = server.Add(trial), version });
            }

            while (Interlocked.Increment(ref next) is var index && index <= number)
            {
                var random = new Random(unchecked(seed + index));
                var source = sources[random.Next(sources.Count)];
                var body = new Mutator(random).Mutate(source.Json);
                response = Response.Whole(source.Status, "application/json", body);
                var trial = trials[source.Version];
                var before = trial.Requests;
                var ended = shell.TryWithin(Longest, Run, new { version = source.Version, script = source.Script });
                var requests = trial.Requests - before;
                InterlockedMax(ref mostRequests, requests);
                Interlocked.Add(ref errors, ended?.Output.Count > 0 ? 1 : 0);
                if (FindProblem(ended, requests) is { } problem)
                {
                    problems.Add($"{index} ({source.Version} {source.Script}): {problem}");
                }
            }
        }
    }

    private static string? FindProblem(ScriptResult? ended, int requests)
    {
        if (ended is null)
        {
            return "didn't end";
        }

        var others = ended.Output.Select(error => (ErrorRecord)error.BaseObject)
            .Where(error => !Declared.Contains(error.Exception.GetType().Name))
            .Select(error =>
                $"{error.FullyQualifiedErrorId} {error.Exception.GetType().Name}: {error.Exception.Message} "
                + error.Exception.StackTrace?.Split('\n').FirstOrDefault())
            .ToList();
        return others.Count > 0 ? others[0] : requests > MostRequests ? $"sent {requests} requests" : null;
    }

    private static List<Source> ReadSources()
    {
        using var shell = new PowerShellSession();
        var own = Versions.SelectMany(version => Source.ReadOwn(shell, version)).ToList();
        return Recordings.Folder is null ? own : [.. own, .. Versions.SelectMany(Source.ReadRecorded)];
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
