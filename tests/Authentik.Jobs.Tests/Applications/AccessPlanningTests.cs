using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.Applications;

/// <summary>Several changes of one application are planned before the requests of the first ones are done.</summary>
public sealed class AccessPlanningTests : IDisposable
{
    private static readonly AccessLimits Plain = new(IsForced: false, IsShown: false);
    private static readonly AccessLimits Forced = new(IsForced: true, IsShown: false);
    private static readonly AccessLimits Shown = new(IsForced: false, IsShown: true);

    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Keeps_the_last_binding_whatever_is_still_running(int kind)
    {
        var (wiki, users) = await BoundAsync();
        var plans = await PlanRevocationsAsync(wiki, users, (RevocationKind)kind, Plain);
        Assert.Equal([1, 1, 0], plans.Select(plan => plan.Steps.Count));
        Assert.Equal(["1 user loses access: ann.", "1 user loses access: bob.", null], plans.Select(plan => plan.Result.Effect));
        foreach (var plan in plans.AsEnumerable().Reverse())
        {
            await plan.RunAsync(Cancellation);
        }

        var last = plans[2].Result;
        Assert.Equal(JobStatus.Failed, last.Status);
        Assert.Contains("last enabled binding", last.Reason, StringComparison.Ordinal);
        Assert.Contains(" users gain access. ", last.Reason, StringComparison.Ordinal);
        Assert.EndsWith("Use -Force to open it to everybody.", last.Reason, StringComparison.Ordinal);
        Assert.Equal(
            [false, false, true, false], await ChecksAsync(wiki, [.. users, await server.UserAsync("zoe")]));
    }

    [Fact]
    public async Task Shows_what_the_last_one_needs_and_does_it_if_forced()
    {
        var (wiki, users) = await BoundAsync();
        var shown = await PlanRevocationsAsync(wiki, users, RevocationKind.Remove, Shown);
        Assert.Equal([false, false, true], shown.Select(plan => plan.Describe().EndsWith("This needs -Force.", StringComparison.Ordinal)));

        var forced = await PlanRevocationsAsync(wiki, users, RevocationKind.Remove, Forced);
        Assert.Equal((0, 1), (forced[1].Result.Gained, forced[1].Result.Lost));
        Assert.InRange(forced[2].Result.Gained!.Value, 2, 20);
        await Task.WhenAll(forced.Select(plan => plan.RunAsync(Cancellation)));
        Assert.Equal([true, true, true], await ChecksAsync(wiki, users));
    }

    [Fact]
    public async Task A_binding_whose_removal_was_declined_or_refused_still_counts()
    {
        var (wiki, users) = await BoundAsync();
        var job = new AccessRevocation(server.Jobs);
        var declined = await PlanAsync(job, users[0]);
        declined.Declined!();
        server.Refuses = line => line.StartsWith("DELETE", StringComparison.Ordinal);
        Assert.Equal(JobStatus.Failed, (await (await PlanAsync(job, users[1])).RunAsync(Cancellation)).Status);
        server.Refuses = null;

        var plans = new[] { await PlanAsync(job, users[2]), await PlanAsync(job, users[1]), await PlanAsync(job, users[0]) };
        Assert.Equal([1, 1, 0], plans.Select(plan => plan.Steps.Count));

        Task<JobPlan<ApplicationAccessChange>> PlanAsync(AccessRevocation revocation, User user) => revocation.PlanAsync(
            Resources.Application.MakeIdentity(wiki), Resources.User.MakeIdentity(user), RevocationKind.Remove, Plain, Cancellation);
    }

    [Fact]
    public async Task Denies_several_at_once()
    {
        var staff = await server.GroupAsync("staff");
        User[] users = [await server.UserAsync("ann", staff), await server.UserAsync("bob", staff), await server.UserAsync("cleo", staff)];
        var wiki = await server.ApplicationAsync("wiki", "all");
        await server.BindAsync(wiki, staff);
        var plans = await PlanRevocationsAsync(wiki, [users[0], users[1], users[0]], RevocationKind.Deny, Plain);
        Assert.Equal([1, 1, 0], plans.Select(plan => plan.Steps.Count));
        Assert.Equal([1, 1, 0], plans.Select(plan => plan.Result.Lost!.Value));
        await Task.WhenAll(plans.Select(plan => plan.RunAsync(Cancellation)));
        Assert.Equal([false, false, true], await ChecksAsync(wiki, users));
        Assert.Equal([0, 10, 20], (await BindingsAsync(wiki)).Select(one => one.Order!.Value).Order());
    }

