using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.Applications.Flows;

public sealed class FlowStageInsertionTests : IDisposable
{
    private static readonly StageSettings Same = new(null, null, null);

    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Puts_a_stage_in_its_place_and_does_nothing_the_second_time(string version)
    {
        server = new JobServer(version);
        await server.FlowAsync("f", "a10 b11 c12");
        await server.StageAsync("n");

        var result = await AddAsync("n", Before("b"));
        Assert.Equal(JobStatus.Created, result.Status);
        Assert.Equal("a10 n20 b30 c40", await server.ShowAsync("f"));
        Assert.Equal("10 a,20 n,30 b,40 c", string.Join(',', result.Sequence));
        Assert.Equal("n", Assert.Single(result.Sequence, place => place.IsNew).Stage);
        Assert.Equal("Deny", result.Sequence[0].Kind);
        Assert.IsType<FlowStageBinding>(result.Subject);

        server.Forget();
        foreach (var place in new[] { Before("b"), After("a") })
        {
            Assert.Equal(JobStatus.Unchanged, (await AddAsync("n", place)).Status);
        }

        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task The_last_number_is_changed_first_and_each_once()
    {
        await server.FlowAsync("f", "a10 b11 c12 d90");
        await server.StageAsync("n");
        server.Forget();
        await AddAsync("n", After("a"));
        Assert.Equal(["PATCH", "PATCH", "POST"], server.Writes.Select(line => line.Split(' ')[0]));
        Assert.Equal("a10 n20 b30 c40 d90", await server.ShowAsync("f"));
    }

    [Theory]
    [InlineData("a", "f", "first", "a10 b20 c30")]
    [InlineData("c", "f", "first", "c5 a10 b20")]
    [InlineData("a", "l", "last", "b20 c30 a40")]
    [InlineData("a", "b", "before 'b'", "a10 b20 c30")]
    [InlineData("c", "b", "before 'b'", "a10 c15 b20")]
    public async Task Moves_a_stage_only_if_told_so(string stage, string anchor, string place, string expected)
    {
        await server.FlowAsync("f", "a10 b20 c30");
        var where = anchor switch
        {
            "f" => new StagePlace(StageSide.First, null),
            "l" => new StagePlace(StageSide.Last, null),
            _ => Before(anchor),
        };
        server.Forget();
        if (expected != "a10 b20 c30")
        {
            var refused = await Assert.ThrowsAsync<InputException>(() => AddAsync(stage, where));
            Assert.Contains($"and not {place}. Nothing was changed. Use -Move", refused.Message, StringComparison.Ordinal);
            Assert.Empty(server.Writes);
        }

        var result = await AddAsync(stage, where, moves: true);
        Assert.Equal(expected == "a10 b20 c30" ? JobStatus.Unchanged : JobStatus.Changed, result.Status);
        Assert.Equal(expected, await server.ShowAsync("f"));
    }

    [Fact]
    public async Task A_moved_stage_keeps_its_policies_and_settings()
    {
        var flow = await server.FlowAsync("f", "a10 b20 c30");
        var binding = (await server.Jobs.ReadSequenceAsync(flow, Cancellation))[2];
        await server.BindAsync(binding, await server.GroupAsync("g"));
        await AddAsync("c", Before("a"), new StageSettings(true, null, "restart"), moves: true);
        var moved = (await server.Jobs.ReadSequenceAsync(flow, Cancellation))[0];
        Assert.Equal(
            (binding.Pk, true, true, "restart"),
            (moved.Pk, moved.EvaluateOnPlan, moved.ReEvaluatePolicies, moved.InvalidResponseAction));
        Assert.Single((await FlowTemplate.ReadAsync(server.Jobs, flow, Cancellation)).ListPolicies(moved));
    }

    [Fact]
    public async Task Settings_that_differ_are_set_at_the_same_place()
    {
        await server.FlowAsync("f", "a10 b20");
        var settings = new StageSettings(true, false, null);
        var result = await AddAsync("a", Before("b"), settings);
        Assert.Equal(JobStatus.Changed, result.Status);
        server.Forget();
        Assert.Equal(JobStatus.Unchanged, (await AddAsync("a", Before("b"), settings)).Status);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Two_with_the_same_number_are_not_in_order()
    {
        await server.FlowAsync("f", "a10 b10");
        var refused = await Assert.ThrowsAsync<InputException>(() => AddAsync("a", Before("b")));
        Assert.Contains("-Move", refused.Message, StringComparison.Ordinal);
        await AddAsync("a", Before("b"), moves: true);
        Assert.Equal("a5 b10", await server.ShowAsync("f"));
    }

    [Theory]
    [InlineData(nameof(StageSide.First), "a5 b10 c20")]
    [InlineData(nameof(StageSide.Last), "b10 c20 a30")]
    public async Task One_with_the_number_of_another_is_neither_first_nor_last(string side, string expected)
    {
        await server.FlowAsync("f", side == nameof(StageSide.First) ? "a10 b10 c20" : "b10 c20 a20");
        var refused = await Assert.ThrowsAsync<InputException>(() => AddAsync("a", Edge(side)));
        Assert.Contains("has the same order", refused.Message, StringComparison.Ordinal);
        await AddAsync("a", Edge(side), moves: true);
        Assert.Equal(expected, await server.ShowAsync("f"));
        Assert.Equal(JobStatus.Unchanged, (await AddAsync("a", Edge(side))).Status);
    }

    [Theory]
    [InlineData(nameof(StageSide.First), null, "z y x a b b")]
    [InlineData(nameof(StageSide.Last), null, "a b b x y z")]
    [InlineData(nameof(StageSide.Before), "a", "x y z a b b")]
    [InlineData(nameof(StageSide.After), "a", "a z y x b b")]
    public async Task Several_at_one_place_are_added_in_order_and_change_nothing_the_second_time(
        string side, string? anchor, string expected)
    {
        await server.FlowAsync("f", "a10 b11 b12");
        foreach (var stage in "xyz")
        {
            await server.StageAsync($"{stage}");
        }

        await AddAllAsync(side, anchor);
        Assert.Equal(expected, await ShowNamesAsync());
        server.Forget();
        await AddAllAsync(side, anchor);
        Assert.Empty(server.Writes);
    }

    [Theory]
    [InlineData(nameof(StageSide.First), "x10 a20 z30", "z y x a")]
    [InlineData(nameof(StageSide.Last), "a10 y20 z30", "a x y z")]
    public async Task Those_that_are_there_already_let_the_others_in_between(string side, string stages, string expected)
    {
        await server.FlowAsync("f", stages);
        foreach (var stage in "xyz".Where(one => !stages.Contains(one, StringComparison.Ordinal)))
        {
            await server.StageAsync($"{stage}");
        }

        await AddAllAsync(side, anchor: null, moves: side == nameof(StageSide.First));
        Assert.Equal(expected, await ShowNamesAsync());
    }

    [Fact]
    public async Task A_refused_step_leaves_the_flow_as_it_was()
    {
        await server.FlowAsync("f", "a10 b11 c12");
        await server.StageAsync("n");
        server.Refuses = line => line.StartsWith("POST /flows/bindings/", StringComparison.Ordinal);
        var result = await AddAsync("n", Before("b"));
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Empty(result.Done);
        Assert.Equal(3, result.NotDone.Count);
        Assert.Equal("a10 b11 c12", await server.ShowAsync("f"));
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_leaves_the_flow_as_it_was_and_can_be_done_again()
    {
        await server.FlowAsync("f", "a10 b11 c12");
        await server.StageAsync("n");
        using var stop = new CancellationTokenSource();
        var plan = await PlanAsync("n", Before("b"), Same, moves: false);
        server.Before = line =>
        {
            if (line.StartsWith("PATCH", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plan.RunAsync(stop.Token));
        Assert.Equal("a10 b11 c12", await server.ShowAsync("f"));
        Assert.Equal(JobStatus.Created, (await AddAsync("n", Before("b"))).Status);
    }

    [Fact]
    public async Task Tells_what_is_not_there()
    {
        await server.FlowAsync("f", "a10 b20 b30");
        await server.StageAsync("n");
        var missing = await Assert.ThrowsAsync<InputException>(() => AddAsync("n", Before("x")));
        Assert.Contains("'x' isn't in the flow 'f'", missing.Message, StringComparison.Ordinal);
        var twice = await Assert.ThrowsAsync<InputException>(() => AddAsync("n", Before("b")));
        Assert.Contains("'b' is in the flow 'f' more than once", twice.Message, StringComparison.Ordinal);
        var flow = (await server.Jobs.FindAsync<Flow>(Resources.Flow, "f", Cancellation))!;
        var last = (await server.Jobs.ReadSequenceAsync(flow, Cancellation))[2];
        await AddAsync("n", new StagePlace(StageSide.Before, new AnyIdentity(last)));
        Assert.Equal("a10 b20 n25 b30", await server.ShowAsync("f"));
    }

    [Theory]
    [InlineData("default-authentication-login", true, "Putting the login before the identification")]
    [InlineData("n", false, "Adding the deny stage 'n' without a policy")]
    public async Task Refuses_to_keep_everybody_out(string stage, bool moves, string reason)
    {
        await server.StageAsync("n");
        server.Forget();
        var first = new StagePlace(StageSide.First, null);
        var refused = await Assert.ThrowsAsync<InputException>(
            () => PlanAsync(stage, first, Same, moves, "default-authentication-flow"));
        Assert.Equal(InputProblem.OwnAccess, refused.Problem);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
        Assert.Single((await PlanAsync(stage, first, Same, moves, "default-authentication-flow", isForced: true)).Steps);
    }

    private static StagePlace Edge(string side) => new(Enum.Parse<StageSide>(side), null);

    private async Task<string> ShowNamesAsync() =>
        string.Join(' ', (await server.ShowAsync("f")).Split(' ').Select(one => one[..1]));

    private async Task AddAllAsync(string side, string? anchor, bool moves = false)
    {
        string[] names = ["x", "y", "z"];
        for (var index = 0; index < names.Length; index++)
        {
            var place = new StagePlace(Enum.Parse<StageSide>(side), anchor is null ? null : new AnyIdentity(anchor))
            {
                Next = [.. names.Skip(index + 1).Select(one => new AnyIdentity(one))],
            };
            await AddAsync(names[index], place, moves: moves);
        }
    }

    private static StagePlace Before(string stage) => new(StageSide.Before, new AnyIdentity(stage));

    private static StagePlace After(string stage) => new(StageSide.After, new AnyIdentity(stage));

    private Task<JobPlan<AddedFlowStage>> PlanAsync(
        string stage, StagePlace place, StageSettings settings, bool moves, string flow = "f", bool isForced = false) =>
        new FlowStageInsertion(server.Jobs).PlanAsync(
            Resources.Flow.MakeIdentity(flow), Resources.Stage.MakeIdentity(stage), place, settings, moves, isForced, Cancellation);

    private async Task<AddedFlowStage> AddAsync(string stage, StagePlace place, StageSettings? settings = null, bool moves = false) =>
        await (await PlanAsync(stage, place, settings ?? Same, moves)).RunAsync(Cancellation);
}
