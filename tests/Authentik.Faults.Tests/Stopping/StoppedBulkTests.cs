using Authentik.Faults.Tests.Serving;
using Authentik.Faults.Tests.Support;
using Authentik.Faults.Tests.Table;

namespace Authentik.Faults.Tests.Stopping;

/// <summary>A pipeline that is stopped tells how far it was.</summary>
public class StoppedBulkTests
{
    private const int Done = 20;

    [Fact]
    public async Task A_single_change_that_was_under_way_is_told()
    {
        var trial = new Trial(new Fault("silence", (wire, _) => wire.HangAsync(), "*"), Operation.New);
        await using var opened = await TrialShell.OpenAsync(trial);
        await opened.Shell.StopAsync("New-AuthentikGroup -Name zz", null, () => trial.Requests > 0);
        Expect.Like("*New-AuthentikGroup was stopped. The change (zz) may have been made: check*", opened.Shell.HostText);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("-WarningAction SilentlyContinue", false)]
    public async Task It_tells_how_many_were_done(string option, bool isTold)
    {
        // The one after those that are done waits for its response when the pipeline is stopped.
        Trial? trial = null;
        trial = new Trial(
            new Fault(
                "silence after some",
                (wire, operation) => trial!.Requests > Done
                    ? wire.HangAsync()
                    : wire.WriteAsync(Response.Json(operation.Status, operation.Body)),
                "*"),
            Operation.New);
        await using var opened = await TrialShell.OpenAsync(trial);
        await opened.Shell.StopAsync($"1..1000 | New-AuthentikGroup -Name {{ \"g$_\" }} {option}", null, () => trial.Requests > Done);
        Assert.Equal(isTold, Expect.IsLike($"*New-AuthentikGroup was stopped: {Done} done, 0 failed. The last 1 may have been done*",
            opened.Shell.HostText));
        Assert.Equal(Done + 1, trial.Requests);
    }
}
