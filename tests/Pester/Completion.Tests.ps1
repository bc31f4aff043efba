# What Tab gives.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
}

Describe 'Completion' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $server = Start-TestServer -Version 2026.2.2
        Connect-TestServer $server
        Add-TestObject $server
        function Get-Completion([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }
    }

    AfterAll {
        Remove-TestObject $server
        Stop-TestServer $server
    }

    It 'gives the values that the server''s version knows' {
        $types = Get-Completion 'New-AuthentikOAuthSource -ProviderType '
        $types | Should -Contain github
        $types | Should -Contain discord
        'slack' -in $types | Should -Be ((Get-AuthentikSession test).ServerVersion -ge '2025.12.0')
        Get-Completion 'Get-AuthentikUser -Type int' | Should -Be internal, internal_service_account
        Get-Completion 'Set-AuthentikUser jdoe -IsActive ' | Should -Be '$true', '$false'
    }

    It 'says what a value means' {
        $line = 'Set-AuthentikOAuth2Provider x -ClientType pub'
        (TabExpansion2 $line $line.Length).CompletionMatches[0].ToolTip | Should -BeLike '*cannot keep a secret*'
    }

    It 'gives names from the server, quoted where they must be' {
        Get-Completion 'Get-AuthentikUser jd' | Should -Contain jdoe
        Get-Completion 'New-AuthentikOAuth2Provider -PropertyMapping open' | Should -Contain openid
        Get-Completion 'New-AuthentikOAuth2Provider -AuthorizationFlow default-provider-auth' | Should -Contain default-provider-authorization-implicit-consent
        Get-Completion 'New-AuthentikOAuth2Provider -SigningKey auth' | Should -Contain "'authentik Self-signed Certificate'"
    }

    It 'gives names of the session that is typed, and quotes numbers' {
        $second = Start-TestServer -Version 2024.10.5
        try {
            Connect-Authentik $second.Uri $second.Token -Name second
            Connect-TestServer $server
            New-AuthentikUser -Username 673 -Name x -Session second | Out-Null
            Get-Completion 'Get-AuthentikUser -Session second 67' | Should -Contain "'673'"
            Remove-AuthentikUser '673' -Session second -Force
            if (-not $second.IsReal) { Get-Completion 'New-AuthentikOAuthSource -Session second -ProviderType en' | Should -Not -Contain entraid }
        }
        finally { Stop-TestServer $second }
    }

    It 'gives fields to order by, and sessions' {
        Get-Completion 'Get-AuthentikUser -OrderBy Last' | Should -Contain LastLogin
        Get-Completion 'Get-AuthentikUser -Session te' | Should -Be test
    }

    It 'stays silent when the server does not answer' {
        Add-Answer $server @{ path = '/api/v3/core/users/'; status = 500; text = 'broken' }
        $Error.Clear()
        Get-Completion 'Get-AuthentikUser zz' | Where-Object { $_ -like 'zz*' } | Should -BeNullOrEmpty
    }
}
