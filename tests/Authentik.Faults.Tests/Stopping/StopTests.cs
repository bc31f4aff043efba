using System.Globalization;
using Authentik.Faults.Tests.Serving;
using Authentik.Faults.Tests.Support;
using Authentik.Faults.Tests.Table;

namespace Authentik.Faults.Tests.Stopping;

/// <summary>Ctrl+C ends each command in each state of a response.</summary>
public sealed class StopTests(FaultBench bench) : IClassFixture<FaultBench>
{
    private static readonly Fault[] States =
    [
        .. TimeFaults.All,
        new("a large body", Make.Json($"[{string.Join(',', Enumerable.Repeat(Ordinary.User, 20_000))}]"), "*"),
        new("waiting for the next try", Make.Bytes(Response.Json(503, "{}", "Retry-After: 30")), "*"),
        new("a download that drips", DripAsync, "*") { Operations = [Operation.Download] },
    ];

    [Fact]
    public async Task Ctrl_C_ends_a_command()
    {
        var times = new List<(string What, TimeSpan Time)>();
        foreach (var fault in States)
        {
            foreach (var operation in fault.Operations)
            {
                times.Add(($"{fault}, {operation}", await Promptness.MeasureAsync(() => bench.StopAsync(new Trial(fault, operation)))));
            }
        }

        var worst = times.MaxBy(time => time.Time);
        TestReport.Write("stops", [string.Create(
            CultureInfo.InvariantCulture, $"Ctrl+C: {times.Count} times, worst {worst.Time.TotalMilliseconds:0} ms ({worst.What})")]);
        Assert.True(worst.Time < Promptness.Longest, $"{worst.What}: {worst.Time.TotalMilliseconds:0} ms");
    }

    private static async Task DripAsync(Wire wire, Operation operation)
    {
        await wire.WriteAsync(Response.Head(200, "Content-Type: application/json", "Content-Length: 100000"));
        await wire.DripAsync(new byte[100000], TimeSpan.FromMilliseconds(20));
    }
}
