using Authentik.Client.Tests.Support;
using Authentik.Transport;

namespace Authentik.Client.Tests;

public class RetryTests
{
    [Theory]
    [InlineData("GET", 503)]
    [InlineData("GET", 429)]
    [InlineData("DELETE", 502)]
    [InlineData("PUT", 504)]
    public async Task Repeats_what_does_no_harm(string method, int status)
    {
        var (calls, _) = await SendAsync(method, FakeTransport.Json(status, "{}"), failures: 2);
        Assert.Equal(3, calls);
    }

    [Theory]
    [InlineData("POST", 502)]
    [InlineData("PATCH", 503)]
    [InlineData("POST", 504)]
    public async Task Never_repeats_a_write_whose_answer_was_lost(string method, int status) =>
        Assert.Equal(1, (await SendAsync(method, FakeTransport.Json(status, "{}"), failures: 9)).Calls);

    [Fact]
    public async Task Never_repeats_a_put_that_creates_once_its_answer_was_lost()
    {
        var (lost, _) = await SendAsync(
            "PUT", FakeTransport.Json(502, "{}"), failures: 9, path: "/core/transactional/applications/");
        Assert.Equal(1, lost);
        var (putOff, _) = await SendAsync(
            "PUT", FakeTransport.Json(429, "{}"), failures: 1, path: "/core/transactional/applications/");
        Assert.Equal(2, putOff);
    }

    [Fact]
    public async Task Repeats_a_write_that_was_put_off()
    {
        var (calls, waits) = await SendAsync("POST", FakeTransport.Json(503, "{}", ("Retry-After", "7")), failures: 1);
        Assert.Equal(2, calls);
        Assert.Equal(TimeSpan.FromSeconds(7), waits.Single());
    }

    [Fact]
    public async Task Ends_after_four_tries_and_says_so()
    {
        var time = new InstantTime();
        var (api, transport, _) = Fake.Client(_ => FakeTransport.Json(429, """{"detail":"slow down"}"""), time: time);
        var error = await Assert.ThrowsAsync<ApiException>(() => api.GetAsync("/core/users/", [], TestContext.Current.CancellationToken));
        Assert.Equal(ApiErrorKind.RateLimited, error.Kind);
        Assert.Equal(4, transport.Seen.Count);
    }

    [Fact]
    public async Task Does_not_wait_for_hours()
    {
        var (calls, _) = await SendAsync("GET", FakeTransport.Json(503, "{}", ("Retry-After", "7200")), failures: 9);
        Assert.Equal(1, calls);
    }

    [Theory]
    [InlineData(TransportFault.Connection, 4)]
    [InlineData(TransportFault.Proxy, 1)]
    [InlineData(TransportFault.Tls, 1)]
    [InlineData(TransportFault.TimedOut, 1)]
    public async Task Repeats_only_what_chance_may_mend(TransportFault fault, int calls)
    {
        var (api, transport, _) = Fake.Client(_ => throw new TransportException(fault, "why"), time: new InstantTime());
        await Assert.ThrowsAsync<ApiException>(() => api.GetAsync("/core/users/", [], TestContext.Current.CancellationToken));
        Assert.Equal(calls, transport.Seen.Count);
    }

    [Fact]
    public async Task A_repeated_delete_that_finds_nothing_has_done_its_work()
    {
        var count = 0;
        var (api, _, _) = Fake.Client(
            _ => count++ == 0
                ? throw new TransportException(TransportFault.Connection, "cut")
                : FakeTransport.Json(404, """{"detail":"Not found."}"""),
            time: new InstantTime());
        await api.DeleteAsync("/core/users/7/", TestContext.Current.CancellationToken);
        Assert.Equal(2, count);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var (api, _, _) = Fake.Client(_ => FakeTransport.Json(503, "{}", ("Retry-After", "30")));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.GetAsync("/core/users/", [], stop.Token));
    }

    private static async Task<(int Calls, List<TimeSpan> Waits)> SendAsync(
        string method, TransportResponse failure, int failures, string path = "/core/users/")
    {
        var time = new InstantTime();
        var count = 0;
        var (api, transport, _) = Fake.Client(_ => count++ < failures ? failure : FakeTransport.Json(200, "{}"), time: time);
        try
        {
            using var answer = await api.SendCheckedAsync(
                new Http.ApiRequest(new HttpMethod(method), path, []),
                TestContext.Current.CancellationToken);
        }
        catch (ApiException)
        {
            // Told by the number of calls.
        }

        return (transport.Seen.Count, time.Waits);
    }
}
