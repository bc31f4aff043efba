namespace Authentik.Hosting.Tests.Binding;

/// <summary>Parameters that take objects of several kinds, such as the target of a policy binding.</summary>
public class SeveralKindTests(SeveralKindTests.ShellWithApplication fixture)
    : ConnectedTests<SeveralKindTests.ShellWithApplication>(fixture), IClassFixture<SeveralKindTests.ShellWithApplication>
{
    private const string Flow = "default-source-enrollment";

    private object App => Fixture.Application;

    [Fact]
    public void Takes_names_of_all_kinds_uuids_objects_and_columns()
    {
        Shell.Invoke(
            """
            $targets = 'any-app', 'Any App', $app, $app.Pk, ($app | Select-Object *)
            $targets | ForEach-Object { $i = 0 } { New-AuthentikPolicyBinding -Target $_ -User jdoe -Order (++$i) }
            [pscustomobject]@{ target = 'any-app'; user = 'jdoe'; order = 9 } | New-AuthentikPolicyBinding
            """,
            new { app = App });
        Assert.Equal(["1", "2", "3", "4", "5", "9"], Shell.Text("(Get-AuthentikPolicyBinding -Target any-app -OrderBy order).Order"));
        Shell.Invoke($"Get-AuthentikPolicyBinding -Target any-app | Set-AuthentikPolicyBinding -Target {Flow}");
        var moved = Shell.Text($$"""
            $flow = Get-AuthentikFlow {{Flow}}
            (Get-AuthentikPolicyBinding -TargetIn $flow, any-app -OrderBy order).Order | Where-Object { $_ }
            Get-AuthentikPolicyBinding -Target $flow | Where-Object Order -GT 0 | Remove-AuthentikPolicyBinding -Force
            """);
        Assert.Equal(["1", "2", "3", "4", "5", "9"], moved);
    }

    [Fact]
    public void Binds_nothing_where_two_things_have_the_name()
    {
        Shell.Invoke($"New-AuthentikApplication -Name 'Any App' -Slug {Flow}");
        try
        {
            Server.Clear();
            Expect.Error(
                "NameAmbiguous",
                $"*is the name of an application and of a flow*(Get-AuthentikApplication '{Flow}')*",
                Shell.Fail($"New-AuthentikPolicyBinding -Target {Flow} -User jdoe -Order 1"));
            Expect.Error("NameAmbiguous", Shell.Fail("New-AuthentikPolicyBinding -Target 'Any App' -User jdoe -Order 1"));
            Assert.Empty(Server.Bodies);
        }
        finally
        {
            Shell.Invoke($"Get-AuthentikApplication | Where-Object Slug -EQ {Flow} | Remove-AuthentikApplication -Force");
        }
    }

    [Theory]
    [InlineData("nowhere", "*'nowhere' was not found*Specify an object of one of these kinds: application, *source*")]
    [InlineData("(Get-AuthentikUser jdoe)", "*A user was specified, but the parameter takes another kind of object*application*")]
    [InlineData("''", "*empty*")]
    public void Binds_nothing_where_nothing_has_the_name_or_it_is_of_another_kind(string target, string message)
    {
        var failure = Shell.Fail($"New-AuthentikPolicyBinding -Target {target} -User jdoe -Order 1");
        Expect.Message(message, failure);
        if (target == "nowhere")
        {
            Expect.Error("NameNotFound", failure);
        }

        Assert.Empty(Server.Bodies);
    }

    [Fact]
    public void Leaves_out_the_kinds_that_the_user_may_not_read()
    {
        Server.Answer(new
        {
            method = "GET", path = "/api/v3/events/rules/", status = 403,
            json = new { detail = "You do not have permission to perform this action." },
        });
        var keys = Shell.Text(
            """
            $made = New-AuthentikPolicyBinding -Target any-app -User jdoe -Order 20
            $made.Target, $app.Pk
            $made | Remove-AuthentikPolicyBinding -Force
            """,
            new { app = App });
        Assert.Equal(2, keys.Count);
        Assert.Equal(keys[1], keys[0]);
    }

    [Fact]
    public void Completes_the_names_of_all_kinds()
    {
        Assert.Contains(Flow, Shell.Complete("New-AuthentikPolicyBinding -Target default-source-en"));
        Assert.Contains("any-app", Shell.Complete("Get-AuthentikPolicyBinding -Target any"));
    }

    public sealed class ShellWithApplication : ConnectedShell
    {
        public ShellWithApplication(SharedServer shared)
            : base(shared) =>
            Application = Shell.Invoke("New-AuthentikApplication -Name 'Any App' -Slug any-app -PolicyEngineMode any")[0];

        public object Application { get; }

        protected override void CleanUp() => Shell.Invoke("Remove-AuthentikApplication any-app -Force");
    }
}
