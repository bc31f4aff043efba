# What people get wrong: each time an error record with an id, a category, a target and what to do, and nothing is changed.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $skip = Test-RealServer
    $flows = '-AuthorizationFlow default-provider-authorization-implicit-consent -InvalidationFlow default-provider-invalidation-flow'
    $page = @{ status = 200; text = '<html><title>Sign in</title></html>'; headers = @{ 'Content-Type' = 'text/html' }; times = 9 }
    $login = @{ status = 302; headers = @{ Location = 'https://login.example.com/?next=/' }; times = 9 }
    $cases = @(
        @{ Case = 'an address without a host'; Code = 'Connect-Authentik https:// $token'; Id = 'InvalidValue'; Category = 'InvalidArgument'; Words = '*https://auth.example.com*' }
        @{ Case = 'a web page'; Answer = $page; Code = 'Connect-Authentik $uri $token'; Id = 'UnexpectedAnswer'; Category = 'InvalidResult'; Words = '*Check the address*' }
        @{ Case = 'a login page'; Answer = $login; Code = 'Connect-Authentik $uri $token'; Id = 'Redirected'; Category = 'ConnectionError'; Words = '*https://login.example.com*' }
        @{ Case = 'a path that is missing'; Code = 'Connect-Authentik ([uri] $uri).GetLeftPart("Authority") $token'; Base = '/auth'; Id = 'InvalidValue'; Category = 'InvalidArgument'; Words = '*no authentik API*path that authentik runs below which authentik runs*' }
        @{ Case = 'a wrong token'; Code = 'Connect-Authentik $uri wrong'; Id = 'NotSignedIn'; Category = 'AuthenticationError'; Words = '*API token*' }
        @{ Case = 'an empty token'; Code = 'Connect-Authentik $uri ""'; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData'; Words = '*not empty*' }
        @{ Case = 'an unknown flow'; Code = "New-AuthentikOAuth2Provider -Name bad -AuthorizationFlow no-such-flow -InvalidationFlow default-provider-invalidation-flow -RedirectUri https://a"; Id = 'NameNotFound'; Category = 'ObjectNotFound'; Words = "*Flow with the slug or name 'no-such-flow' was not found*" }
        @{ Case = 'an unknown user'; Code = 'Set-AuthentikUser nobody -Name x'; Id = 'NameNotFound'; Category = 'ObjectNotFound'; Target = 'nobody'; Words = "*User*'nobody' was not found*" }
        @{ Case = 'a source of another kind'; Code = 'New-AuthentikUserConnection -User jdoe -Source authentik-built-in -Identifier 1'; Id = 'InvalidValue'; Category = 'InvalidArgument'; Words = '*These kinds can: oauth*' }
        @{ Case = 'a redirect URI that is no address'; Code = "New-AuthentikOAuth2Provider -Name bad $flows -RedirectUri grafana"; Id = 'InvalidValue'; Category = 'InvalidArgument'; Words = '*https://app.example.com/callback*' }
        @{ Case = 'a redirect URI with a part that is not there'; Code = "New-AuthentikOAuth2Provider -Name bad $flows -RedirectUri @{ uri = 'https://a' }"; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData'; Words = '*its parts are matching_mode, url*' }
        @{ Case = 'a value that is none'; Code = 'Set-AuthentikOAuthSource github -UserMatchingMode email'; Id = 'InvalidValue'; Category = 'InvalidArgument'; Words = '*email_link*' }
        @{ Case = 'a field the server refuses'; Code = 'New-AuthentikApplication -Name Bad -Slug "not a slug"'; Id = 'ValidationFailed'; Category = 'InvalidData'; Words = '*slug*' }
        @{ Case = 'a name that is taken'; Code = 'New-AuthentikUser -Username jdoe -Name again'; Id = 'AlreadyExists'; Category = 'ResourceExists'; Words = '*username*' }
        @{ Case = 'a server too old for a connection'; Version = '2024.10.5'; Code = 'New-AuthentikUserConnection -User jdoe -Source github -Identifier 1'; Id = 'VersionMismatch'; Category = 'NotImplemented'; Words = '*2024.10.5*2024.12*UserMatchingMode*' }
        @{ Case = 'a parameter too new'; Version = '2024.10.5'; Code = 'Set-AuthentikOAuthSource github -Pkce S256'; Id = 'VersionMismatch'; Category = 'NotImplemented'; Words = '*-Pkce*2024.10.5*2025.10 and later*' }
        @{ Case = 'a parameter that is gone'; Version = '2026.2.2'; Code = "Set-AuthentikOAuth2Provider x -JwksSource github"; Id = 'VersionMismatch'; Category = 'NotImplemented'; Words = '*up to 2024.10*' }
        @{ Case = 'a filter too new'; Version = '2024.10.5'; Code = 'Get-AuthentikUser -LastLoginGt (Get-Date)'; Id = 'VersionMismatch'; Category = 'NotImplemented'; Words = '*-LastLoginGt*2026.2 and later*' }
        @{ Case = 'a filter too new, with what to do instead'; Version = '2024.10.5'; Code = 'Get-AuthentikEvent -Action login'; Id = 'VersionMismatch'; Category = 'NotImplemented'; Words = '*2025.8 and later*use -ActionContains*' }
        @{ Case = 'a list that needs a filter'; Code = 'Get-AuthentikRoleAssignedPermission'; Id = 'MissingValue'; Category = 'InvalidArgument'; Words = '*requires -Model*' }
        @{ Case = 'a search that the server would ignore'; Code = 'Get-AuthentikAuthenticatorDevice -Search old'; Id = 'InvalidValue'; Category = 'InvalidArgument'; Words = '*answer with all of them*' }
        @{ Case = 'a server that is down'; Code = 'Connect-Authentik http://127.0.0.1:1 $token'; Id = 'Connection'; Category = 'ConnectionError'; Words = '*Check the address, and that the server is running*' }
    )
}

Describe 'Bad input' -Skip:$skip {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $servers = @{}
        function Get-Server([string] $Version, [string] $Base) {
            $key = "$Version$Base"
            if (-not $servers[$key]) {
                $servers[$key] = Start-TestServer -Version $Version -Base $Base
                Connect-Authentik $servers[$key].Uri $servers[$key].Token -Name $key
            }
            $servers[$key]
        }
    }

    AfterAll { $servers.Values | ForEach-Object { Stop-TestServer $_ } }

    It 'is told: <Case>' -ForEach $cases {
        $server = Get-Server ($Version ?? '2026.2.2') $Base
        Connect-Authentik $server.Uri $server.Token -Name current
        $uri, $token = $server.Uri, $server.Token
        if ($Answer) { Add-Answer $server $Answer }
        Clear-WireLog $server
        try {
            $failure = try { & ([scriptblock]::Create($Code)) -ErrorAction Stop 2>&1 | Select-Object -First 1 } catch { $_ }
        }
        finally { if ($Answer) { Reset-TestServer $server } }
        $failure | Should -BeOfType Management.Automation.ErrorRecord
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.Exception.Message | Should -BeLike $Words
        if ($Target) { $failure.TargetObject | Should -Be $Target }
        $writes = Get-WireLog $server | Where-Object method -In POST, PUT, PATCH, DELETE
        if ($Id -notin 'ValidationFailed', 'AlreadyExists') { $writes | Should -BeNullOrEmpty -Because 'nothing may have been sent' }
    }

    It 'is told of a certificate that is not trusted' {
        $tls = Start-TestServer -Tls
        try {
            $failure = try { Connect-Authentik $tls.Uri $tls.Token -ErrorAction Stop } catch { $_ }
            $failure.FullyQualifiedErrorId | Should -BeLike 'Tls,*'
            $failure.CategoryInfo.Category | Should -Be SecurityError
            $failure.Exception.Message | Should -BeLike '*-SkipCertificateCheck*'
        }
        finally { Stop-TestServer $tls }
    }

    It 'takes a path that was doubled or goes too far for what it means' {
        $server = Get-Server '2026.2.2' ''
        foreach ($path in 'api/v3/', 'api/v3/api/v3/', 'if/admin/#/core/users', 'api/v3/core/users/?page=2') {
            Connect-Authentik "$($server.Uri.TrimEnd('/'))/$path" $server.Token -Name pasted
            (Get-AuthentikSession pasted).Uri | Should -Be "$($server.Uri.TrimEnd('/'))/"
        }
    }
}
