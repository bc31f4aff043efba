using Authentik.Client.Tests.Support;
using Authentik.Sessions;
using Authentik.Tests.Support;

namespace Authentik.Client.Tests;

/// <summary>The file that the calls of a session are written to.</summary>
public class TraceFileTests
{
    // Linux has a file that no disk has space for.
    private const string Full = "/dev/full";

    [Fact]
    public void A_disk_that_is_full_ends_the_trace_with_a_warning_and_not_the_call()
    {
        Assert.SkipUnless(File.Exists(Full), $"This system has no {Full}.");
        var log = new CallNotes();
        using (var file = new TraceFile(Full, TimeProvider.System))
        {
            var traced = new TracedLog(log, file);
            traced.Verbose("one");
            traced.Debug("two");
        }

        Assert.Equal(["one", "two"], log.Lines);
        Assert.StartsWith($"The trace file {Full} can't be written anymore: ", Assert.Single(log.Warnings), StringComparison.Ordinal);
    }
}
