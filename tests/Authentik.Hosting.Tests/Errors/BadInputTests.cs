namespace Authentik.Hosting.Tests.Errors;

/// <summary>What people get wrong: an error record with an id, a category, a target and what to do, and nothing is changed.</summary>
public class BadInputTests(BadInputServers fixture) : IClassFixture<BadInputServers>
{
    public static TheoryData<string> Cases => [.. BadInputCases.All.Keys];

    private PowerShellSession Shell => fixture.Shell;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_told(string name)
    {
        Assert.SkipWhen(TestServer.IsReal, TestServer.NeedsSandbox);
        var input = BadInputCases.All[name];
        var server = await fixture.PrepareAsync(input.Version, input.Base);
        var connection = new { uri = server.Uri, token = TestServer.Token };
        Shell.Invoke($"Connect-Authentik $uri $token -Name current\n{Examples.DefineFlows}", connection);
        if (input.Answer is { } answer)
        {
            server.Answer(answer);
        }

        server.Clear();
        var failure = Shell.Fail(input.Script, connection);
        Expect.Error(input.Id, input.Message, failure);
        Assert.Equal(input.Category, failure.CategoryInfo.Category);
        Assert.True(input.Target is null || input.Target.Equals(failure.TargetObject), $"The target is {failure.TargetObject}.");
        Assert.True(input.IsSent || server.Writes.Count == 0, "Something was sent that could change the server.");
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_told()
    {
        Assert.SkipWhen(TestServer.IsReal, TestServer.NeedsSandbox);
        await using var server = await TestServer.StartAsync(TestServer.DefaultVersion, "--tls");
        var failure = Shell.Fail("Connect-Authentik $uri $token", new { uri = server.Uri, token = TestServer.Token });
        Expect.Error("Tls", "*-SkipCertificateCheck*", failure);
        Assert.Equal(System.Management.Automation.ErrorCategory.SecurityError, failure.CategoryInfo.Category);
    }

    [Theory]
    [InlineData("api/v3/")]
    [InlineData("api/v3/api/v3/")]
    [InlineData("if/admin/#/core/users")]
    [InlineData("api/v3/core/users/?page=2")]
    public async Task A_path_that_was_doubled_or_goes_too_far_is_taken_for_what_it_means(string path)
    {
        Assert.SkipWhen(TestServer.IsReal, TestServer.NeedsSandbox);
        var server = await fixture.PrepareAsync(TestServer.DefaultVersion, string.Empty);
        var uri = server.Uri.TrimEnd('/') + '/';
        Shell.Invoke("Connect-Authentik $address $token -Name pasted", new { address = uri + path, token = TestServer.Token });
        Assert.Equal(uri, Shell.Value<string>("(Get-AuthentikSession pasted).Uri"));
    }
}
