using Authentik.Jobs.Tests.Support;

namespace Authentik.Jobs.Tests.Applications;

public sealed class ApplicationOnboardingTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var version in JobServer.Versions)
            {
                SetupCase.Kinds.ToList().ForEach(kind => cases.Add(version.Data, kind));
            }

            return cases;
        }
    }

    public static TheoryData<string> Kinds => [.. SetupCase.Kinds];

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Sets_up_an_application_and_sends_nothing_the_second_time(string version, string kind)
    {
        server = new JobServer(version);
        await PrepareAsync();
        var first = await RunAsync(Request(kind));
        Assert.Null(first.Reason);
        Assert.Equal(JobStatus.Created, first.Status);
        Assert.Equal(["group 'staff'", "user 'eve2'"], first.Access);
        Assert.Empty(first.NotDone);

        server.Forget();
        var second = await RunAsync(Request(kind));
        Assert.Null(second.Reason);
        Assert.Equal(JobStatus.Unchanged, second.Status);
        Assert.Empty(second.Done);
        Assert.Empty(server.Writes);
        Assert.Equal(first.Access, second.Access);
        Assert.Equal(first.Outposts, second.Outposts);
        Assert.Equal(first.Address, second.Address);
        Assert.NotNull(second.Address);
        Assert.DoesNotContain(server.Log.Warnings, text => !text.Contains("No outpost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_OAuth2_provider_gets_what_the_interface_preselects()
    {
        var result = await RunAsync(SetupCase.Request("OAuth2") with { IncludesSecret = true, AllowsEveryone = true });
        var provider = await server.Jobs.FindAsync<OAuth2Provider>(Resources.OAuth2Provider, "Wiki", Cancellation);
        var scopes = await server.Jobs.ReadAllAsync<ScopeMapping>(Resources.ScopeMapping, null, Cancellation);
        Assert.Equal(
            ["email", "openid", "profile"],
            provider!.PropertyMappings!.Select(id => scopes.Single(scope => scope.Pk == id).ScopeName).Order(StringComparer.Ordinal));
        Assert.NotNull(provider.SigningKey);
        Assert.NotNull(provider.AuthorizationFlow);
        Assert.NotNull(provider.InvalidationFlow);
        Assert.Equal(provider.ClientId, result.ClientId);
        Assert.EndsWith("/application/o/wiki/.well-known/openid-configuration", result.DiscoveryUrl, StringComparison.Ordinal);
        Assert.Equal(
            SecretText.Reveal(provider.ClientSecret!), SecretText.Reveal(Assert.IsType<System.Security.SecureString>(result.Secret)));
        Assert.Equal("wiki", Assert.IsType<Application>(result.Represented).Slug);
    }

    [Fact]
    public async Task A_secret_is_there_only_if_it_was_asked_for()
    {
        Assert.Null((await RunAsync(SetupCase.Request("OAuth2") with { AllowsEveryone = true })).Secret);
        Assert.IsType<string>((await RunAsync(SetupCase.Request("OAuth2") with { IncludesSecret = true, IsPlainText = true })).Secret);
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("client_secret\": \"", StringComparison.Ordinal));
    }

    // Each request that changes something is refused once, and what was done before is undone.
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_failure_at_any_step_leaves_nothing_behind(string kind)
    {
        await PrepareAsync();
        var before = await SetupCase.ListAsync(server);
        var steps = 0;
        for (var failing = 1; ; failing++)
        {
            var written = 0;
            server.Refuses = line => IsWrite(line) && ++written == failing;
            var result = await RunAsync(Request(kind));
            server.Refuses = null;
            if (result.Status == JobStatus.Created)
            {
                break;
            }

            steps++;
            Assert.Equal(JobStatus.Failed, result.Status);
            Assert.Contains("permission", result.Reason, StringComparison.Ordinal);
            Assert.Empty(result.Done.Except(["Let the group 'staff' in", "Let the user 'eve2' in"]));
            Assert.Equal(before, await SetupCase.ListAsync(server));
        }

        Assert.InRange(steps, 4, 6);
    }

    // The server does it, and its response doesn't arrive: it's looked for, and removed.
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_lost_response_at_any_step_leaves_nothing_behind(string kind)
    {
        await PrepareAsync();
        var before = await SetupCase.ListAsync(server);
        for (var failing = 1; failing <= 4; failing++)
        {
            var written = 0;
            server.Loses = line => IsWrite(line) && ++written == failing;
            var result = await RunAsync(Request(kind));
            server.Loses = null;
            Assert.Equal(JobStatus.Failed, result.Status);
            Assert.Equal(before, await SetupCase.ListAsync(server));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Stopping_at_any_request_leaves_nothing_behind_and_going_on_works(string kind)
    {
        await PrepareAsync();
        var before = await SetupCase.ListAsync(server);
        for (var stopping = 1; stopping <= 4; stopping++)
        {
            using var stop = new CancellationTokenSource();
            var written = 0;
            server.Before = line =>
            {
                if (IsWrite(line) && ++written == stopping)
                {
                    stop.Cancel();
                }
            };
            var plan = await PlanAsync(Request(kind));
            if (plan.Steps.Count > stopping)
            {
                await Assert.ThrowsAsync<OperationCanceledException>(() => plan.RunAsync(stop.Token));
                server.Before = null;
                Assert.Equal(before, await SetupCase.ListAsync(server));
            }
        }

        server.Before = null;
        Assert.Equal(JobStatus.Created, (await RunAsync(Request(kind))).Status);
    }

    [Fact]
    public async Task A_plan_writes_nothing_and_names_everything()
    {
        await PrepareAsync();
        server.Forget();
        var plan = await PlanAsync(Request("OAuth2"));
        Assert.Empty(server.Writes);
        Assert.Equal("Application 'Wiki'", plan.Target);
        Assert.Equal(4, plan.Steps.Count);
        Assert.Contains("'openid'", plan.Describe(), StringComparison.Ordinal);
        Assert.Contains("'authentik Self-signed Certificate'", plan.Describe(), StringComparison.Ordinal);
        Assert.Contains("Let the group 'staff' in; Let the user 'eve2' in", plan.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_completed()
    {
        await PrepareAsync();
        await RunAsync(SetupCase.Request("Proxy") with { AllowsEveryone = true });
        var provider = (await server.Jobs.FindAsync<Provider>(Resources.Provider, "Wiki", Cancellation))!;
        var result = await RunAsync(Request("Proxy"));
        Assert.Equal(JobStatus.Changed, result.Status);
        Assert.Equal(["Let the group 'staff' in", "Let the user 'eve2' in"], result.Done);

        await server.Jobs.RemoveAsync(provider, Cancellation);
        result = await RunAsync(Request("Proxy"));
        Assert.Equal(JobStatus.Created, result.Status);
        Assert.Equal(3, result.Done.Count);
        Assert.Equal("Give the application 'wiki' the proxy provider 'Wiki'", result.Done[1]);
        Assert.Equal(["group 'staff'", "user 'eve2'"], result.Access);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Closing_an_application_that_was_open_is_told(bool hasDisabled)
    {
        await PrepareAsync();
        await server.UserAsync("max3");
        var opened = await RunAsync(SetupCase.Request("OAuth2") with { AllowsEveryone = true });
        if (hasDisabled)
        {
            await server.BindAsync((Application)opened.Represented!, await server.GroupAsync("old"), isEnabled: false);
        }

        server.Log.Warnings.Clear();
        var plan = await PlanAsync(SetupCase.Request("OAuth2") with { Users = [SetupCase.User("eve2")] });
        var warning = Assert.Single(server.Log.Warnings);
        Assert.Contains("'Wiki' is open to everybody now", warning, StringComparison.Ordinal);
        Assert.Matches("[1-9] users? loses? access", plan.Describe());

        server.Log.Warnings.Clear();
        plan = await PlanAsync(Request("OAuth2"));
        Assert.Matches("lose access: .*max3", Assert.Single(server.Log.Warnings));
        Assert.DoesNotContain("eve2", plan.Note, StringComparison.Ordinal);

        await plan.RunAsync(Cancellation);
        server.Log.Warnings.Clear();
        plan = await PlanAsync(Request("OAuth2") with { Groups = [SetupCase.Group("authentik Admins")] });
        Assert.Null(plan.Note);
        Assert.Empty(server.Log.Warnings);
    }

    [Fact]
    public async Task What_was_completed_is_undone_and_the_rest_stays()
    {
        await PrepareAsync();
        await RunAsync(SetupCase.Request("Proxy") with { AllowsEveryone = true });
        var before = await SetupCase.ListAsync(server);
        var written = 0;
        server.Refuses = line => IsWrite(line) && ++written == 2;
        var result = await RunAsync(Request("Proxy"));
        Assert.Equal(JobStatus.Failed, result.Status);
        Assert.Contains("Let the group 'staff' in (was undone)", result.NotDone);
        Assert.Equal(before, await SetupCase.ListAsync(server));
    }

    [Fact]
    public async Task A_value_that_differs_is_told_and_changed_only_if_asked_for()
    {
        await RunAsync(SetupCase.Request("OAuth2") with { AllowsEveryone = true });
        server.Forget();
        var other = () => SetupCase.Request("OAuth2", others: ("redirect_uris", new[] { SetupCase.Uri("https://new.example.com/") }))
            with { AllowsEveryone = true };
        var told = await RunAsync(other());
        Assert.Equal(JobStatus.Unchanged, told.Status);
        Assert.Equal(["Change the OAuth2 provider 'Wiki': RedirectUri 'https://new.example.com/'"], told.NotDone);
        Assert.Empty(server.Writes);
        Assert.Contains("other values for RedirectUri", server.Log.Warnings[^1], StringComparison.Ordinal);

        var changed = await RunAsync(other() with { IsUpdate = true });
        Assert.Equal(JobStatus.Changed, changed.Status);
        Assert.Equal(["https://new.example.com/"], changed.RedirectUris);
        Assert.Equal(JobStatus.Unchanged, (await RunAsync(other())).Status);
    }

    [Fact]
    public async Task A_change_is_set_back_if_a_later_step_fails()
    {
        await PrepareAsync();
        await RunAsync(SetupCase.Request("OAuth2") with { AllowsEveryone = true });
        server.Refuses = line => line.StartsWith("POST /policies/bindings/", StringComparison.Ordinal);
        var result = await RunAsync(
            SetupCase.Request("OAuth2", others: ("redirect_uris", new[] { SetupCase.Uri("https://new.example.com/") })) with
            {
                IsUpdate = true,
                Groups = [SetupCase.Group("staff")],
            });
        Assert.Equal(JobStatus.Failed, result.Status);
        var provider = await server.Jobs.FindAsync<OAuth2Provider>(Resources.OAuth2Provider, "Wiki", Cancellation);
        Assert.Equal(["https://Wiki.example.com/callback"], provider!.RedirectUris!.Select(uri => uri.Url));
    }

    [Fact]
    public async Task Names_that_belong_to_something_else_are_refused_before_anything_is_written()
    {
        await RunAsync(SetupCase.Request("Saml") with { AllowsEveryone = true });
        server.Forget();
        Assert.Contains(
            "is a SAML provider, not an OAuth2 provider",
            (await Assert.ThrowsAsync<InputException>(() => PlanAsync(SetupCase.Request("OAuth2")))).Message,
            StringComparison.Ordinal);
        var other = SetupCase.Request("Saml", "Other", ("name", "Wiki"));
        Assert.Contains(
            "belongs to the application 'Wiki'",
            (await Assert.ThrowsAsync<InputException>(() => PlanAsync(other))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'nobody' was not found",
            (await Assert.ThrowsAsync<InputException>(() => PlanAsync(
                SetupCase.Request("OAuth2", "New") with { Users = [SetupCase.User("nobody")] }))).Message,
            StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task An_application_that_nobody_is_bound_to_is_a_warning()
    {
        await RunAsync(SetupCase.Request("OAuth2"));
        Assert.Contains("everybody who can sign in can open it", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);
        server.Log.Warnings.Clear();
        await RunAsync(SetupCase.Request("OAuth2", "Open") with { AllowsEveryone = true });
        Assert.Empty(server.Log.Warnings);
    }

    [Fact]
    public async Task An_outpost_keeps_what_it_serves()
    {
        await RunAsync(SetupCase.Request("Proxy", "First") with { AllowsEveryone = true });
        var result = await RunAsync(SetupCase.Request("Proxy", "Second") with { AllowsEveryone = true });
        Assert.Equal(["authentik Embedded Outpost"], result.Outposts);
        var outposts = await server.Jobs.ReadAllAsync<Outpost>(Resources.Outpost, null, Cancellation);
        Assert.Equal(["First", "Second"], outposts.Single().ProvidersObj!.Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Equal(4, result.ForwardAuth.Count);
    }

    [Fact]
    public async Task Several_keys_without_the_first_one_are_no_choice()
    {
        server.Answers = line => line.StartsWith("GET /crypto/certificatekeypairs/", StringComparison.Ordinal)
            ? """
              {"pagination": {"next": 0, "count": 2, "current": 1, "total_pages": 1, "start_index": 1, "end_index": 2}, "results": [
                {"pk": "11111111-0000-4000-8000-000000000001", "name": "one", "private_key_available": true},
                {"pk": "11111111-0000-4000-8000-000000000002", "name": "two", "private_key_available": true}]}
              """
            : null;
        var refused = await Assert.ThrowsAsync<InputException>(() => PlanAsync(SetupCase.Request("OAuth2")));
        Assert.Contains("'one', 'two'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("-SigningKey", refused.Message, StringComparison.Ordinal);
    }

    private static bool IsWrite(string line) => !line.StartsWith("GET ", StringComparison.Ordinal);

    private static SetupRequest Request(string kind) => SetupCase.Request(kind) with
    {
        Groups = [SetupCase.Group("staff")],
        Users = [SetupCase.User("eve2")],
    };

    private async Task PrepareAsync()
    {
        await server.GroupAsync("staff");
        await server.UserAsync("eve2");
    }

    private Task<JobPlan<ApplicationSetup>> PlanAsync(SetupRequest request) =>
        new ApplicationOnboarding(server.Jobs).PlanAsync(request, Cancellation);

    private async Task<ApplicationSetup> RunAsync(SetupRequest request) => await (await PlanAsync(request)).RunAsync(Cancellation);
}
