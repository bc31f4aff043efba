using System.Security;
using Authentik.Book;
using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.Rotation;

public sealed class RotationTests : IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(90);

    private JobServer server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions => JobServer.Versions;

    public void Dispose() => server.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_token_gets_a_new_key_and_with_an_age_only_once(string version)
    {
        server = new JobServer(version);
        var token = await TokenAsync("job");
        var first = await RotateAsync("job");
        Assert.Equal((JobStatus.Changed, "akadmin", "Nightly"), (first.Status, first.Username, first.Description));
        Assert.Equal(60, Assert.IsType<SecureString>(first.Key).Length);
        Assert.Equal(SecretText.Reveal((SecureString)first.Key!), await ReadKeyAsync(token));
        Assert.NotEqual(SecretText.Reveal((SecureString)first.Key!), SecretText.Reveal((SecureString)(await RotateAsync("job")).Key!));

        server.Forget();
        var young = await RotateAsync("job", Age);
        Assert.Equal(JobStatus.Unchanged, young.Status);
        Assert.NotNull(young.ChangedOn);
        Assert.Null(young.Key);
        Assert.Empty(server.Writes);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task All_old_keys_are_rotated_and_the_second_time_none(string version)
    {
        server = new JobServer(version);
        await TokenAsync("young");
        server.Session.UserId = (await server.Jobs.FindAsync<User>(Resources.User, "akadmin", Cancellation))!.Pk;
        var first = await RotateAllAsync();
        Assert.Equal(1, first.Count(one => one.IsOwn));
        Assert.Contains(first, one => one is { Identifier: "jdoe-mail", Status: JobStatus.Changed, Username: "jdoe" });
        Assert.Contains(first, one => one is { Identifier: "young", Status: JobStatus.Unchanged });
        Assert.DoesNotContain(first, one => one.Identifier.StartsWith("ak-outpost", StringComparison.Ordinal));

        server.Forget();
        Assert.All(await RotateAllAsync(), one => Assert.Equal(JobStatus.Unchanged, one.Status));
        Assert.Empty(server.Writes);

        // The list, the settings, and two lists of events: none of them for each token.
        Assert.Equal(4, server.Seen.Count);
    }

    [Theory]
    [InlineData("2024.10.5", JobStatus.Changed)]
    [InlineData("2026.2.2", JobStatus.Unchanged)]
    public async Task Another_change_of_a_token_counts_where_the_events_dont_say_what_changed(string version, JobStatus status)
    {
        server = new JobServer(version);
        var mail = await server.Jobs.FindAsync<Token>(Resources.Token, "jdoe-mail", Cancellation);
        await server.Jobs.ChangeAsync(mail!, new Dictionary<string, object?> { ["description"] = "Other" }, Cancellation);
        Assert.Equal(status, (await RotateAsync("jdoe-mail", Age)).Status);
    }

    [Fact]
    public async Task An_age_that_the_event_log_doesnt_reach_is_refused()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => RotateAsync("jdoe-mail", TimeSpan.FromDays(2000)));
        Assert.Contains("keeps events for", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task What_the_session_signs_in_with_needs_force_and_what_if_says_so()
    {
        server.Session.UserId = (await server.Jobs.FindAsync<User>(Resources.User, "akadmin", Cancellation))!.Pk;
        var own = Resources.Token.MakeIdentity("authentik-bootstrap-token");
        var rotation = new TokenKeyRotation(server.Jobs, age: null);
        var refused = await rotation.PlanAsync(own, new RotationOptions(), Cancellation);
        Assert.Empty(refused.Steps);
        Assert.Equal(InputProblem.OwnAccess, Assert.IsType<InputException>(Assert.Single(refused.Result.Failures)).Problem);
        var shown = await rotation.PlanAsync(own, new RotationOptions(IsWhatIf: true), Cancellation);
        Assert.Contains("This needs -Force. Token 'authentik-bootstrap-token' is the token", shown.Describe(), StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task A_key_that_was_refused_isnt_returned()
    {
        server.Refuses = line => line.Contains("/set_key/", StringComparison.Ordinal);
        var failed = await RotateAsync("jdoe-mail");
        Assert.Equal((JobStatus.Failed, null), (failed.Status, failed.Key));
        Assert.NotEmpty(failed.NotDone);
    }

    [Fact]
    public async Task What_comes_twice_is_rotated_once_unless_the_first_time_failed()
    {
        await ProviderAsync("oidc");
        var (tokens, providers) = (new TokenKeyRotation(server.Jobs, null), new ClientSecretRotation(server.Jobs, null));
        var key = await tokens.PlanAsync(Resources.Token.MakeIdentity("jdoe-mail"), new RotationOptions(), Cancellation);
        var again = await tokens.PlanAsync(Resources.Token.MakeIdentity("jdoe-mail"), new RotationOptions(), Cancellation);
        Assert.Equal((1, 0), (key.Steps.Count, again.Steps.Count));
        Assert.Equal((JobStatus.Unchanged, null), ((await again.RunAsync(Cancellation)).Status, again.Result.Key));
        Assert.Contains("was specified before", Assert.Single(again.Result.NotDone), StringComparison.Ordinal);

        key.Declined!();
        Assert.Single((await tokens.PlanAsync(Resources.Token.MakeIdentity("jdoe-mail"), new RotationOptions(), Cancellation)).Steps);

        server.Refuses = line => line.StartsWith("PATCH", StringComparison.Ordinal);
        var secret = Resources.Provider.MakeIdentity("oidc");
        var refused = await (await providers.PlanAsync(secret, new RotationOptions(), Cancellation)).RunAsync(Cancellation);
        server.Refuses = null;
        var second = await (await providers.PlanAsync(secret, new RotationOptions(), Cancellation)).RunAsync(Cancellation);
        var third = await (await providers.PlanAsync(secret, new RotationOptions(), Cancellation)).RunAsync(Cancellation);
        Assert.Equal(
            [JobStatus.Failed, JobStatus.Changed, JobStatus.Unchanged], new[] { refused, second, third }.Select(one => one.Status));
    }

    [Fact]
    public async Task The_log_has_no_key()
    {
        var key = SecretText.Reveal((SecureString)(await RotateAsync("jdoe-mail")).Key!);
        Assert.NotEmpty(server.Log.Lines);
        Assert.DoesNotContain(server.Log.Lines.Concat(server.Log.Warnings), line => line.Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_provider_gets_a_new_secret_and_with_an_age_only_once(string version)
    {
        server = new JobServer(version);
        await ProviderAsync("oidc");
        var first = await RotateProviderAsync("oidc");
        Assert.Equal((JobStatus.Changed, null), (first.Status, first.Reason));
        Assert.Equal(128, Assert.IsType<SecureString>(first.ClientSecret).Length);
        var stored = (OAuth2Provider)await server.Jobs.GetAsync<AuthentikObject>(
            Resources.OAuth2Provider.MakeIdentity("oidc"), Cancellation);
        Assert.Equal(SecretText.Reveal((SecureString)first.ClientSecret!), SecretText.Reveal(stored.ClientSecret!));

        server.Forget();
        Assert.Equal(JobStatus.Unchanged, (await RotateProviderAsync("oidc", Age)).Status);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task A_public_client_is_refused_and_isnt_listed()
    {
        await ProviderAsync("mobile", "public");
        var refused = await RotateProviderAsync("mobile");
        Assert.Equal(JobStatus.Failed, refused.Status);
        Assert.Contains("client type public", refused.Reason, StringComparison.Ordinal);
        await foreach (var one in new ClientSecretRotation(server.Jobs, Age).ListAsync(Cancellation))
        {
            Assert.NotEqual("mobile", one.ToString());
        }
    }

    private Task<Token> TokenAsync(string name) => server.Jobs.CreateAsync<Token>(
        Resources.Token,
        new Dictionary<string, object?> { ["identifier"] = name, ["description"] = "Nightly", ["expiring"] = false },
        Cancellation);

    private async Task ProviderAsync(string name, string type = "confidential")
    {
        var flow = Resources.Flow.MakeIdentity("default-provider-authorization-implicit-consent");
        var values = new Dictionary<string, object?> { ["name"] = name, ["client_type"] = type, ["authorization_flow"] = flow };
        if (server.Session.ServerVersion!.CompareTo(ServerVersion.Parse("2024.10.0")) >= 0)
        {
            values["invalidation_flow"] = Resources.Flow.MakeIdentity("default-provider-invalidation-flow");
        }

        values["redirect_uris"] = Array.Empty<RedirectUri>();
        await server.Jobs.CreateAsync<OAuth2Provider>(Resources.OAuth2Provider, values, Cancellation);
    }

    private async Task<string> ReadKeyAsync(Token token)
    {
        using var response = await server.Jobs.Api.GetAsync($"/core/tokens/{token.Identifier}/view_key/", [], Cancellation);
        return response.Json.GetProperty("key").GetString()!;
    }

    private async Task<RotatedTokenKey> RotateAsync(string name, TimeSpan? age = null)
    {
        var plan = await new TokenKeyRotation(server.Jobs, age)
            .PlanAsync(Resources.Token.MakeIdentity(name), new RotationOptions(), Cancellation);
        return await plan.RunAsync(Cancellation);
    }

    private async Task<List<RotatedTokenKey>> RotateAllAsync()
    {
        var rotation = new TokenKeyRotation(server.Jobs, Age);
        var results = new List<RotatedTokenKey>();
        await foreach (var one in rotation.ListAsync(Cancellation))
        {
            var plan = await rotation.PlanAsync(Resources.Token.MakeIdentity(one), new RotationOptions(IsForced: true), Cancellation);
            results.Add(await plan.RunAsync(Cancellation));
        }

        return results;
    }

    private async Task<RotatedClientSecret> RotateProviderAsync(string name, TimeSpan? age = null)
    {
        var plan = await new ClientSecretRotation(server.Jobs, age)
            .PlanAsync(Resources.Provider.MakeIdentity(name), new RotationOptions(), Cancellation);
        return await plan.RunAsync(Cancellation);
    }
}
