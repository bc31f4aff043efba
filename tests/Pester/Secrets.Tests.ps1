# What becomes of secrets and of what signs in. That none is shown anywhere, SecretLeaks.Tests.ps1 searches for.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
}

Describe 'Secrets' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $server = Start-TestServer
        Connect-TestServer $server
        Add-TestObject $server
    }

    AfterAll {
        Get-AuthentikOAuth2Provider -Search secret- | Where-Object Name -In secret-q | Remove-AuthentikOAuth2Provider -Force
        Remove-TestObject $server
        Stop-TestServer $server
    }

    It 'gives a secret to whoever asks for it' {
        $flows = Get-ProviderFlow (Get-AuthentikSession test).ServerVersion
        $made = New-AuthentikOAuth2Provider -Name secret-q @flows -RedirectUri @() -ClientSecret planted-on-purpose
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
