# Connect-Authentik -Sandbox: an authentik in memory, for trying things out and for testing runbooks.

Describe 'The sandbox' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Shell.psm1" -Force
        Import-Authentik
        function Get-Failure([scriptblock] $Script) {
            $ErrorActionPreference = 'Stop'
            try { & $Script } catch { return $_ }
            throw 'It did not fail.'
        }
    }

    BeforeEach { Get-AuthentikSession | Disconnect-Authentik }

    AfterAll { Get-AuthentikSession | Disconnect-Authentik }

    It 'needs nothing but the word, and says which version it plays' {
        $session = Connect-Authentik -Sandbox -PassThru
        $session.Name | Should -Be sandbox
        $session.Username | Should -Be akadmin
        $session.ServerVersion.ToString() | Should -Be 2026.8.3
        (Get-AuthentikFlow).Slug | Should -Contain default-provider-authorization-implicit-consent
        (Get-AuthentikScopeMapping openid).Managed | Should -Be goauthentik.io/providers/oauth2/scope-openid
        (Get-AuthentikCertificateKeyPair).Name | Should -Contain 'authentik Self-signed Certificate'
        (Get-AuthentikSource).Slug | Should -Contain github
        'jdoe', 'eve' | Get-AuthentikUser | Should -HaveCount 2
    }

    It 'plays the version it is told: <_>' -ForEach '2024.8.4', '2024.10.2', '2025.4.0', '2026.5.0' {
        (Connect-Authentik -Sandbox -Version $_ -PassThru).ServerVersion.ToString() | Should -Be $_
        (Invoke-AuthentikRequest /admin/version/).version_current | Should -Be $_
    }

    It 'refuses a version it cannot play: <_>' -ForEach '2023.10.7', '2027.2.0', 'newest' {
        $version = $_
        (Get-Failure { Connect-Authentik -Sandbox -Version $version }).FullyQualifiedErrorId | Should -BeLike 'InvalidValue,*'
    }

    It 'pages as its version does' {
        Connect-Authentik -Sandbox -Version 2024.10.5 -Name old
        Connect-Authentik -Sandbox -Version 2026.2.2 -Name new
        (Invoke-AuthentikRequest '/flows/instances/?page_size=500' -Session old).pagination.total_pages | Should -Be 1
        1..30 | ForEach-Object { @{ username = "u$_"; name = "U$_" } } | New-AuthentikUser -Session new | Out-Null
        (Invoke-AuthentikRequest /core/users/ -Session new).results | Should -HaveCount 20
    }

    It 'finds events by the name of an application, and by a device' {
        Connect-Authentik -Sandbox
        $app = New-AuthentikApplication -Name Wiki -Slug wiki
        $null = New-AuthentikApplication -Name Shop -Slug shop
        $device = [guid]::NewGuid()
        $opened = New-AuthentikEvent -Action authorize_application -App test -Context @{ authorized_application = @{ pk = $app.Pk.ToString('N') } }
        $used = New-AuthentikEvent -Action custom_ -App test -Context @{ device = @{ pk = $device.ToString('N') } }
        'wiki', $app, $app.Pk | ForEach-Object { (Get-AuthentikEvent -AuthorizedApplication $_).Pk | Should -Be $opened.Pk }
        (Get-AuthentikEvent -Device $device).Pk | Should -Be $used.Pk
        Get-AuthentikEvent -AuthorizedApplication shop | Should -BeNullOrEmpty
        (Get-Failure { Get-AuthentikEvent -AuthorizedApplication grafana-of-nobody }).FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
    }

    It 'asks <Version> with the name that its API has for a parameter' -ForEach @(
        @{ Version = '2025.2.4'; Address = 'last_ip=192.0.2.7' }
        @{ Version = '2025.4.4'; Address = 'session__last_ip=192.0.2.7' }
    ) {
        Connect-Authentik -Sandbox -Version $Version -TracePath ($trace = Join-Path $TestDrive "$Version.log")
        Get-AuthentikAuthenticatedSession -LastIp 192.0.2.7 | Should -BeNullOrEmpty
        Get-AuthentikSession | Disconnect-Authentik
        Get-Content $trace -Raw | Should -Match "[?&]$([regex]::Escape($Address))"
    }

    It 'finds the roles of a group on <_>' -ForEach '2025.12.4', '2026.2.2' {
        Connect-Authentik -Sandbox -Version $_
        $null = New-AuthentikRole -Name helpdesk
        $null = New-AuthentikGroup -Name support -Role helpdesk
        (Get-AuthentikRole -Group support).Name | Should -Be helpdesk
        (Get-Failure { Get-AuthentikRole -Group nobody }).FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
    }

    It 'forgets everything, and keeps two apart' {
        Connect-Authentik -Sandbox -Name one
        $user = New-AuthentikUser -Username only-here -Name x
        Connect-Authentik -Sandbox -Name two
        Get-AuthentikUser only-here -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $user | Set-AuthentikUser -Name 'At home'
        (Get-AuthentikUser only-here -Session one).Name | Should -Be 'At home'
        Disconnect-Authentik one
        (Get-Failure { $user | Set-AuthentikUser -Name x }).FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
    }

    It 'takes the state that a runbook expects, with names instead of ids' {
        $file = Join-Path $TestDrive state.json
        @'
        {
            // Comments are allowed.
            "User": [{ "username": "mrossi", "name": "Maria Rossi", "groups": ["authentik Admins"], "attributes": { "team": "red" } }],
            "OAuth2Provider": [{ "name": "wiki", "authorization_flow": "default-provider-authorization-implicit-consent",
                "invalidation_flow": "default-provider-invalidation-flow", "redirect_uris": ["https://wiki.example.com/cb"], "property_mappings": ["openid", "email"] }],
            "Application": [{ "name": "Wiki", "slug": "wiki", "provider": "wiki" }],
        }
'@ | Set-Content $file
        Connect-Authentik -Sandbox -SandboxPath $file
        (Get-AuthentikUser mrossi).Attributes.team | Should -Be red
        (Get-AuthentikUser mrossi).GroupsObj.Name | Should -Be 'authentik Admins'
        (Get-AuthentikOAuth2Provider wiki).PropertyMappings | Should -HaveCount 2
        (Get-AuthentikApplication wiki).ProviderObj.Name | Should -Be wiki
    }

    It 'refuses a state with <Name>, and opens no session' -ForEach @(
        @{ Name = 'a field that is not there'; Text = '{"User":[{"username":"x","nam":"X"}]}'; Words = "*no writable field 'nam'*" }
        @{ Name = 'a noun that is not there'; Text = '{"Usr":[]}'; Words = "*'Usr' isn't a noun*User*" }
        @{ Name = 'a name that nobody has'; Text = '{"User":[{"username":"x","name":"X","groups":["nobody"]}]}'; Words = "*Group*'nobody' was not found*" }
        @{ Name = 'no JSON in it'; Text = 'User: x'; Words = '*isn''t a valid sandbox state file*' }
        @{ Name = 'no lists'; Text = '{"User":{}}'; Words = '*an object that contains lists*' }
    ) {
        $file = Join-Path $TestDrive bad.json
        Set-Content $file $Text
        (Get-Failure { Connect-Authentik -Sandbox -SandboxPath $file }).Exception.Message | Should -BeLike $Words
        Get-AuthentikSession | Should -BeNullOrEmpty
    }

    It 'says what it does not model' {
        Connect-Authentik -Sandbox
        $failure = Get-Failure { Invoke-AuthentikRequest /sources/plex/redeem_token/ -Method POST -Body @{ plex_token = 'x' } }
        $failure.Exception.StatusCode | Should -Be 501
        $failure.Exception.Detail | Should -BeLike '*sandbox does not model*'
    }

    It 'is loaded only when it is asked for' {
        $script = "Import-Module '$((Get-Module Authentik).Path)'; try { Connect-Authentik http://127.0.0.1:1 x } catch { }; [AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.GetName().Name -eq 'Authentik.Sandbox' }).Count"
        Invoke-Shell $script | Should -Be 0
    }
}
