# A planted secret in every place one can be, and every stream, error and exception searched for it.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
}

Describe 'Secrets' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $server = Start-TestServer
        $canary = $server.Token
        Connect-TestServer $server
        Add-TestObject $server

        # Everything a command lets out, on any stream, as deep as it goes.
        function Get-Everything([scriptblock] $Work) {
            $DebugPreference = $VerbosePreference = $InformationPreference = $WarningPreference = 'Continue'
            $Error.Clear()
            $written = try { & $Work *>&1 } catch { $_ }
            $text = foreach ($one in @($written) + @($Error)) {
                $one | Out-String -Width 4000
                if ($one -is [Management.Automation.ErrorRecord]) {
                    $one | Format-List * -Force | Out-String -Width 4000
                    for ($inner = $one.Exception; $inner; $inner = $inner.InnerException) {
                        "$inner"; $inner.Data.Values; $inner | Format-List * -Force | Out-String -Width 4000
                    }
                }
                else {
                    $one | Format-List * -Force | Out-String -Width 4000
                    # A record of a stream carries what was typed, which is the caller's; objects of the module must hold nothing.
                    if ("$($one.GetType())" -like 'Authentik.*') { $one | ConvertTo-Json -Depth 4 -WarningAction Ignore }
                }
            }
            $text -join "`n"
        }
    }

    AfterAll {
        Get-AuthentikOAuth2Provider -Search secret- | Where-Object Name -In secret-p, secret-q | Remove-AuthentikOAuth2Provider -Force
        Get-AuthentikOAuthSource -Slug secret-s | Remove-AuthentikOAuthSource -Force
        Remove-TestObject $server
        Stop-TestServer $server
    }

    It 'never shows the token: <Name>' -ForEach @(
        @{ Name = 'connecting'; Script = { Connect-Authentik $server.Uri $canary -PassThru -Name again -Verbose } }
        @{ Name = 'a list'; Script = { Get-AuthentikUser -Verbose } }
        @{ Name = 'sessions'; Script = { Get-AuthentikSession; Get-AuthentikSession | Select-Object * } }
        @{ Name = 'a refused value'; Script = { New-AuthentikUser -Username jdoe -Name x -Verbose } }
        @{ Name = 'an answer that repeats it'; Script = { Add-Answer $server @{ path = '/api/v3/core/users/jdoe/'; status = 400; json = @{ detail = "Token $canary is bad" } }; Invoke-AuthentikRequest /core/users/jdoe/ } }
        @{ Name = 'a web page that repeats it'; Script = { Add-Answer $server @{ status = 500; text = "<html>$canary</html>" }; Invoke-AuthentikRequest /core/users/ } }
        @{ Name = 'a redirect that repeats it'; Script = { Add-Answer $server @{ status = 302; headers = @{ Location = "https://elsewhere.example/$canary" } }; Invoke-AuthentikRequest /core/users/ } }
        @{ Name = 'a connection that is cut'; Script = { Add-Answer $server @{ drop = $true; times = 9 }; Invoke-AuthentikRequest /core/users/; Invoke-RestMethod "$(Get-Control $server)/answers" -Method Delete -ErrorAction Ignore | Out-Null } }
        @{ Name = 'nobody there'; Script = { Connect-Authentik http://127.0.0.1:1 $canary -Verbose } }
        @{ Name = 'a token with a line break'; Script = { Connect-Authentik $server.Uri "$canary`n" -Verbose } }
        @{ Name = 'a wrong address'; Script = { Connect-Authentik 'not an address' $canary -Verbose } }
        @{ Name = 'a token that is refused'; Script = { Connect-Authentik $server.Uri "wrong$canary" -Verbose } }
    ) {
        $all = Get-Everything $Script
        $all | Should -Not -BeNullOrEmpty
        $all | Should -Not -Match ([regex]::Escape($canary))
    }

    It 'never shows a secret that is written or read: <Name>' -ForEach @(
        @{ Name = 'client secret'; Script = { param($secret) New-AuthentikOAuth2Provider -Name secret-p -AuthorizationFlow default-provider-authorization-implicit-consent -InvalidationFlow default-provider-invalidation-flow -RedirectUri @() -ClientSecret $secret -Verbose; Get-AuthentikOAuth2Provider secret-p } }
        @{ Name = 'consumer secret'; Script = { param($secret) New-AuthentikOAuthSource -Name secret-s -Slug secret-s -ProviderType discord -ConsumerKey k -ConsumerSecret $secret -Verbose; Set-AuthentikOAuthSource secret-s -ConsumerSecret $secret -PassThru } }
        @{ Name = 'password by request'; Script = { param($secret) Invoke-AuthentikRequest /core/users/1/set_password/ -Method POST -Body @{ password = $secret } -Verbose } }
        @{ Name = 'secret from a row'; Script = { param($secret) [pscustomobject]@{ name = 'secret-p'; client_secret = $secret } | Set-AuthentikOAuth2Provider -PassThru -Verbose } }
    ) {
        $secret = 'planted' + [guid]::NewGuid().ToString('N')
        $all = Get-Everything { & $Script $secret }
        $all | Should -Not -Match $secret
        (Get-WireBody $server) -match $secret | Should -Not -BeNullOrEmpty -Because 'it must have been sent'
    }

    It 'gives a secret to whoever asks for it' {
        $made = New-AuthentikOAuth2Provider -Name secret-q -AuthorizationFlow default-provider-authorization-implicit-consent -InvalidationFlow default-provider-invalidation-flow -RedirectUri @() -ClientSecret planted-on-purpose
        $made.ClientSecret | Should -BeOfType securestring
        $made.ClientSecret | ConvertFrom-SecureString -AsPlainText | Should -Be planted-on-purpose
    }

    It 'shows method, path, status, time and request id under -Verbose' {
        $lines = Get-AuthentikUser jdoe -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$($lines[0])" | Should -Match '^GET /core/users/\?username=jdoe\S* -> 200 in \d+ ms, request \S+$'
    }

    It 'sends no cookie that the server set' {
        Add-Answer $server @{ status = 200; headers = @{ 'Set-Cookie' = 'authentik_session=abc; Path=/' }; json = @{} }
        Invoke-AuthentikRequest /core/users/1/ | Out-Null
        Clear-WireLog $server
        Get-AuthentikUser jdoe | Out-Null
        (Get-WireLog $server)[0].headers.PSObject.Properties.Name | Should -Not -Contain Cookie
    }

    It 'follows no redirect with the token' {
        Clear-WireLog $server
        Add-Answer $server @{ status = 302; headers = @{ Location = '/api/v3/core/users/2/' } }
        { Invoke-AuthentikRequest /core/users/1/ -ErrorAction Stop } | Should -Throw -ErrorId 'Redirected,*'
        Get-WireLog $server | Should -HaveCount 1
    }
}
