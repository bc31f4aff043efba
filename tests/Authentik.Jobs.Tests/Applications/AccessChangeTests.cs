using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.Applications;

public sealed class AccessChangeTests : IDisposable
{
    private static readonly AccessLimits Plain = new(IsForced: false, IsShown: false);
    private static readonly AccessLimits Forced = new(IsForced: true, IsShown: false);
    private static readonly AccessLimits Shown = new(IsForced: false, IsShown: true);

    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Grants_and_revokes_and_sends_nothing_the_second_time(string version)
    {
        server = new JobServer(version);
        var (staff, wiki) = (await server.GroupAsync("staff"), await server.ApplicationAsync("wiki"));
        var (ann, bob) = (await server.UserAsync("ann", staff), await server.UserAsync("bob"));

        var first = await GrantAsync(wiki, staff);
        Assert.Equal((JobStatus.Created, AccessChangeKind.Granted, true), (first.Status, first.Change, first.HasAccess));
        Assert.Contains("is open to everybody now", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);
        Assert.False(await server.CheckAsync("wiki", bob.Pk!.Value));
        var second = await GrantAsync(wiki, bob);
        Assert.Equal((1, 0, "bob"), (second.Gained, second.Lost, Assert.Single(second.GainedUser)));
        Assert.True(await server.CheckAsync("wiki", bob.Pk.Value));
        Assert.Equal([0, 10], (await BindingsAsync(wiki)).Select(one => one.Order!.Value));

        server.Forget();
        Assert.Equal(JobStatus.Unchanged, (await GrantAsync(wiki, bob)).Status);
        Assert.Equal(JobStatus.Unchanged, (await GrantAsync(wiki, staff)).Status);
        Assert.Empty(server.Writes);

        var revoked = await RevokeAsync(wiki, bob);
        Assert.Equal((JobStatus.Removed, AccessChangeKind.Revoked), (revoked.Status, revoked.Change));
        Assert.Equal((0, 1, false), (revoked.Gained, revoked.Lost, revoked.HasAccess));
        Assert.False(await server.CheckAsync("wiki", bob.Pk.Value));
        Assert.True(await server.CheckAsync("wiki", ann.Pk!.Value));
        server.Forget();
        Assert.Equal(JobStatus.Unchanged, (await RevokeAsync(wiki, bob)).Status);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Counts_all_others_without_reading_them_when_an_application_is_closed_or_opened()
    {
        var (ann, wiki) = (await server.UserAsync("ann"), await server.ApplicationAsync("wiki"));
        for (var number = 0; number < 5; number++)
        {
            await server.UserAsync($"u{number}");
        }

        var others = (await server.Jobs.ReadAllAsync<User>(Resources.User, null, Cancellation)).Count(user => user.IsActive == true) - 1;
        server.Forget();
        var granted = await GrantAsync(wiki, ann);
        Assert.Equal((0, others), (granted.Gained, granted.Lost));
        var lists = server.Seen.Where(line => line.StartsWith("GET /core/users/?", StringComparison.Ordinal)).ToList();
        Assert.Contains("page_size=1", Assert.Single(lists), StringComparison.Ordinal);

        var refused = await RevokeAsync(wiki, ann);
        Assert.Equal(JobStatus.Failed, refused.Status);
        Assert.Contains($"{others} users gain access", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("last enabled binding", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("Use -Force", refused.Reason, StringComparison.Ordinal);
        Assert.Single(await BindingsAsync(wiki));

        // A disabled binding counts as none.
        Assert.Equal(JobStatus.Failed, (await RevokeAsync(wiki, ann, RevocationKind.Disable)).Status);
        Assert.Equal(JobStatus.Removed, (await RevokeAsync(wiki, ann, limits: Forced)).Status);
        Assert.Empty(await BindingsAsync(wiki));
    }

    [Theory]
    [InlineData("2025.6.4", true)]
    [InlineData("2025.10.4", false)]
    [InlineData("2026.2.2", true)]
    public async Task Refuses_to_narrow_what_requires_all_bindings(string version, bool isRefused)
    {
        server = new JobServer(version);
        var (ann, bob, wiki) = (await server.UserAsync("ann"), await server.UserAsync("bob"), await server.ApplicationAsync("wiki", "all"));
        await server.BindAsync(wiki, ann);
        var granted = await GrantAsync(wiki, bob);
        Assert.Equal(isRefused ? JobStatus.Failed : JobStatus.Created, granted.Status);
        Assert.Equal(!isRefused, granted.HasAccess);
        if (isRefused)
        {
            Assert.Contains("1 user loses access: ann.", granted.Reason, StringComparison.Ordinal);
            Assert.Contains("requires all bindings", granted.Reason, StringComparison.Ordinal);
            var plan = await PlanGrantAsync(wiki, bob, Shown);
            Assert.EndsWith("This needs -Force.", plan.Describe(), StringComparison.Ordinal);
            Assert.Single(plan.Steps);
            Assert.Equal(JobStatus.Created, (await GrantAsync(wiki, bob, Forced)).Status);
        }

        Assert.Equal(isRefused ? JobStatus.Failed : JobStatus.Removed, (await RevokeAsync(wiki, bob)).Status);
    }

    [Fact]
    public async Task Enables_and_stops_negating_a_binding_that_is_there()
    {
        var (ann, bob, wiki) = (await server.UserAsync("ann"), await server.UserAsync("bob"), await server.ApplicationAsync("wiki"));
        await server.BindAsync(wiki, bob);
        await server.BindAsync(wiki, ann, order: 1, isEnabled: false);
        var granted = await GrantAsync(wiki, ann);
        Assert.Equal((JobStatus.Changed, "Enable: the binding of the user 'ann'"), (granted.Status, Assert.Single(granted.Done)));
        Assert.Equal([true, true], (await BindingsAsync(wiki)).Select(one => one.Enabled!.Value));

        await RevokeAsync(wiki, ann, RevocationKind.Disable);
        Assert.Equal([true, false], (await BindingsAsync(wiki)).Select(one => one.Enabled!.Value));

        // A negated one lets in everybody else, so changing it takes their access.
        var news = await server.ApplicationAsync("news");
        await server.BindAsync(news, ann, isNegated: true);
        var refused = await GrantAsync(news, ann);
        Assert.Equal(JobStatus.Failed, refused.Status);
        Assert.Contains("1 user gains access: ann; ", refused.Reason, StringComparison.Ordinal);
        var forced = await GrantAsync(news, ann, Forced);
        Assert.Equal(1, forced.Gained);
        Assert.InRange(forced.Lost!.Value, 1, 20);
        Assert.Equal([false], (await BindingsAsync(news)).Select(one => one.Negate!.Value));
    }

    [Fact]
    public async Task Says_what_still_lets_a_user_in()
    {
        var (staff, dev) = (await server.GroupAsync("staff"), await server.GroupAsync("dev"));
        await server.NestAsync(dev, staff);
        var (ann, wiki) = (await server.UserAsync("ann", dev), await server.ApplicationAsync("wiki"));
        await server.BindAsync(wiki, staff);
        await server.BindAsync(wiki, ann, order: 1);
        await server.BindAsync(wiki, ann, order: 2);
        var revoked = await RevokeAsync(wiki, ann);
        Assert.Equal((JobStatus.Removed, 2, 0, true), (revoked.Status, revoked.Done.Count, revoked.Lost, revoked.HasAccess));
        Assert.Contains("still has access", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);
        Assert.Contains("dev → staff", revoked.Effect, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Unchanged, (await RevokeAsync(wiki, ann)).Status);
    }

    [Theory]
    [InlineData("2026.2.2", "all", true)]
    [InlineData("2025.10.4", "all", false)]
    [InlineData("2026.2.2", "any", false)]
    public async Task Denies_where_a_negated_binding_can(string version, string mode, bool isDenied)
    {
        server = new JobServer(version);
        var staff = await server.GroupAsync("staff");
        var (ann, bob) = (await server.UserAsync("ann", staff), await server.UserAsync("bob", staff));
        var wiki = await server.ApplicationAsync("wiki", mode);
        await server.BindAsync(wiki, staff);
        var denied = await RevokeAsync(wiki, ann, RevocationKind.Deny);
        Assert.Equal(isDenied ? JobStatus.Created : JobStatus.Failed, denied.Status);
        Assert.Equal(!isDenied, await server.CheckAsync("wiki", ann.Pk!.Value));
        Assert.True(await server.CheckAsync("wiki", bob.Pk!.Value));
        if (!isDenied)
        {
            Assert.Contains("can't keep the user 'ann' out", denied.Reason, StringComparison.Ordinal);
            Assert.Equal(JobStatus.Failed, (await RevokeAsync(wiki, ann, RevocationKind.Deny, Forced)).Status);
            return;
        }

        server.Forget();
        Assert.Equal(JobStatus.Unchanged, (await RevokeAsync(wiki, ann, RevocationKind.Deny)).Status);
        Assert.Empty(server.Writes);

        // Granting takes the denial away instead of requiring one more binding.
        var granted = await GrantAsync(wiki, ann);
        Assert.Equal((JobStatus.Removed, AccessChangeKind.Granted, true), (granted.Status, granted.Change, granted.HasAccess));
        Assert.True(await server.CheckAsync("wiki", ann.Pk.Value));
    }

    [Fact]
    public async Task Puts_a_binding_where_it_is_wanted()
    {
        var (ann, wiki) = (await server.UserAsync("ann"), await server.ApplicationAsync("wiki"));
        var one = await server.BindAsync(wiki, await server.GroupAsync("g1"), 5);
        var two = await server.BindAsync(wiki, await server.GroupAsync("g2"), 6);
        await GrantAsync(wiki, ann, place: new BindingPlace(null, Resources.PolicyBinding.MakeIdentity(two)));
        Assert.Equal(["g1 5", "ann 6", "g2 16"], await OrdersAsync(wiki));
        server.Forget();
        Assert.Equal(
            JobStatus.Unchanged,
            (await GrantAsync(wiki, ann, place: new BindingPlace(null, Resources.PolicyBinding.MakeIdentity(two)))).Status);
        Assert.Empty(server.Writes);
        await GrantAsync(wiki, await server.UserAsync("bob"), place: new BindingPlace(null, Resources.PolicyBinding.MakeIdentity(one)));
        await GrantAsync(wiki, ann, place: new BindingPlace(12, null));
        Assert.Equal(["bob -5", "g1 5", "ann 12", "g2 16"], await OrdersAsync(wiki));
        var other = await server.BindAsync(await server.ApplicationAsync("other"), ann);
        await Assert.ThrowsAsync<InputException>(
            () => GrantAsync(wiki, ann, place: new BindingPlace(null, Resources.PolicyBinding.MakeIdentity(other))));
    }

    [Fact]
    public async Task Leaves_to_the_server_what_a_policy_decides()
    {
        var (ann, wiki) = (await server.UserAsync("ann"), await server.ApplicationAsync("wiki"));
        await server.BindAsync(wiki, ann);
        var policy = await server.ExpressionAsync("yes", passes: true);
        var granted = await GrantAsync(wiki, policy);
        Assert.Equal((JobStatus.Created, (int?)null, (bool?)null), (granted.Status, granted.Gained, granted.HasAccess));
        Assert.Contains("depends on the policy", granted.Effect, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Unchanged, (await GrantAsync(wiki, policy)).Status);
        Assert.Equal(JobStatus.Removed, (await RevokeAsync(wiki, policy)).Status);
    }

    [Fact]
    public async Task A_caller_who_is_no_superuser_is_told_that_the_effect_is_not_known()
    {
        var (ann, wiki) = (await server.UserAsync("ann"), await server.ApplicationAsync("wiki"));
        await server.BindAsync(wiki, await server.UserAsync("bob"));
        server.Session.IsSuperuser = false;
        var granted = await GrantAsync(wiki, ann);
        Assert.Equal((JobStatus.Created, (int?)null), (granted.Status, granted.Gained));
        Assert.Contains("isn't a superuser", granted.Effect, StringComparison.Ordinal);
        server.Refuses = line => line.StartsWith("DELETE", StringComparison.Ordinal);
        var refused = await RevokeAsync(wiki, ann);
        Assert.Equal((JobStatus.Failed, "Remove the binding of the user 'ann'"), (refused.Status, Assert.Single(refused.NotDone)));
        Assert.Contains("permission", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_on_after_it_was_stopped()
    {
        var (ann, bob, wiki) = (await server.UserAsync("ann"), await server.UserAsync("bob"), await server.ApplicationAsync("wiki"));
        await server.BindAsync(wiki, ann);
        await server.BindAsync(wiki, bob, order: 1);
        await server.BindAsync(wiki, bob, order: 2);
        using var stop = new CancellationTokenSource();
        server.Before = line =>
        {
            if (line.StartsWith("DELETE", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        };
        var plan = await new AccessRevocation(server.Jobs).PlanAsync(
            Resources.Application.MakeIdentity(wiki), Identify(bob), RevocationKind.Remove, Plain, stop.Token);
        Assert.Equal(2, plan.Steps.Count);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plan.RunAsync(stop.Token));
        server.Before = null;
        var again = await RevokeAsync(wiki, bob);
        Assert.Equal(JobStatus.Removed, again.Status);
        Assert.Equal(ann.Pk, Assert.Single(await BindingsAsync(wiki)).User);
    }

    private Task<JobPlan<ApplicationAccessChange>> PlanGrantAsync(
        Application application, AuthentikObject subject, AccessLimits limits, BindingPlace? place = null) =>
        new AccessGrant(server.Jobs).PlanAsync(
            Resources.Application.MakeIdentity(application),
            Identify(subject),
            place ?? new BindingPlace(null, null),
            limits,
            Cancellation);

    private async Task<ApplicationAccessChange> GrantAsync(
        Application application, AuthentikObject subject, AccessLimits? limits = null, BindingPlace? place = null) =>
        await (await PlanGrantAsync(application, subject, limits ?? Plain, place)).RunAsync(Cancellation);

    private async Task<ApplicationAccessChange> RevokeAsync(
        Application application, AuthentikObject subject, RevocationKind kind = RevocationKind.Remove, AccessLimits? limits = null)
    {
        var job = new AccessRevocation(server.Jobs);
        var plan = await job.PlanAsync(
            Resources.Application.MakeIdentity(application), Identify(subject), kind, limits ?? Plain, Cancellation);
        return await plan.RunAsync(Cancellation);
    }

    private static Identity Identify(AuthentikObject subject) =>
        (subject is User ? Resources.User : subject is Group ? Resources.Group : Resources.Policy).MakeIdentity(subject);

    private Task<IReadOnlyList<PolicyBinding>> BindingsAsync(Application application) => server.Jobs.ReadAllAsync<PolicyBinding>(
        Resources.PolicyBinding, new Dictionary<string, object?> { ["target"] = application.Pk }, Cancellation);

    private async Task<IEnumerable<string>> OrdersAsync(Application application) =>
        (await BindingsAsync(application)).Select(one => $"{AccessSubject.Read(one).Name} {one.Order}");
}
