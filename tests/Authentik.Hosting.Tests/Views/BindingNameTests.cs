namespace Authentik.Hosting.Tests.Views;

/// <summary>Bindings have no name of their own: they, and what uses an object through them, are shown by the names of others.</summary>
public class BindingNameTests(BindingNameTests.ShellWithBindings fixture)
    : ConnectedTests<BindingNameTests.ShellWithBindings>(fixture), IClassFixture<BindingNameTests.ShellWithBindings>
{
    [Fact]
    public void Bindings_show_the_names_of_their_targets_in_a_window()
    {
        var targets = Shell.Text(
            "Get-AuthentikPolicyBinding | Where-Object Order -In 7001, 7002, 7003 | Sort-Object Order | ForEach-Object TargetName");
        Assert.Equal(3, targets.Count);
        Assert.Equal("names-app", targets[0]);
        Assert.Equal("github", targets[1]);
        Assert.Matches("^stage '.+' on flow 'default-authentication-flow' \\(order \\d+\\)$", targets[2]);
        foreach (var width in (int[])[80, 120])
        {
            var table = Table.Render(Shell, "Get-AuthentikPolicyBinding -Target names-app", width);
            Assert.All(table.Lines, line => Assert.InRange(line.Length, 0, width));
            Assert.Equal("Target: names-app", table.Lines[0].Trim());
            Assert.Contains("jdoe", table.Lines[^1], StringComparison.Ordinal);
        }

        var ids = Table.Render(Shell, "Get-AuthentikPolicyBinding -Target names-app -NoExpand", 120);
        Assert.Matches("^ *Target: [0-9a-f]{8}-", ids.Lines[0]);
    }

    [Fact]
    public void New_and_Set_show_the_names_that_are_known_without_another_request()
    {
        var name = Shell.Text("New-AuthentikPolicyBinding -Target names-app -User jdoe -Order 7004 | ForEach-Object TargetName");
        Assert.Equal(["names-app"], name);
        Shell.Invoke("$global:binding = Get-AuthentikPolicyBinding -Target names-app | Where-Object Order -EQ 7004");
        Server.Clear();
        Assert.Equal(["names-app"], Shell.Text("($binding | Set-AuthentikPolicyBinding -Enabled $false -PassThru).TargetName"));
        Assert.DoesNotContain(Server.Requests, request => request.Path.Contains("/applications/", StringComparison.Ordinal));
        Shell.Invoke("$binding | Remove-AuthentikPolicyBinding -Force");
    }

    [Fact]
    public void A_row_of_an_object_has_its_names_and_kind_and_sends_neither()
    {
        const string Again = "| ConvertTo-Csv | ConvertFrom-Csv | Select-Object Pk, Order, TargetName, UserName";
        var warnings = Shell.Text($"Get-AuthentikPolicyBinding -Target names-app {Again} | Set-AuthentikPolicyBinding -WhatIf 3>&1");
        Assert.Empty(warnings);
        const string OfFamily = "Get-AuthentikOAuthSource github | Select-Object Slug, Enabled, Kind";
        warnings = Shell.Text($"{OfFamily} | Set-AuthentikOAuthSource -WhatIf 3>&1");
        Assert.Empty(warnings);
        Assert.Empty(Server.Writes);
    }

    [Fact]
    public void What_uses_an_object_is_described_by_names()
    {
        const string Uses = "Get-AuthentikStage default-authentication-login | Get-AuthentikUsedBy";
        var described = Shell.Text($"{Uses} | ForEach-Object Name");
        Assert.Contains(
            described, name => name.StartsWith("stage 'default-authentication-login' on flow 'default-auth", StringComparison.Ordinal));
        Assert.DoesNotMatch("[0-9a-f]{8}-[0-9a-f]{4}", string.Join('\n', described));
        Server.Clear();
        Assert.Matches("[0-9a-f]{8}-", string.Join('\n', Shell.Text($"{Uses} -NoExpand | ForEach-Object Name")));
        Assert.DoesNotContain(Server.Requests, request => request.Path.Contains("/flows/", StringComparison.Ordinal));

        Shell.Invoke("Get-AuthentikStage default-authentication-login | Remove-AuthentikStage -WhatIf");
        Expect.Like(
            "*stage binding: stage 'default-authentication-login' on flow 'default-authentication-flow' (order *) is also deleted*",
            Shell.HostText);
    }

    public sealed class ShellWithBindings : ConnectedShell
    {
        public ShellWithBindings(SharedServer shared)
            : base(shared) => Shell.Invoke("""
                New-AuthentikApplication -Name names-app -Slug names-app
                New-AuthentikPolicyBinding -Target names-app -User jdoe -Order 7001
                New-AuthentikPolicyBinding -Target github -User jdoe -Order 7002
                Get-AuthentikFlowStageBinding -Target default-authentication-flow -First 1 | ForEach-Object {
                    New-AuthentikPolicyBinding -Target $_ -User jdoe -Order 7003
                }
                """);

        protected override void CleanUp() => Shell.Invoke("""
            Get-AuthentikPolicyBinding | Where-Object Order -In 7001, 7002, 7003 | Remove-AuthentikPolicyBinding -Force
            Remove-AuthentikApplication names-app -Force
            """);
    }
}
