using System.Management.Automation;
using Authentik.Faults.Tests.Serving;
using Authentik.Faults.Tests.Support;
using Authentik.Faults.Tests.Table;

namespace Authentik.Faults.Tests.Sharing;

/// <summary>One session in many runspaces.</summary>
public class SharedSessionTests
{
    private const int Runspaces = 50;

    [Fact]
    public async Task A_token_is_renewed_once_for_all()
    {
        var (signIns, life) = (0, 1000);
        await using var server = await FaultServer.StartAsync();
        var trial = new Trial(new Fault("tokens", (wire, _) =>
        {
            var number = Interlocked.Increment(ref signIns);
            return wire.WriteAsync(Response.Json(200,
                $$"""{"access_token":"issued-{{number}}","expires_in":{{life}},"token_type":"bearer"}"""));
        }, "*"), Operation.SignIn);
        trial.Refuses = request => request.Path.EndsWith("/users/7/", StringComparison.Ordinal) && Volatile.Read(ref signIns) == 1;
        using var shell = new PowerShellSession();
        shell.Invoke("Connect-Authentik $uri -ClientId client -ClientSecret not-told", new { uri = server.Add(trial) });
        var found = shell.Invoke($$"""
            $session = (Get-AuthentikSession)[0]
            $manifest = (Get-Module Authentik).Path
            1..{{Runspaces}} | ForEach-Object -ThrottleLimit {{Runspaces}} -Parallel {
                Import-Module $using:manifest
                (Get-AuthentikUser -Identity 7 -Session $using:session).Username
            }
            """);
        Assert.Equal(Enumerable.Repeat("akadmin", Runspaces), found.Select(LanguagePrimitives.ConvertTo<string>));
        Assert.Equal(2, signIns);
    }

    [Fact]
    public async Task A_session_that_is_closed_while_it_is_used_is_an_error_of_the_module()
    {
        var trial = new Trial(new Fault("silence", (wire, _) => wire.HangAsync(), "*"), Operation.Get);
        await using var opened = await TrialShell.OpenAsync(trial);
        var result = opened.Shell.Try("""
            $session = (Get-AuthentikSession)[0]
            $manifest = (Get-Module Authentik).Path
            $close = { param($session, $trial) while ($trial.Requests -lt 8) { Start-Sleep -Milliseconds 20 }; $session.Dispose() }
            $closing = [powershell]::Create().AddScript($close)
            $null = $closing.AddArgument($session).AddArgument($trial).BeginInvoke()
            1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
                Import-Module $using:manifest
                Get-AuthentikUser -Identity 7 -Session $using:session -ErrorVariable failed -ErrorAction SilentlyContinue
                $failed | ForEach-Object FullyQualifiedErrorId
            }
            """, new { trial });
        Assert.Equal(Enumerable.Repeat("NoSession,Authentik.Commands.GetUserCommand", 8), result.Output.Select(one => one.ToString()));
    }
}
