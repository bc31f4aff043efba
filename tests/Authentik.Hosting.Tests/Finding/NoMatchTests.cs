using System.Management.Automation;

namespace Authentik.Hosting.Tests.Finding;

/// <summary>What Find-AuthentikCommand says where it finds nothing.</summary>
public class NoMatchTests(Operations operations) : IClassFixture<Operations>
{
    private PowerShellSession Shell => operations.Shell;

    [Theory]
    [InlineData("nosuchthing", "*'nosuchthing'*password*")]
    [InlineData("nosuch_*", "*core_users_`**")]
    [InlineData("/no/such/path/", "*/core/users/*")]
    [InlineData("https://auth.example.com/if/admin/#/no/such/page", "*Nothing matches*")]
    [InlineData("DELETE /core/users/me/", "*Omit them to find GET /core/users/me/*")]
    public void Tells_that_there_was_nothing_and_goes_on(string query, string message)
    {
        var failure = OnlyError("Find-AuthentikCommand $query", query);
        Expect.Error("NameNotFound", message, failure);
        Assert.Equal(ErrorCategory.ObjectNotFound, failure.CategoryInfo.Category);
        Assert.Equal(query, failure.TargetObject);
        Assert.Single(Shell.Try("Find-AuthentikCommand $query, core_users_list", new { query }).Output);
    }

    [Fact]
    public void Says_which_version_has_what_this_one_lacks() => Expect.Message(
        "*POST /core/users/export/*2025.12 and later*",
        OnlyError("Find-AuthentikCommand $query -Version 2024.10", "core_users_export_create"));

    [Fact]
    public void Refuses_what_is_no_version() =>
        Expect.Error("InvalidValue", "*'newest' isn't a valid version*", Shell.Fail("Find-AuthentikCommand * -Version newest"));

    private ErrorRecord OnlyError(string script, string query)
    {
        var result = Shell.Try(script, new { query });
        Assert.Empty(result.Output);
        return Assert.Single(result.Errors);
    }
}
