# Connecting, several sessions at once, and what goes wrong on the way.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $skip = Test-RealServer
}

Describe 'Sessions' -Skip:$skip {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $server = Start-TestServer -Version 2026.2.2
        $old = Start-TestServer -Version 2024.10.5
        function Get-Failure([scriptblock] $Script) {
            $ErrorActionPreference = 'Stop'
            try { & $Script } catch { return $_ }
            throw 'It did not fail.'
        }
    }

    AfterAll {
        Get-AuthentikSession | Disconnect-Authentik
        $server, $old | ForEach-Object { Stop-TestServer $_ }
    }

    BeforeEach {
        Get-AuthentikSession | Disconnect-Authentik
        $server, $old | ForEach-Object { Reset-TestServer $_ }
    }

    It 'connects silently, and returns the session when asked' {
        Connect-Authentik $server.Uri $server.Token | Should -BeNullOrEmpty
        $session = Connect-Authentik -Uri $server.Uri -Token ($server.Token | ConvertTo-SecureString -AsPlainText -Force) -PassThru
        $session | Should -BeOfType Authentik.Session
        $session.ServerVersion | Should -Be 2026.2.2
        Get-AuthentikSession | Should -HaveCount 1
    }

    It 'makes the newest session the default, and names any other with -Session' {
        Connect-Authentik $server.Uri $server.Token -Name new
        Connect-Authentik $old.Uri $old.Token -Name old
        (Get-AuthentikSession | Where-Object IsDefault).Name | Should -Be old
        (Invoke-AuthentikRequest /admin/version/).version_current | Should -Be 2024.10.5
        (Invoke-AuthentikRequest /admin/version/ -Session new).version_current | Should -Be 2026.2.2
        (Invoke-AuthentikRequest /admin/version/ -Session (Get-AuthentikSession new)).version_current | Should -Be 2026.2.2
    }

    It 'makes the default before it the default again when the default session is closed, and says so' {
        Connect-Authentik $server.Uri $server.Token -Name new
        Connect-Authentik $old.Uri $old.Token -Name old
        $said = Disconnect-Authentik -Verbose 4>&1
        "$said" | Should -BeLike "*The default session is 'new' again, on $($server.Uri)*"
        (Get-AuthentikSession).Name, (Get-AuthentikSession).IsDefault | Should -Be new, $true
        Disconnect-Authentik
        (Get-Failure { Get-AuthentikUser }).FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
    }

    It 'keeps the default when another session is closed' {
        Connect-Authentik $server.Uri $server.Token -Name new
        Connect-Authentik $old.Uri $old.Token -Name old
        Disconnect-Authentik new
        (Get-AuthentikSession | Where-Object IsDefault).Name | Should -Be old
    }

    It 'takes the words that people type first, and a version that PowerShell converts' {
        Connect-Authentik -Url $server.Uri -ApiToken $server.Token
        [version](Get-AuthentikSession).ServerVersion | Should -BeOfType version
        [version](Get-AuthentikSession).ServerVersion | Should -BeGreaterThan ([version]'2024.8')
    }

    It 'says that there is no session, and how to get one' {
        $failure = Get-Failure { Get-AuthentikUser }
        $failure.Exception.Message | Should -BeLike '*Connect-Authentik*'
        (Get-Failure { Get-AuthentikUser -Session nosuch }).Exception.Message | Should -BeLike "*no open session named 'nosuch'*"
        (Get-Failure { Get-AuthentikSession nosuch }).Exception.Message | Should -BeLike "*nosuch*"
        Get-AuthentikSession n* | Should -BeNullOrEmpty
    }

    It 'keeps the path below which a server runs' {
        $below = Start-TestServer -Base /auth/sub
        try {
            Connect-Authentik $below.Uri $below.Token -Name below
            (Get-AuthentikSession below).Uri.AbsolutePath | Should -Be '/auth/sub/'
            Get-AuthentikUser jdoe | Should -Not -BeNullOrEmpty
            Clear-WireLog $below
            Get-AuthentikUser -First 1 | Out-Null
            (Get-WireLog $below)[0].path | Should -Be '/auth/sub/api/v3/core/users/'
            Connect-Authentik "$($below.Uri.TrimEnd('/'))/if/admin/#/core/users" $below.Token -Name pasted
            (Get-AuthentikSession pasted).Uri | Should -Be (Get-AuthentikSession below).Uri
        }
        finally { Stop-TestServer $below }
    }

    It 'refuses <Name> with its own words' -ForEach @(
        @{ Name = 'a wrong token'; Script = { Connect-Authentik $server.Uri wrong-token }; Id = 'NotSignedIn,*'; Words = "*didn't accept the token*" }
        @{ Name = 'a token with blanks'; Script = { Connect-Authentik $server.Uri 'two words' }; Id = 'InvalidValue,*'; Words = '*characters that aren''t valid in a token*' }
        @{ Name = 'a token of other letters'; Script = { Connect-Authentik $server.Uri 'tökén' }; Id = 'InvalidValue,*'; Words = '*ASCII*' }
        @{ Name = 'no address'; Script = { Connect-Authentik 'nobody at home' x }; Id = 'InvalidValue,*'; Words = '*https://auth.example.com*' }
        @{ Name = 'nobody there'; Script = { Connect-Authentik http://127.0.0.1:1 x }; Id = 'Connection,*'; Words = '*No response from http://127.0.0.1:1*' }
    ) {
        $failure = Get-Failure $Script
        $failure.FullyQualifiedErrorId | Should -BeLike $Id
        $failure.Exception.Message | Should -BeLike $Words
        Get-AuthentikSession | Should -BeNullOrEmpty
    }

    It 'refuses a web page in place of the API' {
        Add-Answer $server @{ status = 200; text = '<html>Sign in</html>'; headers = @{ 'Content-Type' = 'text/html' }; times = 2 }
        $failure = Get-Failure { Connect-Authentik $server.Uri $server.Token }
        $failure.FullyQualifiedErrorId | Should -BeLike 'UnexpectedAnswer,*'
        $failure.Exception.Message | Should -BeLike '*web page*'
    }

    It 'refuses a server that is too old, unless told not to look' {
        $ancient = @{ path = '/api/v3/admin/version/'; status = 200; json = @{ version_current = '2023.10.7' } }
        Add-Answer $server $ancient
        (Get-Failure { Connect-Authentik $server.Uri $server.Token }).Exception.Message | Should -BeLike '*2023.10.7*2024.8.0 and later*'
        Add-Answer $server $ancient
        Connect-Authentik $server.Uri $server.Token -SkipVersionCheck
        (Get-AuthentikSession).ServerVersion.ToString() | Should -Be 2023.10.7
    }

    It 'warns of a server newer than it knows, and refuses nothing there' {
        Add-Answer $server @{ path = '/api/v3/admin/version/'; status = 200; json = @{ version_current = '2027.2.0' } }
        Connect-Authentik $server.Uri $server.Token -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*newer than*'
        Clear-WireLog $server
        Set-AuthentikUserConnection 999999 -User jdoe -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*-User was last supported by*'
    }

    It 'accepts any certificate only when told to' {
        $tls = Start-TestServer -Tls
        try {
            (Get-Failure { Connect-Authentik $tls.Uri $tls.Token }).FullyQualifiedErrorId | Should -BeLike 'Tls,*'
            Connect-Authentik $tls.Uri $tls.Token -SkipCertificateCheck -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*certificate*not checked*'
            Get-AuthentikUser jdoe | Should -Not -BeNullOrEmpty
        }
        finally { Stop-TestServer $tls }
    }

    It 'takes server and token from the environment when nothing is given' {
        $before = $env:AUTHENTIK_URL, $env:AUTHENTIK_TOKEN, $env:AUTHENTIK_INSECURE
        try {
            $env:AUTHENTIK_URL, $env:AUTHENTIK_TOKEN, $env:AUTHENTIK_INSECURE = $server.Uri, $server.Token, $null
            (Connect-Authentik -PassThru -Name environment).Uri | Should -Be (Connect-Authentik $server.Uri $server.Token -PassThru).Uri
            $env:AUTHENTIK_INSECURE = 'true'
            Connect-Authentik -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*not checked*'
            (Connect-Authentik -Token $server.Token -PassThru).Username | Should -Be akadmin
            (Get-Failure { Connect-Authentik $old.Uri }).Exception.Message | Should -BeLike '*No way to sign in*' -Because 'the token is for another server'
            $env:AUTHENTIK_TOKEN = $null
            $failure = Get-Failure { Connect-Authentik }
            $failure.FullyQualifiedErrorId | Should -BeLike 'MissingValue,*'
            $failure.Exception.Message | Should -BeLike '*AUTHENTIK_TOKEN is not set*-Profile*'
        }
        finally { $env:AUTHENTIK_URL, $env:AUTHENTIK_TOKEN, $env:AUTHENTIK_INSECURE = $before }
    }

    It 'makes another session the default, by name, object or pipeline, and by Tab' {
        Connect-Authentik $server.Uri $server.Token -Name new
        Connect-Authentik $old.Uri $old.Token -Name old
        Select-AuthentikSession new | Should -BeNullOrEmpty
        (Invoke-AuthentikRequest /admin/version/).version_current | Should -Be 2026.2.2
        Get-AuthentikSession old | Select-AuthentikSession
        (Invoke-AuthentikRequest /admin/version/).version_current | Should -Be 2024.10.5
        (Select-AuthentikSession -Name new -PassThru).IsDefault | Should -BeTrue
        (TabExpansion2 'Select-AuthentikSession o' -cursorColumn 25).CompletionMatches.ListItemText | Should -Be old
        (TabExpansion2 'Get-AuthentikUser -Session n' -cursorColumn 28).CompletionMatches.ListItemText | Should -Be new
        $closed = Get-AuthentikSession old
        Disconnect-Authentik old
        (Get-Failure { Select-AuthentikSession $closed }).Exception.Message | Should -BeLike '*was disconnected*'
    }

    It 'acts on the server that an object came from, and on no other' {
        Connect-Authentik $server.Uri $server.Token -Name new
        $user = Get-AuthentikUser jdoe
        Connect-Authentik $old.Uri $old.Token -Name old
        Clear-WireLog $server
        $user | Set-AuthentikUser -Name 'Jane Doe'
        (Get-WireLog $server PATCH).path | Should -BeLike '*/core/users/*'
        (Get-Failure { $user | Set-AuthentikUser -Name x -Session old }).Exception.Message | Should -BeLike '*was read from*'
        Get-WireLog $old PATCH | Should -BeNullOrEmpty
    }

    It 'can be used by <Name>' -ForEach @(
        @{ Name = 'ForEach-Object -Parallel'; Script = { param($session, $manifest) 1..40 | ForEach-Object -Parallel { Import-Module $using:manifest; (Get-AuthentikUser jdoe -Session $using:session).Username } -ThrottleLimit 8 } }
        @{ Name = 'thread jobs'; Script = { param($session, $manifest) 1..8 | ForEach-Object { Start-ThreadJob { Import-Module $using:manifest; 1..5 | ForEach-Object { (Get-AuthentikUser jdoe -Session $using:session).Username } } } | Receive-Job -Wait -AutoRemoveJob } }
        @{ Name = 'a runspace pool'
            Script = {
                param($session, $manifest)
                # The pool's first state imports it: Import-Module in several runspaces of a pool at once trips over itself in PowerShell.
                $state = [initialsessionstate]::CreateDefault2()
                $state.ImportPSModule($manifest)
                $pool = [runspacefactory]::CreateRunspacePool(1, 8, $state, $Host)
                $pool.Open()
                $shells = 1..40 | ForEach-Object {
                    $shell = [powershell]::Create().AddScript({ param($session) (Get-AuthentikUser jdoe -Session $session).Username }).AddArgument($session)
                    $shell.RunspacePool = $pool
                    [pscustomobject]@{ Shell = $shell; Run = $shell.BeginInvoke() }
                }
                $shells | ForEach-Object { $_.Shell.EndInvoke($_.Run) }
                $pool.Dispose()
            }
        }
    ) {
        Connect-Authentik $server.Uri $server.Token
        $names = & $Script (Get-AuthentikSession) (Get-Module Authentik).Path
        $names | Should -HaveCount 40
        $names | Select-Object -Unique | Should -Be jdoe
    }

    It 'never mixes two runspaces with two servers: eight threads, ten thousand calls' {
        $manifest = (Get-Module Authentik).Path
        $work = {
            param($manifest, $uri, $token)
            Import-Module $manifest
            $session = Connect-Authentik $uri $token -Name same -PassThru
            1..4 | ForEach-Object -Parallel {
                Import-Module $using:manifest
                Select-AuthentikSession $using:session
                1..1250 | ForEach-Object { (Invoke-AuthentikRequest /admin/version/).version_current }
            } -ThrottleLimit 4
        }
        $shells = $server, $old | ForEach-Object {
            $shell = [powershell]::Create().AddScript($work).AddArgument($manifest).AddArgument($_.Uri).AddArgument($_.Token)
            [pscustomobject]@{ Shell = $shell; Run = $shell.BeginInvoke(); Server = $_ }
        }
        $answers = @{}
        $shells | ForEach-Object {
            $answers[$_.Server.Uri] = $_.Shell.EndInvoke($_.Run)
            $_.Shell.Streams.Error | Should -BeNullOrEmpty
            $_.Shell.Dispose()
        }
        $answers[$server.Uri] | Group-Object -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Should -Be '2026.2.2 5000'
        $answers[$old.Uri] | Group-Object -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Should -Be '2024.10.5 5000'
        foreach ($one in $server, $old) {
            $signed = Get-WireLog $one | ForEach-Object { $_.headers.Authorization } | Group-Object
            $signed.Name | Should -Be "Bearer $($one.Token)"
            $signed.Count | Should -BeGreaterOrEqual 5000
        }
    }

    It 'stops within a moment when the pipeline is stopped' {
        Connect-Authentik $server.Uri $server.Token
        Add-Answer $server @{ path = '/api/v3/core/users/'; status = 200; json = @{}; delayMs = 20000 }
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::CurrentRunspace)
        $shell.Dispose()
        $manifest = (Get-Module Authentik).Path
        $shell = [powershell]::Create().AddScript({ param($manifest, $session) Import-Module $manifest; Get-AuthentikUser -Session $session }).
            AddArgument($manifest).AddArgument((Get-AuthentikSession))
        $run = $shell.BeginInvoke()
        Start-Sleep -Milliseconds 800
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.ElapsedMilliseconds | Should -BeLessThan 3000
        $shell.InvocationStateInfo.State | Should -Be Stopped
    }
}
