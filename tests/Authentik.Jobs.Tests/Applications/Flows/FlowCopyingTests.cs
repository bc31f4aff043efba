using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.Applications.Flows;

public sealed class FlowCopyingTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Copies_a_flow_with_what_is_bound_and_does_nothing_the_second_time(string version)
    {
        server = new JobServer(version);
        await FillAsync();
        var result = await CopyAsync();
        Assert.Equal((JobStatus.Created, null), (result.Status, result.Reason));
        Assert.Equal("a10 b20", await server.ShowAsync("copy"));
        Assert.Equal("a,b p", $"{string.Join(',', result.SharedStages)} {string.Join(',', result.SharedPolicies)}");

        var copy = await ReadAsync("copy");
        Assert.Equal(("Copy", "Title", "enrollment", "sidebar_left", "all", true), Describe(copy.Flow));
        Assert.Equal("g True 17", DescribePolicies(copy.OwnPolicies));
        Assert.Equal("p True 17", DescribePolicies(copy.ListPolicies(copy.Sequence[1])));
        Assert.Equal(("restart", true), (copy.Sequence[1].InvalidResponseAction, copy.Sequence[1].EvaluateOnPlan));
        Assert.Same(result.Subject!.GetType(), typeof(Flow));

        server.Forget();
        var again = await CopyAsync();
        Assert.Equal(JobStatus.Unchanged, again.Status);
        Assert.Equal(result.SharedStages, again.SharedStages);
        Assert.Empty(server.Writes);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Gets_stages_and_policies_of_its_own(string version)
    {
        server = new JobServer(version);
        var request = new FlowCopyRequest("Own", "own", "Other", CopiesStages: true, CopiesPolicies: true);
        var result = await CopyAsync(request, "default-authentication-flow");
        Assert.Equal(JobStatus.Created, result.Status);
        Assert.Empty(result.SharedStages);
        Assert.Empty(result.SharedPolicies);

        var (source, copy) = (await ReadAsync("default-authentication-flow"), await ReadAsync("own"));
        Assert.Equal("Other", copy.Flow.Title);
        Assert.Equal(source.Stages.Select(stage => $"own-{stage}"), copy.Stages.Select(stage => $"{stage}"));
        Assert.Equal(
            source.PolicyObjects.Select(policy => $"own-{policy}").Order(), copy.PolicyObjects.Select(policy => $"{policy}").Order());

        // What one stage says of another is about the copies.
        var identification = await server.Jobs.GetAsync<IdentificationStage>(
            Resources.IdentificationStage.MakeIdentity("own-default-authentication-identification"), Cancellation);
        var original = await server.Jobs.GetAsync<IdentificationStage>(
            Resources.IdentificationStage.MakeIdentity("default-authentication-identification"), Cancellation);
        Assert.Equal(original.PasswordStage is null ? null : copy.Stages[1].ValueOf("pk"), identification.PasswordStage);
        Assert.Equal(original.UserFields, identification.UserFields);

        server.Forget();
        Assert.Equal(JobStatus.Unchanged, (await CopyAsync(request, "default-authentication-flow")).Status);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task A_stage_refers_to_the_copy_of_another()
    {
        await server.FlowAsync("source", string.Empty);
        var password = await server.CreateAsync(
            Resources.PasswordStage, ("name", "t-password"), ("backends", new[] { "authentik.core.auth.InbuiltBackend" }));
        var identification = await server.CreateAsync(
            Resources.IdentificationStage, ("name", "t-who"), ("user_fields", new[] { "username" }),
            ("password_stage", Resources.PasswordStage.MakeIdentity(password)));
        var (flow, binding) = (Resources.Flow.MakeIdentity("source"), Resources.FlowStageBinding);
        await server.CreateAsync(binding, ("target", flow), ("stage", Resources.Stage.MakeIdentity(identification)), ("order", 1));
        await server.CreateAsync(binding, ("target", flow), ("stage", Resources.Stage.MakeIdentity(password)), ("order", 2));
        await CopyAsync(new FlowCopyRequest("Own", "own", null, CopiesStages: true, CopiesPolicies: false));
        var copied = await server.Jobs.GetAsync<IdentificationStage>(Resources.IdentificationStage.MakeIdentity("own-t-who"), Cancellation);
        var target = await server.Jobs.FindAsync<AuthentikObject>(Resources.PasswordStage, "own-t-password", Cancellation);
        Assert.Equal(target!.ValueOf("pk"), copied.PasswordStage);
    }

    [Fact]
    public async Task A_stage_with_a_hidden_secret_is_shared_and_told()
    {
        await FillAsync();
        var captcha = await server.CreateAsync(
            Resources.CaptchaStage, ("name", "t-captcha"), ("public_key", "public"), ("private_key", SecretText.Protect("private")));
        await server.CreateAsync(
            Resources.FlowStageBinding,
            ("target", Resources.Flow.MakeIdentity("source")), ("stage", Resources.Stage.MakeIdentity(captcha)), ("order", 30));
        var request = new FlowCopyRequest("Copy", "copy", null, CopiesStages: true, CopiesPolicies: false);
        var result = await CopyAsync(request);
        Assert.Equal("copy-a10 copy-b20 t-captcha30", await server.ShowAsync("copy"));
        Assert.Equal(["t-captcha"], result.SharedStages);
        Assert.Contains("'t-captcha' can have a secret", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);
        Assert.Equal(JobStatus.Unchanged, (await CopyAsync(request)).Status);
    }

    [Theory]
    [InlineData("POST /stages/deny/", 2)]
    [InlineData("POST /flows/instances/", 1)]
    [InlineData("POST /flows/bindings/", 2)]
    [InlineData("POST /policies/bindings/", 2)]
    public async Task All_or_nothing(string refused, int time)
    {
        await FillAsync();
        var before = await CountAsync();
        var count = 0;
        server.Refuses = line => line.StartsWith(refused, StringComparison.Ordinal) && ++count == time;
        var request = new FlowCopyRequest("Copy", "copy", null, CopiesStages: true, CopiesPolicies: true);
        var result = await CopyAsync(request);
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Empty(result.Done);
        Assert.Equal(before, await CountAsync());
        Assert.Equal(JobStatus.Created, (await CopyAsync(request)).Status);
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_leaves_nothing_and_can_be_done_again()
    {
        await FillAsync();
        var before = await CountAsync();
        using var stop = new CancellationTokenSource();
        var plan = await PlanAsync(new FlowCopyRequest("Copy", "copy", null, CopiesStages: true, CopiesPolicies: false), "source");
        server.Before = line =>
        {
            if (line.StartsWith("POST /flows/bindings/", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plan.RunAsync(stop.Token));
        server.Before = null;
        Assert.Equal(before, await CountAsync());
        Assert.Equal(JobStatus.Created, (await CopyAsync()).Status);
    }

    [Fact]
    public async Task One_that_is_there_and_differs_is_told_and_not_touched()
    {
        await FillAsync();
        await CopyAsync();
        await server.BindAsync((await ReadAsync("copy")).Flow, await server.GroupAsync("other"), 5);
        server.Forget();
        var refused = await Assert.ThrowsAsync<InputException>(() => CopyAsync());
        Assert.Contains(": the policies of the flow.", refused.Message, StringComparison.Ordinal);
        refused = await Assert.ThrowsAsync<InputException>(
            () => CopyAsync(new FlowCopyRequest("Copy", "copy", "Else", CopiesStages: true, CopiesPolicies: false)));
        Assert.Contains("Title", refused.Message, StringComparison.Ordinal);
        Assert.Contains("the stage 'a'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_told_before_anything_is_created()
    {
        await FillAsync();
        await server.StageAsync("copy-b");
        server.Forget();
        var refused = await Assert.ThrowsAsync<InputException>(
            () => CopyAsync(new FlowCopyRequest("Copy", "copy", null, CopiesStages: true, CopiesPolicies: false)));
        Assert.Contains("'copy-b' exists already", refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Warns_that_a_copy_would_be_used_at_once()
    {
        var brand = (await server.Jobs.ReadAllAsync<Brand>(Resources.Brand, null, Cancellation))[0];
        await PlanAsync(new FlowCopyRequest("A", "a", null, false, false), "default-authentication-flow");
        Assert.Empty(server.Log.Warnings);
        await server.Jobs.ChangeAsync(brand, new Dictionary<string, object?> { ["flow_authentication"] = null }, Cancellation);
        await PlanAsync(new FlowCopyRequest("A", "a", null, false, false), "default-authentication-flow");
        Assert.Contains("the first one by slug", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        var flow = await server.FlowAsync("source", "a10 b20");
        await server.Jobs.ChangeAsync(
            flow,
            new Dictionary<string, object?> { ["layout"] = "sidebar_left", ["policy_engine_mode"] = "all", ["compatibility_mode"] = true },
            Cancellation);
        var last = (await server.Jobs.ReadSequenceAsync(flow, Cancellation))[1];
        await server.Jobs.ChangeAsync(
            last,
            new Dictionary<string, object?> { ["invalid_response_action"] = "restart", ["evaluate_on_plan"] = true },
            Cancellation);
        await server.BindAsync(flow, await server.GroupAsync("g"));
        await server.BindAsync(last, await server.CreateAsync(Resources.ExpressionPolicy, ("name", "p"), ("expression", "return True")));
        server.Log.Warnings.Clear();
    }

    private Task<JobPlan<CopiedFlow>> PlanAsync(FlowCopyRequest request, string source) =>
        new FlowCopying(server.Jobs).PlanAsync(Resources.Flow.MakeIdentity(source), request, Cancellation);

    private async Task<CopiedFlow> CopyAsync(FlowCopyRequest? request = null, string source = "source") =>
        await (await PlanAsync(request ?? new FlowCopyRequest("Copy", "copy", null, false, false), source)).RunAsync(Cancellation);

    private async Task<FlowTemplate> ReadAsync(string slug) => await FlowTemplate.ReadAsync(
        server.Jobs, (await server.Jobs.FindAsync<Flow>(Resources.Flow, slug, Cancellation))!, Cancellation);

    private async Task<string> CountAsync()
    {
        var counts = new List<int>();
        Book.Resource[] all =
            [Resources.Flow, Resources.Stage, Resources.Policy, Resources.FlowStageBinding, Resources.PolicyBinding];
        foreach (var resource in all)
        {
            counts.Add((await server.Jobs.ReadAllAsync<AuthentikObject>(resource, null, Cancellation)).Count);
        }

        return string.Join(' ', counts);
    }

    private static (string?, string?, string?, string?, string?, bool?) Describe(Flow flow) =>
        (flow.Name, flow.Title, flow.Designation, flow.Layout, flow.PolicyEngineMode, flow.CompatibilityMode);

    private static string DescribePolicies(IEnumerable<PolicyBinding> bound) =>
        string.Join(',', bound.Select(one => $"{one.PolicyObj?.ToString() ?? one.GroupObj?.ToString()} {one.Negate} {one.Timeout}"));
}
