using System.Diagnostics;
using System.Globalization;
using Authentik.Faults.Tests.Serving;
using Authentik.Faults.Tests.Support;
using Authentik.Faults.Tests.Table;

namespace Authentik.Faults.Tests.Soaking;

/// <summary>
/// A session that is used for a long time needs no more than at the beginning. The number of calls is that of AUTHENTIK_TEST_CALLS.
/// </summary>
public class SoakTests
{
    private const string Variable = "AUTHENTIK_TEST_CALLS";
    private const int UsualNumber = 4000;
    private const int Warm = 1000;
    private const double Growth = 1.05;

    // The thread pool adds threads when the machine has other work.
    private const int Slack = 10;

    // Reading, a list, a write, a refusal, and a name that nothing has. PowerShell itself keeps the records of errors and warnings.
    private const string Calls = """
        for ($i = 0; $i -lt $count; $i += 5) {
            $null = Get-AuthentikUser -Identity 7
            $null = Get-AuthentikUser
            Set-AuthentikUser -Identity 7 -Name "Admin $i" -WarningAction Ignore
            $null = Get-AuthentikGroup -Identity nobody -ErrorAction Ignore
            $null = Get-AuthentikUser | Select-Object -First 1
        }
        $Error.Clear()
        """;

    [Fact]
    public async Task Many_calls_leave_nothing()
    {
        var number = int.TryParse(Environment.GetEnvironmentVariable(Variable), out var asked) ? asked : UsualNumber;
        var list = Ordinary.List(Ordinary.User, Ordinary.User.Replace("7", "8", StringComparison.Ordinal));
        var trial = new Trial(new Fault("none", (wire, _) => wire.WriteAsync(Response.Json(200, list)), "*"), Operation.List);
        await using var opened = await TrialShell.OpenAsync(trial);
        var shell = opened.Shell;
        shell.Invoke(Calls, new { count = Warm });
        var before = Needs.Measure();
        shell.Invoke(Calls, new { count = number - Warm });
        var after = Needs.Measure();
        TestReport.Write("soak", [$"Soak: {number} calls, after {Warm}: {before}; at the end: {after}"]);
        Assert.True(after.Megabytes <= (before.Megabytes * Growth) + Slack, $"Memory: {before} and {after}");
        Assert.True(after.Handles <= (before.Handles * Growth) + Slack, $"Handles: {before} and {after}");
        Assert.True(after.Threads <= (before.Threads * Growth) + Slack, $"Threads: {before} and {after}");
    }

    private sealed record Needs(double Megabytes, int Handles, int Threads)
    {
        public static Needs Measure()
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            using var process = Process.GetCurrentProcess();
            return new Needs(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0, process.HandleCount, process.Threads.Count);
        }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Megabytes:0.0} MB, {Handles} handles, {Threads} threads");
    }
}
