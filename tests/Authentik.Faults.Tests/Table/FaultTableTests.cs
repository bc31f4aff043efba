using Authentik.Faults.Tests.Support;

namespace Authentik.Faults.Tests.Table;

/// <summary>Each command ends with each fault as the table says, without another request, and in time.</summary>
public class FaultTableTests(FaultBench bench) : IClassFixture<FaultBench>
{
    private const int Together = 24;

    [Fact]
    public Task Statuses_that_are_no_success() => AssertAsync(StatusFaults.All, Together);

    [Fact]
    public Task Redirects() => AssertAsync(RedirectFaults.All, Together);

    [Fact]
    public Task Bodies_that_are_not_authentiks() => AssertAsync(BodyFaults.All, Together);

    [Fact]
    public Task Pages_of_a_list() => AssertAsync(PageFaults.All, Together);

    [Fact]
    public Task Encodings_that_lie() => AssertAsync(EncodingFaults.All, Together);

    [Fact]
    public Task Headers_that_nobody_expects() => AssertAsync(HeaderFaults.All, Together);

    [Fact]
    public Task Connections_that_end() => AssertAsync(ConnectionFaults.All, Together);

    [Fact]
    public Task Responses_that_do_not_end() => AssertAsync(TimeFaults.All, Together, timeout: 3);

    // One after another, so that the memory is that of one command.
    [Fact]
    public Task Bodies_that_are_too_large() => AssertAsync(SizeFaults.All, together: 1);

    private async Task AssertAsync(IEnumerable<Fault> faults, int together, int timeout = 30)
    {
        var problems = await bench.TryAllAsync([.. faults], together, timeout);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }
}
