using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.Applications;

public sealed partial class ApplicationCopyingTests : IDisposable
{
    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public static TheoryData<string> Kinds => [.. SetupCase.Kinds.Where(kind => kind != "Scim")];

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_copy_has_all_of_the_template_and_is_made_once(string version)
    {
        server = new JobServer(version);
        var template = await MakeAsync("OAuth2");
        var result = await RunAsync("OAuth2", ("redirect_uris", new[] { SetupCase.Uri("https://copy.example.com/") }));
        Assert.Null(result.Reason);
        Assert.Equal(JobStatus.Created, result.Status);
        Assert.Equal("wiki", result.Template);
        Assert.Equal(template.Access, result.Access);
        Assert.NotEqual(template.ClientId, result.ClientId);
        Assert.NotEqual(template.Secret, result.Secret);

        var (from, to) = (await ReadAsync("Wiki"), await ReadAsync("Copy"));
        Assert.Equal(from.PropertyMappings!, to.PropertyMappings!);
        Assert.Equal(from.SigningKey, to.SigningKey);
        Assert.Equal("minutes=7", to.AccessTokenValidity?.ToString());
        Assert.Equal(["https://copy.example.com/"], to.RedirectUris!.Select(uri => uri.Url));

        var bindings = await BindingsAsync("copy");
        Assert.Equal([0, 10, 30], bindings.Select(one => one.Order!.Value));
        Assert.Equal((true, false, 77, true), (bindings[2].Negate, bindings[2].Enabled, bindings[2].Timeout, bindings[2].FailureResult));
        if (server.Jobs.Gate.IsCertain(Resources.ApplicationEntitlement.Versions))
        {
            Assert.Equal(["editor"], result.Entitlements);
        }

        server.Forget();
        var second = await RunAsync("OAuth2", Own("OAuth2"));
        Assert.Equal(JobStatus.Unchanged, second.Status);
        Assert.Empty(server.Writes);
        Assert.Equal(result.ClientId, second.ClientId);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_failure_at_any_step_leaves_nothing_of_the_copy(string kind)
    {
        await MakeAsync(kind);
        var before = await SetupCase.ListAsync(server);
        for (var failing = 1; failing <= 5; failing++)
        {
            var written = 0;
            server.Refuses = line => !line.StartsWith("GET ", StringComparison.Ordinal) && ++written == failing;
            var result = await RunAsync(kind, Own(kind));
            server.Refuses = null;
            Assert.Equal(JobStatus.Failed, result.Status);
            Assert.Equal(before, await SetupCase.ListAsync(server));
        }

        Assert.Equal(JobStatus.Created, (await RunAsync(kind, Own(kind))).Status);
    }

    [Fact]
    public async Task Stopping_leaves_nothing_of_the_copy()
    {
        await MakeAsync("Proxy");
        var before = await SetupCase.ListAsync(server);
        using var stop = new CancellationTokenSource();
        server.Before = line => (line.StartsWith("POST /policies/bindings/", StringComparison.Ordinal) ? stop : null)?.Cancel();
        var plan = await PlanAsync("Proxy", Own("Proxy"));
        await Assert.ThrowsAsync<OperationCanceledException>(() => plan.RunAsync(stop.Token));
        Assert.Equal(before, await SetupCase.ListAsync(server));
    }

    [Theory]
    [InlineData("Proxy", "-ExternalHost")]
    [InlineData("Ldap", "-BaseDn")]
    public async Task What_outposts_tell_apart_must_be_different(string kind, string parameter)
    {
        await MakeAsync(kind);
        server.Forget();
        var refused = await Assert.ThrowsAsync<InputException>(() => PlanAsync(kind));
        Assert.Contains(parameter, refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task What_the_copy_shares_is_a_warning()
    {
        await MakeAsync("Saml");
        server.Log.Warnings.Clear();
        await RunAsync("Saml");
        Assert.Contains("has the ACS URL of 'wiki'", Assert.Single(server.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_outposts_of_the_template_serve_the_copy()
    {
        await MakeAsync("Proxy");
        var result = await RunAsync("Proxy", Own("Proxy"));
        Assert.Equal(["authentik Embedded Outpost"], result.Outposts);
        var outpost = Assert.Single(await server.Jobs.ReadAllAsync<Outpost>(Resources.Outpost, null, Cancellation));
        Assert.Equal(["Copy", "Wiki"], outpost.ProvidersObj!.Select(one => one.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_that_belongs_to_something_else_is_refused()
    {
        await MakeAsync("OAuth2");
        await RunSetupAsync(SetupCase.Request("Saml", "Copy") with { AllowsEveryone = true });
        server.Forget();
        var refused = await Assert.ThrowsAsync<InputException>(() => PlanAsync("OAuth2"));
        Assert.Contains("isn't a copy of 'wiki'", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(server.Writes);
    }

    private static (string, object) Own(string kind) => kind switch
    {
        "OAuth2" => ("redirect_uris", new[] { SetupCase.Uri("https://copy.example.com/") }),
        "Saml" => ("acs_url", "https://copy.example.com/acs"),
        "Proxy" => ("external_host", "https://copy.example.com"),
        "Ldap" => ("base_dn", "DC=copy"),
        _ => ("client_networks", "10.0.0.0/8"),
    };

    // Two that let somebody in, and one that is disabled, negated and everything else that isn't the default.
    private async Task<ApplicationSetup> MakeAsync(string kind)
    {
        await server.GroupAsync("staff");
        await server.UserAsync("eve2");
        (string, object)[] others = kind == "OAuth2" ? [("access_token_validity", new Duration(TimeSpan.FromMinutes(7)))] : [];
        var result = await RunSetupAsync(SetupCase.Request(kind, others: others) with
        {
            Groups = [SetupCase.Group("staff")],
            Users = [SetupCase.User("eve2")],
            IncludesSecret = true,
            IsPlainText = true,
        });
        await server.GroupAsync("others");
        await server.Jobs.CreateAsync<PolicyBinding>(
            Resources.PolicyBinding,
            new Dictionary<string, object?>
            {
                ["target"] = new AnyIdentity(result.Represented!),
                ["group"] = SetupCase.Group("others"),
                ["order"] = 30,
                ["negate"] = true,
                ["enabled"] = false,
                ["timeout"] = 77,
                ["failure_result"] = true,
            },
            Cancellation);
        if (server.Jobs.Gate.IsCertain(Resources.ApplicationEntitlement.Versions))
        {
            await server.Jobs.CreateAsync<ApplicationEntitlement>(
                Resources.ApplicationEntitlement,
                new Dictionary<string, object?> { ["name"] = "editor", ["app"] = Resources.Application.MakeIdentity(result.Represented!) },
                Cancellation);
        }

        return await RunSetupAsync(SetupCase.Request(kind, others: others) with { IncludesSecret = true, IsPlainText = true });
    }

    private async Task<ApplicationSetup> RunSetupAsync(SetupRequest request) =>
        await (await new ApplicationOnboarding(server.Jobs).PlanAsync(request, Cancellation)).RunAsync(Cancellation);

    private async Task<OAuth2Provider> ReadAsync(string name) =>
        (await server.Jobs.FindAsync<OAuth2Provider>(Resources.OAuth2Provider, name, Cancellation))!;

    private async Task<IReadOnlyList<PolicyBinding>> BindingsAsync(string slug)
    {
        var application = await server.Jobs.GetAsync<Application>(Resources.Application.MakeIdentity(slug), Cancellation);
        return await new AllowedSubjects(server.Jobs).ListAsync(application, Cancellation);
    }

    private Task<JobPlan<ApplicationCopy>> PlanAsync(string kind, params (string Field, object Value)[] own) =>
        PlanNamedAsync(new ApplicationCopying(server.Jobs), kind, "Copy", own);

    private async Task<JobPlan<ApplicationCopy>> PlanNamedAsync(
        ApplicationCopying job, string kind, string name, params (string Field, object Value)[] own)
    {
        var template = await ApplicationTemplate.ReadAsync(server.Jobs, Resources.Application.MakeIdentity("wiki"), Cancellation);
        var request = new SetupRequest(
            template.Kind,
            JobClient.MakeValues(Resources.Application, new Dictionary<string, object?> { ["name"] = name }),
            JobClient.MakeValues(template.Kind.Resource, own.ToDictionary(one => one.Field, one => (object?)one.Value)));
        Assert.Equal(kind, template.Kind.Resource.Kind);
        return await job.PlanAsync(template, request with { IncludesSecret = true, IsPlainText = true }, Cancellation);
    }

    private async Task<ApplicationCopy> RunAsync(string kind, params (string Field, object Value)[] own) =>
        await (await PlanAsync(kind, own)).RunAsync(Cancellation);
}