    [Fact]
    public async Task Only_the_first_grant_closes_an_open_application()
    {
        User[] users = [await server.UserAsync("ann"), await server.UserAsync("bob")];
        var wiki = await server.ApplicationAsync("wiki");
        var plans = await PlanGrantsAsync(wiki, [users[0], users[1], users[0]], Plain);
        Assert.InRange(plans[0].Result.Lost!.Value, 1, 20);
        Assert.Equal((1, 0, "bob"), (plans[1].Result.Gained, plans[1].Result.Lost, Assert.Single(plans[1].Result.GainedUser)));
        Assert.Empty(plans[2].Steps);
        Assert.Contains("is open to everybody now", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);
        await Task.WhenAll(plans.Select(plan => plan.RunAsync(Cancellation)));
        Assert.Equal([0, 10], (await BindingsAsync(wiki)).Select(one => one.Order!.Value).Order());
        Assert.Equal([true, true], await ChecksAsync(wiki, users));
    }

    [Fact]
    public async Task A_second_grant_that_would_shut_out_the_first_one_is_refused()
    {
        User[] users = [await server.UserAsync("ann"), await server.UserAsync("bob")];
        var wiki = await server.ApplicationAsync("wiki", "all");
        var plans = await PlanGrantsAsync(wiki, users, Forced);
        Assert.Equal(["ann"], plans[1].Result.LostUser);
        plans = await PlanGrantsAsync(wiki, users, Plain);
        Assert.Equal((0, JobStatus.Failed), (plans[1].Steps.Count, plans[1].Result.Status));
        Assert.Contains("1 user loses access: ann.", plans[1].Result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_was_refused_has_no_effect()
    {
        var (staff, wiki) = (await server.GroupAsync("staff"), await server.ApplicationAsync("wiki"));
        var (ann, bob) = (await server.UserAsync("ann", staff), await server.UserAsync("bob"));
        await server.BindAsync(wiki, staff);
        var denied = (await PlanRevocationsAsync(wiki, [ann], RevocationKind.Deny, Forced))[0].Result;
        AssertNoEffect(denied);
        Assert.True(denied.HasAccess);
        Assert.Contains("a negated binding can't keep somebody out whom another binding lets in", denied.Reason, StringComparison.Ordinal);
        Assert.Contains("Remove the user from the group", denied.Reason, StringComparison.Ordinal);
        Assert.Contains("expression policy", denied.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("PolicyEngineMode", denied.Reason, StringComparison.Ordinal);

        // Of somebody whom no binding lets in, a negated one would let all others in.
        var opened = (await PlanRevocationsAsync(wiki, [bob], RevocationKind.Deny, Plain))[0].Result;
        AssertNoEffect(opened);
        Assert.False(opened.HasAccess);
        Assert.Contains("gain", opened.Reason, StringComparison.Ordinal);
        Assert.EndsWith("Use -Force to continue.", opened.Reason, StringComparison.Ordinal);

        static void AssertNoEffect(ApplicationAccessChange result)
        {
            Assert.Equal((JobStatus.Failed, AccessChangeKind.None), (result.Status, result.Change));
            Assert.Equal(((int?)null, (int?)null, (string?)null), (result.Gained, result.Lost, result.Effect));
            Assert.Empty(result.GainedUser);
            Assert.Empty(result.LostUser);
        }
    }

    private async Task<(Application Wiki, User[] Users)> BoundAsync()
    {
        var wiki = await server.ApplicationAsync("wiki");
        User[] users = [await server.UserAsync("ann"), await server.UserAsync("bob"), await server.UserAsync("cleo")];
        foreach (var (user, index) in users.Select((user, index) => (user, index)))
        {
            await server.BindAsync(wiki, user, index);
        }

        return (wiki, users);
    }

    private async Task<List<JobPlan<ApplicationAccessChange>>> PlanRevocationsAsync(
        Application application, IEnumerable<User> users, RevocationKind kind, AccessLimits limits)
    {
        var (job, plans) = (new AccessRevocation(server.Jobs), new List<JobPlan<ApplicationAccessChange>>());
        foreach (var user in users)
        {
            plans.Add(await job.PlanAsync(
                Resources.Application.MakeIdentity(application), Resources.User.MakeIdentity(user), kind, limits, Cancellation));
        }

        return plans;
    }

    private async Task<List<JobPlan<ApplicationAccessChange>>> PlanGrantsAsync(
        Application application, IEnumerable<User> users, AccessLimits limits)
    {
        var (job, plans) = (new AccessGrant(server.Jobs), new List<JobPlan<ApplicationAccessChange>>());
        foreach (var user in users)
        {
            plans.Add(await job.PlanAsync(
                Resources.Application.MakeIdentity(application),
                Resources.User.MakeIdentity(user),
                new BindingPlace(null, null),
                limits,
                Cancellation));
        }

        return plans;
    }

    private async Task<List<bool>> ChecksAsync(Application application, IEnumerable<User> users)
    {
        var passing = new List<bool>();
        foreach (var user in users)
        {
            passing.Add(await server.CheckAsync(application.Slug!, user.Pk!.Value));
        }

        return passing;
    }

    private Task<IReadOnlyList<PolicyBinding>> BindingsAsync(Application application) => server.Jobs.ReadAllAsync<PolicyBinding>(
        Resources.PolicyBinding, new Dictionary<string, object?> { ["target"] = application.Pk }, Cancellation);
}
