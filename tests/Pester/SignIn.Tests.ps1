# Signing in at the token end point: app password, client secret, a workload's JWT, device code; and what becomes of their short-lived tokens.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $skip = Test-RealServer
}

Describe 'Signing in' -Skip:$skip {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $manifest = (Get-Module Authentik).Path
        $server = Start-TestServer -AssertionIssuer https://cluster.example.com

        function Get-Failure([scriptblock] $Script) {
            $ErrorActionPreference = 'Stop'
            try { & $Script } catch { return $_ }
            throw 'It did not fail.'
        }

        # A provider as about_Authentik_Sessions says to make it, and a service account with an app password.
        function New-Door([string] $ClientType = 'public', [string] $Life = 'hours=1') {
            $mappings = @(Get-AuthentikScopeMapping -ScopeName goauthentik.io/api) + @(Get-AuthentikScopeMapping -ScopeName offline_access)
            $provider = New-AuthentikOAuth2Provider -Name door -ClientId door -ClientType $ClientType -PropertyMapping $mappings -RedirectUri @() -AccessTokenValidity $Life `
                -AuthorizationFlow default-provider-authorization-implicit-consent -InvalidationFlow default-provider-invalidation-flow
            $null = New-AuthentikApplication -Name door -Slug door -Provider door
            $null = New-AuthentikUser -Username svc -Name svc -Type service_account
            Get-AuthentikGroup 'authentik Admins' | Set-AuthentikGroup -User svc, akadmin
            $null = New-AuthentikToken -Identifier svc-password -Intent app_password -User svc -Expiring $false
            $provider
        }

        function Get-Door { [pscredential]::new('svc', (Get-AuthentikTokenKey svc-password -Session admin)) }

        # A JWT as a platform signs it; the sandbox looks at the issuer and the end.
        function New-Jwt([string] $Issuer = 'https://cluster.example.com', [int] $Minutes = 5) {
            $parts = @{ alg = 'RS256'; typ = 'JWT' }, @{ iss = $Issuer; sub = 'runbook'; exp = [DateTimeOffset]::UtcNow.AddMinutes($Minutes).ToUnixTimeSeconds() }
            $encoded = $parts | ForEach-Object { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(($_ | ConvertTo-Json -Compress))).TrimEnd('=').Replace('+', '-').Replace('/', '_') }
            "$($encoded -join '.').c2lnbmF0dXJl"
        }

        function Get-TokenRequest { @(Get-WireLog $server | Where-Object path -Like '*/application/o/token/') }
    }

    AfterAll {
        Get-AuthentikSession | Disconnect-Authentik
        Stop-TestServer $server
    }

    BeforeEach {
        Get-AuthentikSession | Disconnect-Authentik
        Reset-TestServer $server
        Connect-Authentik $server.Uri $server.Token -Name admin
    }

    Context 'as a program' {
        It 'takes an app password' {
            $null = New-Door
            $session = Connect-Authentik $server.Uri -ClientId door -Credential (Get-Door) -PassThru
            $session.Username, "$($session.Authentication)" | Should -Be svc, AppPassword
            $session.ExpiresAt | Should -BeGreaterThan ([DateTimeOffset]::Now.AddMinutes(55))
            Get-AuthentikUser jdoe | Should -Not -BeNullOrEmpty
        }

        It 'takes the secret of the provider' {
            $null = New-Door -ClientType confidential
            $session = Connect-Authentik $server.Uri -ClientId door -ClientSecret (Get-AuthentikOAuth2ClientSecret door) -PassThru
            $session.Username | Should -Be ak-door-client_credentials
        }

        It 'takes a JWT, as text and from a file' {
            $null = New-Door
            $byText = Connect-Authentik $server.Uri -ClientId door -Assertion (New-Jwt) -PassThru
            $file = Join-Path $TestDrive 'jwt'
            Set-Content $file (New-Jwt)
            $byFile = Connect-Authentik $server.Uri -ClientId door -AssertionPath $file -Name file -PassThru
            $byFile.Username | Should -Be $byText.Username
            Remove-Item $file
            Stop-TestToken $server
            (Get-Failure { Get-AuthentikCurrentUser -Session file }).Exception.Message | Should -BeLike "*can't be read from $file*"
        }

        It 'says what to do when it is refused: <Name>' -ForEach @(
            @{ Name = 'wrong app password'; Script = { $wrong = [pscredential]::new('svc', ('wrong' * 5 | ConvertTo-SecureString -AsPlainText -Force)); Connect-Authentik $server.Uri -ClientId door -Credential $wrong }; Words = "*'svc' or the app password may be wrong*" }
            @{ Name = 'unknown client'; Script = { Connect-Authentik $server.Uri -ClientId nosuch -Credential (Get-Door) }; Words = '*no provider with that client id*' }
            @{ Name = 'wrong client secret'; Script = { Connect-Authentik $server.Uri -ClientId door -ClientSecret wrongwrong }; Words = '*client secret may be wrong*' }
            @{ Name = 'JWT of a stranger'; Script = { Connect-Authentik $server.Uri -ClientId door -Assertion (New-Jwt -Issuer https://elsewhere.example.com) }; Words = '*issuer that the provider doesn''t trust*' }
            @{ Name = 'JWT that has ended'; Script = { Connect-Authentik $server.Uri -ClientId door -Assertion (New-Jwt -Minutes -5) }; Words = '*assertion may have expired*' }
            @{ Name = 'app password as token'; Script = { Connect-Authentik $server.Uri (Get-Door).Password }; Words = '*an app password isn''t an API token and needs -ClientId and -Credential*' }
            @{ Name = 'provider without application'; Script = { Remove-AuthentikApplication door -Force; Connect-Authentik $server.Uri -ClientId door -Credential (Get-Door) }; Words = '*provider has no application*' }
            @{ Name = 'provider without the mapping'; Script = { Set-AuthentikOAuth2Provider door -PropertyMapping @(); Connect-Authentik $server.Uri -ClientId door -Credential (Get-Door) }; Words = '*needs the scope mapping*' }
            @{ Name = 'inactive user'; Script = { $door = Get-Door; Set-AuthentikUser svc -IsActive $false; Connect-Authentik $server.Uri -ClientId door -Credential $door }; Words = '*user inactive*' }
        ) {
            $null = New-Door -ClientType confidential
            $failure = Get-Failure $Script
            $failure.FullyQualifiedErrorId | Should -BeLike 'NotSignedIn,*'
            $failure.CategoryInfo.Category | Should -Be AuthenticationError
            $failure.Exception.Message | Should -BeLike $Words
            (Get-AuthentikSession).Name | Should -Be admin
        }
    }

    Context 'with tokens that end' {
        BeforeEach {
            $null = New-Door
            1..250 | ForEach-Object { $null = New-AuthentikGroup -Name "many-$_" }
        }

        It 'loses no row when the token ends in the middle of a listing' {
            Connect-Authentik $server.Uri -ClientId door -Credential (Get-Door) -Name app
            Clear-WireLog $server
            $seen = 0
            $names = Get-AuthentikGroup -Search many- -Session app | ForEach-Object {
                if ((++$seen) -eq 60) { Stop-TestToken $server }
                $_.Name
            }
            $names | Select-Object -Unique | Should -HaveCount 250
            Get-TokenRequest | Should -HaveCount 1
        }

        It 'sends a write again, once' {
            Connect-Authentik $server.Uri -ClientId door -Credential (Get-Door) -Name app
            Stop-TestToken $server
            Clear-WireLog $server
            (New-AuthentikGroup -Name written -Session app).Name | Should -Be written
            Get-TokenRequest | Should -HaveCount 1
            @(Get-AuthentikGroup -Name written -Session admin) | Should -HaveCount 1
        }

        It 'renews by itself before a token of seconds ends' {
            Set-AuthentikOAuth2Provider door -AccessTokenValidity 'seconds=2'
            $session = Connect-Authentik $server.Uri -ClientId door -Credential (Get-Door) -Name app -PassThru
            $first = $session.ExpiresAt
            Start-Sleep -Milliseconds 2100
            Clear-WireLog $server
            Get-AuthentikUser jdoe -Session app | Should -Not -BeNullOrEmpty
            $session.ExpiresAt | Should -BeGreaterThan $first
            @(Get-WireLog $server | Where-Object path -Like '*/users/*') | Should -HaveCount 1 -Because 'nothing was refused'
        }

        It 'says what to do when no new token is given' {
            Connect-Authentik $server.Uri -ClientId door -Credential (Get-Door) -Name app
            Stop-TestToken $server -Revoke
            $failure = Get-Failure { Get-AuthentikUser jdoe -Session app }
            $failure.FullyQualifiedErrorId | Should -BeLike 'NotSignedIn,*'
            $failure.Exception.Message | Should -BeLike '*invalid_grant*app password*'
        }

        It 'asks for one new token, however many ask at once' {
            $session = Connect-Authentik $server.Uri -ClientId door -Credential (Get-Door) -Name app -PassThru
            Stop-TestToken $server
            Clear-WireLog $server
            $names = 1..24 | ForEach-Object -Parallel {
                Import-Module $using:manifest
                (Get-AuthentikUser jdoe -Session $using:session).Username
            } -ThrottleLimit 8
            $names | Should -HaveCount 24
            Get-TokenRequest | Should -HaveCount 1
        }
    }

    Context 'as a person' {
        BeforeEach { $null = New-Door }

        It 'shows a code, waits, and acts as whoever entered it' {
            Set-DeviceDecision $server @{ approve = 'jdoe'; afterPolls = 2 }
            Clear-WireLog $server
            $session = Connect-Authentik $server.Uri -ClientId door -DeviceCode -PassThru -WarningVariable shown -WarningAction SilentlyContinue
            "$shown" | Should -Match "open $([regex]::Escape($server.Uri.TrimEnd('/')))/device in a browser and enter the code \d{9} within"
            $session.Username, "$($session.Authentication)" | Should -Be jdoe, DeviceCode
            @(Get-TokenRequest).Count | Should -Be 3
        }

        It 'is renewed without the person' {
            Set-DeviceDecision $server @{ approve = 'jdoe' }
            Connect-Authentik $server.Uri -ClientId door -DeviceCode -Name person -WarningAction SilentlyContinue
            1..3 | ForEach-Object {
                Stop-TestToken $server
                (Get-AuthentikCurrentUser -Session person).User.Username | Should -Be jdoe
            }
            Stop-TestToken $server -Revoke
            (Get-Failure { Get-AuthentikCurrentUser -Session person }).Exception.Message | Should -BeLike '*Connect again with Connect-Authentik -DeviceCode*'
        }

        It 'is refused by the person, or for an unknown client' {
            Set-DeviceDecision $server @{ deny = $true }
            (Get-Failure { Connect-Authentik $server.Uri -ClientId door -DeviceCode -WarningAction SilentlyContinue }).Exception.Message | Should -BeLike '*refused in the browser*'
            (Get-Failure { Connect-Authentik $server.Uri -ClientId nosuch -DeviceCode -WarningAction SilentlyContinue }).Exception.Message | Should -BeLike '*no provider with that client id*'
        }

        It 'stops waiting at once on Ctrl+C, and shows the code before' {
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript({ param($manifest, $uri) Import-Module $manifest; Connect-Authentik $uri -ClientId door -DeviceCode }).AddArgument($manifest).AddArgument($server.Uri)
                $null = $shell.BeginInvoke()
                for ($i = 0; $i -lt 100 -and $shell.Streams.Warning.Count -eq 0; $i++) { Start-Sleep -Milliseconds 100 }
                "$($shell.Streams.Warning)" | Should -Match 'enter the code \d{9}'
                $watch = [Diagnostics.Stopwatch]::StartNew()
                $shell.Stop()
                $watch.ElapsedMilliseconds | Should -BeLessThan 2000
                $shell.InvocationStateInfo.State | Should -Be Stopped
                Start-Sleep -Milliseconds 300
                Clear-WireLog $server
                Start-Sleep -Milliseconds 1500
                Get-TokenRequest | Should -BeNullOrEmpty -Because 'nobody waits any more'
            }
            finally { $shell.Dispose() }
        }
    }

    Context 'with secrets shown on purpose' {
        It 'gives <Name> as SecureString, and as text when asked' -ForEach @(
            @{ Name = 'the key of a token'; Script = { param($more) Get-AuthentikToken svc-password | Get-AuthentikTokenKey @more }; Like = '?????????????????????*' }
            @{ Name = 'a client secret'; Script = { param($more) Get-AuthentikOAuth2Provider door | Get-AuthentikOAuth2ClientSecret @more }; Like = '?????????????????????*' }
            @{ Name = 'a private key'; Script = { param($more) Get-AuthentikCertificateKeyPair | Select-Object -First 1 | Get-AuthentikCertificatePrivateKey @more }; Like = '-----BEGIN*PRIVATE KEY-----*' }
        ) {
            $null = New-Door -ClientType confidential
            $secret = & $Script @{}
            $secret | Should -BeOfType securestring
            $text = & $Script @{ AsPlainText = $true }
            $text | Should -BeLike $Like
            $secret | ConvertFrom-SecureString -AsPlainText | Should -Be $text
        }
    }
}
