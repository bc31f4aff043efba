using Authentik.Jobs.Tests.Support;

namespace Authentik.Jobs.Tests.Applications;

// What is there already under the slug of a copy.
public sealed partial class ApplicationCopyingTests
{
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Another_application_with_the_slug_is_not_taken_for_a_copy(string version)
    {
        server = new JobServer(version);
        await MakeAsync("OAuth2");
        await RunSetupAsync(SetupCase.Request("OAuth2", "Copy") with { Users = [SetupCase.User("eve2")] });
        server.Forget();
        var refused = await Assert.ThrowsAsync<InputException>(() => PlanAsync("OAuth2"));
        Assert.Contains(
            "isn't a copy of 'wiki' as specified: its provider has other values for ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("RedirectUri", refused.Message, StringComparison.Ordinal);
        Assert.Contains("; group 'staff' isn't bound to it; ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("eve2", refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Who_else_can_open_a_copy_makes_it_another_application()
    {
        await MakeAsync("OAuth2");
        var copy = await RunAsync("OAuth2", Own("OAuth2"));
        Assert.Equal(JobStatus.Unchanged, (await RunAsync("OAuth2", Own("OAuth2"))).Status);
        await server.GroupAsync("strangers");
        var group = (await server.Jobs.FindAsync<Group>(Resources.Group, "strangers", Cancellation))!;
        await new AllowedSubjects(server.Jobs).BindAsync(copy.Represented!, group, 90, Cancellation);
        var refused = await Assert.ThrowsAsync<InputException>(() => PlanAsync("OAuth2", Own("OAuth2")));
        Assert.Contains("as specified: group 'strangers' is bound to it. ", refused.Message, StringComparison.Ordinal);
    }

    // Without redirect URIs of its own, a copy has those of the template.
    [Theory]
    [InlineData("OAuth2")]
    [InlineData("Saml")]
    [InlineData("Radius")]
    public async Task What_was_not_specified_is_as_in_the_template(string kind)
    {
        await MakeAsync(kind);
        Assert.Equal(JobStatus.Created, (await RunAsync(kind)).Status);
        Assert.Equal(JobStatus.Unchanged, (await RunAsync(kind)).Status);
        await Assert.ThrowsAsync<InputException>(() => PlanAsync(kind, Own(kind)));
    }

    [Fact]
    public async Task An_application_is_not_its_own_copy()
    {
        await MakeAsync("OAuth2");
        var refused = await Assert.ThrowsAsync<InputException>(() => PlanNamedAsync(new(server.Jobs), "OAuth2", "wiki"));
        Assert.Contains("can't be copied to its own slug", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_copies_of_a_call_have_two_slugs()
    {
        await MakeAsync("OAuth2");
        var job = new ApplicationCopying(server.Jobs);
        Assert.Equal(JobStatus.Created, (await (await PlanNamedAsync(job, "OAuth2", "cp x")).RunAsync(Cancellation)).Status);
        server.Forget();
        var refused = await Assert.ThrowsAsync<InputException>(() => PlanNamedAsync(job, "OAuth2", "CP X"));
        Assert.Contains("The copies 'cp x' and 'CP X' have the same slug, 'cp-x'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task A_name_without_a_slug_is_refused()
    {
        await MakeAsync("OAuth2");
        var refused = await Assert.ThrowsAsync<InputException>(() => PlanNamedAsync(new(server.Jobs), "OAuth2", "???"));
        Assert.Contains("Specify -Slug", refused.Message, StringComparison.Ordinal);
    }
}
