using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Tests.Support;

namespace Authentik.Sandboxing.Tests.Beside;

/// <summary>
/// Does the sandbox answer as a real server of the same version does? Every GET without an id goes to both. Runs only with a real
/// server, and changes nothing on it.
/// </summary>
public class BesideTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_sandbox_answers_as_the_server_does()
    {
        Assert.SkipWhen(RealServer.IsAbsent, RealServer.Absent);
        using var real = new RealServer();
        var version = await real.ReadVersionAsync();
        var options = new SandboxOptions { Version = version, Token = Client.Token };
        using var sandbox = new Client(new Sandbox(options), Client.Token);
        var state = Sandbox.CreateState(options);
        var tally = new Tally(version, Deviations.All);
        foreach (var read in Read.ListAll(version))
        {
            var (there, here) = (await real.GetAsync(read.ToString()), await sandbox.Get(read.ToString()));
            var differences = Comparison.Compare(there, here, FreeForm.Find(state, read.Path));
            tally.Add(new Outcome(read, differences, Comparison.HaveRows(there, here)));
        }

        TestReport.Write($"beside-{version}", [tally.Figures, .. tally.Lines]);
        output.WriteLine(string.Join('\n', tally.Lines.Prepend(tally.Figures)));
        Assert.True(tally.Faults.Count == 0, $"{tally.Figures}\n{string.Join('\n', tally.Faults)}");
    }

    [Fact]
    public void The_readme_names_the_differences_that_stay() =>
        Assert.Equal(Deviations.All.Select(one => one.ToString()), Deviations.ReadReadme());
}
