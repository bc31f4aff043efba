# The five calls this module began with, on every server version that differs in them, and on a real server when one is given.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $versions = (Test-RealServer) ? @('the real server') : @(
        '2024.8.4', '2024.8.6', '2024.10.2', '2024.10.5', '2024.12.5', '2025.4.4', '2025.8.6', '2025.10.4', '2025.12.4',
        '2025.12.6', '2026.2.2', '2026.2.4', '2026.5.0', '2026.5.6', '2026.8.3')
}

Describe 'The lifecycle of objects on <_>' -ForEach $versions {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        Get-AuthentikSession | Disconnect-Authentik
        $server = Start-TestServer -Version $_
        Connect-TestServer $server
        $version = (Get-AuthentikSession).ServerVersion
        $mark = 'road-' + [guid]::NewGuid().ToString('N').Substring(0, 8)
        $flows = Get-ProviderFlow $version
        # A type whose addresses the server knows without asking anybody.
        $sourceType = 'discord'
        $user = New-AuthentikUser -Username "$mark-user" -Name 'Road User'
        $source = New-AuthentikOAuthSource -Name "$mark Source" -Slug "$mark-source" -ProviderType $sourceType -ConsumerKey id -ConsumerSecret 'road-consumer-secret'
        $canConnect = -not ($version -lt '2024.12.0' -or ($version -gt '2025.12.5' -and $version -lt '2026.2.0') -or
            ($version -gt '2026.2.3' -and $version -lt '2026.5.0') -or $version -gt '2026.5.0')
    }

    AfterAll {
        Get-AuthentikOAuth2Provider -Search $mark | Where-Object Name -Like "$mark*" | Remove-AuthentikOAuth2Provider -Force
        if ($source) { $source | Remove-AuthentikOAuthSource -Force }
        if ($user) { $user | Remove-AuthentikUser -Force }
        Disconnect-Authentik
        Stop-TestServer $server
    }

    It 'knows where it is and who it is' {
        $session = Get-AuthentikSession
        $session.Uri | Should -Be "$($server.Uri.TrimEnd('/'))/"
        $session.Username | Should -Not -BeNullOrEmpty
        $session.ServerVersion.ToString() | Should -Match '^\d{4}\.\d+\.\d+'
        $session.IsDefault | Should -BeTrue
        $session.ExpiresAt | Should -BeNullOrEmpty
    }

    It 'makes an OAuth2 provider out of names and a plain URL' {
        $made = New-AuthentikOAuth2Provider -Name "$mark-a" @flows -RedirectUri https://a.example/cb
        $made | Should -BeOfType Authentik.OAuth2Provider
        $made.Name | Should -Be "$mark-a"
        $made.Pk | Should -BeGreaterThan 0
        $made.RedirectUris.Url | Should -Be https://a.example/cb
        $made.AssignedApplicationSlug | Should -BeNullOrEmpty
        $made.ClientSecret | Should -BeOfType securestring
    }

    It 'takes redirect URIs as text, hashtables and typed objects' {
        $uris = 'https://a.example/cb', @{ url = 'https://b\.example/.*'; matching_mode = 'regex' }, ([Authentik.RedirectUri]@{ Url = 'https://c.example/cb'; MatchingMode = 'strict' })
        $made = New-AuthentikOAuth2Provider -Name "$mark-uris" @flows -RedirectUri $uris
        $made.RedirectUris.Url | Should -Be 'https://a.example/cb', 'https://b\.example/.*', 'https://c.example/cb'
    }

    It 'finds it by name, by id and by itself' {
        $made = New-AuthentikOAuth2Provider -Name "$mark-find" @flows -RedirectUri https://a.example/cb
        (Get-AuthentikOAuth2Provider "$mark-find").Pk | Should -Be $made.Pk
        (Get-AuthentikOAuth2Provider $made.Pk).Name | Should -Be $made.Name
        ($made | Get-AuthentikOAuth2Provider).Name | Should -Be $made.Name
        (Get-AuthentikProvider "$mark-find") | Should -BeOfType Authentik.OAuth2Provider
        (Get-AuthentikOAuth2Provider -Name "$mark-find").Pk | Should -Be $made.Pk
    }

    It 'changes what is named and nothing else' {
        $before = New-AuthentikOAuth2Provider -Name "$mark-set" @flows -RedirectUri https://a.example/cb -ClientType public
        $after = Get-AuthentikOAuth2Provider "$mark-set" | Set-AuthentikOAuth2Provider -AccessTokenValidity 'hours=2' -PassThru
        $after.AccessTokenValidity | Should -Be 'hours=2'
        foreach ($name in ($before.PSObject.Properties.Name -notin 'AccessTokenValidity', 'ClientSecret')) {
            "$name=$($after.$name)" | Should -Be "$name=$($before.$name)"
        }
    }

    It 'clears what can be null, and sends false' {
        $key = Get-AuthentikCertificateKeyPair | Select-Object -First 1
        $null = New-AuthentikOAuth2Provider -Name "$mark-null" @flows -RedirectUri https://a.example/cb -SigningKey $key.Name
        (Get-AuthentikOAuth2Provider "$mark-null").SigningKey | Should -Be $key.Pk
        Set-AuthentikOAuth2Provider "$mark-null" -SigningKey $null -IncludeClaimsInIdToken $false
        $after = Get-AuthentikOAuth2Provider "$mark-null"
        $after.SigningKey | Should -BeNullOrEmpty
        $after.IncludeClaimsInIdToken | Should -BeFalse
    }

    It 'gives a provider scopes by their short names' {
        $made = New-AuthentikOAuth2Provider -Name "$mark-scopes" @flows -RedirectUri https://a.example/cb -PropertyMapping openid, email, profile
        $made.PropertyMappings | Should -HaveCount 3
        (Set-AuthentikOAuth2Provider $made -PropertyMapping @() -PassThru).PropertyMappings | Should -HaveCount 0
    }

    It 'changes an OAuth source, which old servers break without its type' {
        $after = Set-AuthentikOAuthSource "$mark-source" -Enabled $false -UserMatchingMode email_link -PassThru
        $after.Enabled | Should -BeFalse
        $after.UserMatchingMode | Should -Be email_link
        $after.ProviderType | Should -Be $sourceType
        (Set-AuthentikOAuthSource "$mark Source" -Enabled $true -PassThru).Enabled | Should -BeTrue
        $after.PSObject.Properties.Name | Should -Not -Contain ConsumerSecret
    }

    It 'connects a user to a source, or says before sending which versions can' {
        $connect = { New-AuthentikUserConnection -User "$mark-user" -Source "$mark-source" -Identifier 583231 -ErrorAction Stop }
        if ($canConnect) {
            $made = & $connect
            $made | Should -BeOfType Authentik.UserConnection
            $made.User | Should -Be $user.Pk
            $made.Source | Should -Be $source.Pk
            (Get-AuthentikUserConnection -User "$mark-user").Identifier | Should -Be 583231
            (Set-AuthentikUserConnection $made -Identifier 99 -PassThru).Identifier | Should -Be 99
            { & $connect } | Should -Throw -ErrorId 'AlreadyExists,Authentik.Commands.NewUserConnectionCommand'
            $made | Remove-AuthentikUserConnection -Force
            Get-AuthentikUserConnection -User "$mark-user" | Should -BeNullOrEmpty
        }
        else {
            $connect | Should -Throw -ErrorId 'VersionMismatch,Authentik.Commands.NewUserConnectionCommand' -ExpectedMessage '*2024.12 to 2025.12.5*UserMatchingMode*'
        }
    }

    It 'says what a removal would do, and does it when told' {
        $made = New-AuthentikOAuth2Provider -Name "$mark-gone" @flows -RedirectUri https://a.example/cb
        Remove-AuthentikOAuth2Provider "$mark-gone" -WhatIf
        Get-AuthentikOAuth2Provider $made.Pk | Should -Not -BeNullOrEmpty
        Remove-AuthentikOAuth2Provider "$mark-gone" -Confirm:$false
        { Get-AuthentikOAuth2Provider "$mark-gone" -ErrorAction Stop } | Should -Throw -ErrorId 'NameNotFound,*'
        { Get-AuthentikOAuth2Provider $made.Pk -ErrorAction Stop } | Should -Throw -ErrorId 'NameNotFound,*'
    }

    It 'makes, changes and removes users and applications' {
        $group = Invoke-AuthentikRequest /core/groups/ -Method POST -Body @{ name = "$mark-group" }
        try {
            $made = New-AuthentikUser -Username "$mark-u" -Name 'Ü / ? #' -Email a@example.com -Attributes @{ a = @{ b = 1, 2 } } -Group "$mark-group"
            $made.Groups | Should -Be $group.pk
            $made.Attributes.a.b | Should -Be 1, 2
            $changed = Set-AuthentikUser "$mark-u" -Email '' -IsActive $false -Attributes '{"x": true}' -PassThru
            $changed.Email | Should -Be ''
            $changed.IsActive | Should -BeFalse
            $changed.Attributes.x | Should -BeTrue
            $provider = New-AuthentikOAuth2Provider -Name "$mark-app" @flows -RedirectUri https://a.example/cb
            $app = New-AuthentikApplication -Name "$mark App" -Slug "$mark-app" -Provider $provider
            $app.Provider | Should -Be $provider.Pk
            (Get-AuthentikApplication "$mark App").Slug | Should -Be "$mark-app"
            (Get-AuthentikApplication -Slug "$mark-app").Name | Should -Be "$mark App"
            (Get-AuthentikOAuth2Provider -Application "$mark-app").Pk | Should -Be $provider.Pk
            (Set-AuthentikApplication "$mark-app" -Provider $null -PassThru).Provider | Should -BeNullOrEmpty
            Remove-AuthentikApplication "$mark-app" -Force
            $made | Remove-AuthentikUser -Force
        }
        finally {
            Invoke-AuthentikRequest "/core/groups/$($group.pk)/" -Method DELETE
        }
    }

    It 'tells a missing object from a refused value' {
        $failure = { New-AuthentikUser -Username "$mark-user" -Name again -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -Be 'AlreadyExists,Authentik.Commands.NewUserCommand'
        $failure.CategoryInfo.Category | Should -Be ResourceExists
        $failure.Exception | Should -BeOfType Authentik.ApiException
        $failure.Exception.StatusCode | Should -Be 400
        $failure.Exception.FieldErrors.Keys | Should -Contain username
        $failure.Exception.RequestId | Should -Not -BeNullOrEmpty
        try { Get-AuthentikUser 999999 -ErrorAction Stop } catch [Authentik.ApiException] { $api = $_ } catch { $other = $_ }
        $api ?? $other | Should -Not -BeNullOrEmpty
        try { Invoke-AuthentikRequest /core/users/999999/ -ErrorAction Stop } catch [Authentik.ApiException] { $api = $_.Exception }
        $api.IsObjectMissing | Should -BeTrue
        try { Invoke-AuthentikRequest /no/such/path/ -ErrorAction Stop } catch [Authentik.ApiException] { $api = $_.Exception }
        $api.IsOperationMissing | Should -BeTrue
        try { Invoke-AuthentikRequest /no/such/path/ -Method POST -Body @{} -ErrorAction Stop } catch [Authentik.ApiException] { $api = $_.Exception }
        $api.IsOperationMissing | Should -BeTrue
    }

    It 'pages through a list and counts it' {
        $all = @(Get-AuthentikFlow)
        $rows = @(Get-AuthentikFlow -First 2 -Skip 1 -IncludeTotalCount)
        $rows[1].Pk | Should -Be $all[1].Pk
        $rows | Should -HaveCount 3
        [uint64] $rows[0] | Should -Be $all.Count
        @(Invoke-AuthentikRequest /flows/instances/ -Query @{ ordering = 'slug' } -Paginate).slug | Should -HaveCount $all.Count
    }
}
