using System.Text.Json;
using Authentik.Background;
using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Naming;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>Waiting for what a server does in the background.</summary>
public class BackgroundTests
{
    private static readonly Guid Schedule = Guid.Parse("7a500000-0000-4000-8000-000000000001");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waits_until_all_tasks_of_the_object_have_ended()
    {
        var states = new Queue<string[]>([["queued"], ["running", "queued"], ["done", "running"], ["done", "done"]]);
        var state = await WaitAsync(() => [.. states.Dequeue().Select((one, number) => Task(number, one))]);
        Assert.Equal(2, state.Results.Count);
        Assert.Equal("done, 2 of 2 tasks done", state.Status);
        Assert.Empty(states);
    }

    [Fact]
    public async Task Does_not_count_what_ran_before()
    {
        var old = Task(1, "done", time: "2026-01-01T00:00:00Z");
        var answers = new Queue<object[]>([[old], [Task(2, "done"), old]]);
        var state = await WaitAsync(() => answers.Dequeue(), before: [old]);
        Assert.EndsWith("2", Assert.Single(state.Results).ValueOf("message_id")!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_every_task_of_many()
    {
        // The one that still runs is behind all that have ended since.
        object[] Many(string last) =>
            [.. Enumerable.Range(2, 60).Select(number => Task(number, "done")), Task(1, last, time: "2026-02-01T00:00:00Z")];
        var answers = new Queue<object[]>([Many("running"), Many("done")]);
        Assert.Equal(61, (await WaitAsync(() => answers.Dequeue())).Results.Count);
        Assert.Empty(answers);
    }

    [Theory]
    [InlineData("rejected", "info")]
    [InlineData("done", "error")]
    public async Task A_failure_has_the_lines_of_the_server(string state, string level)
    {
        const string Traceback = "Traceback (most recent):\n  File x\nOops: no network";
        var failure = await Assert.ThrowsAsync<BackgroundException>(
            () => WaitAsync(() => [Task(1, state, log: [("info", "Starting"), (level, Traceback)])]));
        Assert.False(failure.HasTimedOut);
        Assert.Contains("Oops: no network. Check that", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("File x", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, failure.Log.Count);
        Assert.Single(failure.Results);
    }

    [Fact]
    public async Task A_warning_is_no_failure() => Assert.Contains(
        (await WaitAsync(() => [Task(1, "done", log: [("warning", "Half of it is missing")])])).Log,
        line => line.IsWarning && line.Text == "Half of it is missing");

    [Fact]
    public async Task Stops_in_time_and_says_that_the_server_goes_on()
    {
        var failure = await Assert.ThrowsAsync<BackgroundException>(() => WaitAsync(() => [Task(1, "running")], limit: 3));
        Assert.True(failure.HasTimedOut);
        Assert.Contains("isn't finished after 3 seconds: running. It goes on at the server.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WaitAsync(
            () =>
            {
                source.Cancel();
                return [Task(1, "running")];
            },
            cancellation: source.Token));
    }

    [Fact]
    public async Task An_old_server_that_starts_nothing_is_told_apart()
    {
        var (api, _, _) = Fake.Client(
            request => FakeTransport.Json(200, request.Uri.AbsolutePath.Contains("sync", StringComparison.Ordinal)
                ? """{"is_running":false,"tasks":[]}"""
                : """{"pk":7,"name":"scim"}"""),
            version: "2024.10.5",
            time: new SteppingTime());
        var provider = Resources.ScimProvider.MakeIdentity(7L);
        var work = await new ObjectSync(api, provider).StartAsync(Cancellation);
        var failure = await Assert.ThrowsAsync<BackgroundException>(() => WaitAsync(api, work, limit: 600));
        Assert.False(failure.HasTimedOut);
        Assert.Contains("Set-AuthentikApplication -BackchannelProvider", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_without_an_application_is_refused_before_anything_is_sent()
    {
        var (api, transport, _) = Fake.Client(_ => FakeTransport.Json(
            200,
            """{"pk":7,"name":"scim","assigned_application_slug":"","assigned_backchannel_application_slug":null}"""));
        var refusal = await Assert.ThrowsAsync<InputException>(
            () => new ObjectSync(api, Resources.ScimProvider.MakeIdentity(7L)).StartAsync(Cancellation));
        Assert.Contains("isn't a provider of any application", refusal.Message, StringComparison.Ordinal);
        Assert.All(transport.Calls, call => Assert.StartsWith("GET ", call, StringComparison.Ordinal));
    }

    private static object Task(
        int number, string state, string time = "2026-03-01T00:00:00Z", params (string Level, string Text)[] log) => new
        {
            message_id = $"7a510000-0000-4000-8000-{number:d12}",
            actor_name = "one",
            uid = "one",
            state,
            aggregated_status = state == "done" ? "info" : state,
            mtime = time,
            logs = log.Select(line => new { log_level = line.Level, @event = line.Text, timestamp = time, logger = "one" }),
        };

    private static async Task<WorkState> WaitAsync(
        Func<object[]> read, object[]? before = null, int limit = 600, CancellationToken? cancellation = null)
    {
        var isPrepared = false;
        var (api, _, _) = Fake.Client(_ => Page(isPrepared ? read() : before ?? []), time: new SteppingTime());
        var work = new StartedTasks(api, Resources.TaskSchedule.MakeIdentity(Schedule));
        await work.PrepareAsync(Cancellation);
        isPrepared = true;
        return await WaitAsync(api, work, limit, cancellation);
    }

    private static Task<WorkState> WaitAsync(Http.ApiClient api, BackgroundWork work, int limit, CancellationToken? cancellation = null) =>
        new WorkWaiter(api.Session.Clock, TimeSpan.FromSeconds(limit))
            .WaitAsync(work, "Run (schedule 'one')", (_, _) => { }, cancellation ?? Cancellation);

    private static TransportResponse Page(object[] tasks) => FakeTransport.Json(
        200,
        JsonSerializer.Serialize(new { pagination = new { next = 0, count = tasks.Length, start_index = 1 }, results = tasks }));
}
