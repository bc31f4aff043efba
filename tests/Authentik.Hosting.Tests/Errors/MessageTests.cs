namespace Authentik.Hosting.Tests.Errors;

/// <summary>Messages that say what doesn't fit, in the words of the person who reads them.</summary>
public sealed class MessageTests(PowerShellSession shell) : IClassFixture<PowerShellSession>, IDisposable
{
    private const string NewAzure = "New-AuthentikOAuthSource a -ProviderType azuread -ConsumerKey a -ConsumerSecret b";

    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData("2026.8.3", NewAzure, "*Versions that support it: up to 2026.5. Use *")]
    [InlineData("2024.10.5", "Get-AuthentikTaskSchedule", "Get-AuthentikTaskSchedule isn't supported *, which has no *schedules. *")]
    [InlineData("2026.8.3", "Import-AuthentikFlow ./no-such-file.yaml", "Import-AuthentikFlow isn't supported by authentik 2026.8.3. *")]
    [InlineData("2024.10.5", "Import-AuthentikFlow ./no-such-file.yaml", "The file *no-such-file.yaml was not found. Check -InFile.*")]
    [InlineData("2026.2.2", "'jdoe' | Set-AuthentikUser -IsActive { 'maybe' }", "*Correct the script block. 'maybe' isn't valid *")]
    public void Says_what_does_not_fit(string version, string script, string message) =>
        Expect.Message(message, shell.Fail($"Connect-Authentik -Sandbox -Version {version}; {script}"));

    [Theory]
    [InlineData("""{"User":[{"username":"a"},{"username":"b","is_active":"maybe"}]}""", "*User[[]1] ('b'): Field is_active: *")]
    [InlineData("""{"Group":[{"is_superuser":false}]}""", "*Group[[]0]: These fields are required: name.*")]
    [InlineData("""{"User":[{"username":"a","nam":"A"}]}""", "*User[[]0] ('a'): User has no writable field 'nam'.*")]
    [InlineData("""{"Group":[{"name":"a","users":["nobody"]}]}""", "*Group[[]0] ('a'): User with the username 'nobody' was not found*")]
    public void Says_which_entry_of_a_sandbox_file_is_wrong(string json, string message)
    {
        File.WriteAllText(file.Path, json);
        var error = shell.Fail("Connect-Authentik -Sandbox -SandboxPath $path", new { path = file.Path });
        Expect.Message(message, error);
        Assert.DoesNotContain("column", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fills_in_for_a_sandbox_file_what_New_fills_in()
    {
        File.WriteAllText(file.Path, """{"User":[{"username":"anna"}]}""");
        Assert.Equal(
            "anna",
            shell.Value<string>("Connect-Authentik -Sandbox -SandboxPath $path; (Get-AuthentikUser anna).Name", new { path = file.Path }));
    }

    [Theory]
    [InlineData("-AddUser jdoe", "AddUser")]
    [InlineData("-AddAttribute @{ a = 1 } -Name x", "Name 'x', AddAttribute")]
    public void WhatIf_warns_about_a_missing_object_and_still_says_what_would_change(string change, string shown)
    {
        shell.Invoke("Connect-Authentik -Sandbox");
        var before = shell.HostText.Length;
        var warnings = shell.Text($"Set-AuthentikGroup nosuch {change} -WhatIf -WarningVariable warnings 3> $null; $warnings.Message");
        Expect.Like("*'nosuch' was not found*", Assert.Single(warnings));
        Assert.Contains($"Change {shown}", shell.HostText[before..], StringComparison.Ordinal);
    }
}
