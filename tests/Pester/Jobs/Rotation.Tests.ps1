# New keys of tokens and new secrets of providers, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Rotation of secrets on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_

        function Test-Key($Key) {
            $own = Get-AuthentikSession | Where-Object IsDefault
            try { Connect-Authentik $server.Uri -Token $Key -Name probe; $true }
            catch { $false }
            finally { Get-AuthentikSession | Where-Object Name -EQ probe | Disconnect-Authentik; Select-AuthentikSession $own }
        }

        function New-Provider([string] $Name, [hashtable] $More = @{}) {
            $flows = @{ AuthorizationFlow = 'default-provider-authorization-implicit-consent' }
            if ($version -ge '2024.10.0') { $flows.InvalidationFlow = 'default-provider-invalidation-flow' }
            New-AuthentikOAuth2Provider $Name -RedirectUri https://unused.invalid/ @flows @More
        }
    }

    AfterEach { Remove-Marked $mark Application, OAuth2Provider, RadiusProvider, Token, User }
    AfterAll { Stop-ActionServer }

    Context 'Update-AuthentikTokenKey' {
        BeforeEach {
            $null = New-AuthentikUser "$mark-owner" -Name Owner
            $token = New-AuthentikToken "$mark-api" -User "$mark-owner" -Expiring $false -Description 'Nightly job'
            $old = Get-AuthentikTokenKey $token
        }

        It 'sets a new key, returns it once, and says whose it is' {
            Test-Key $old | Should -BeTrue
            $plan = @(Get-Plan { Update-AuthentikTokenKey "$mark-api" -WhatIf })
            $plan | Should -HaveCount 1
            $plan[0] | Should -BeLike "*Set a new key*Token '$mark-api' of '$mark-owner' (Nightly job) on *"

            $new = Update-AuthentikTokenKey "$mark-api" -Force
            $new | Should -BeOfType Authentik.RotatedTokenKey
            $new.Status, $new.Username, $new.Description, $new.Intent | Should -Be Changed, "$mark-owner", 'Nightly job', api
            $new.Key | Should -BeOfType securestring
            ($new | Format-List * | Out-String) | Should -Not -BeLike "*$($new.Key | ConvertFrom-SecureString -AsPlainText)*"
            Test-Key $new.Key | Should -BeTrue
            Test-Key $old | Should -BeFalse
            ($new | Get-AuthentikToken).Identifier | Should -Be "$mark-api"
        }

        It 'stands for the token in a file, too, and not for the user whose it is' {
            $rows = Update-AuthentikTokenKey $token -Force | ConvertTo-Csv | ConvertFrom-Csv
            ($rows | Get-AuthentikToken).Identifier | Should -Be "$mark-api"
            Get-Written $server {
                { $rows | Disable-AuthentikUser -Force -ErrorAction Stop } | Should -Throw 'A token was specified, but a user is expected.*'
                { $rows | Set-AuthentikUser -IsActive $false -ErrorAction Stop } | Should -Throw 'A token was specified, but a user*'
            } | Should -BeNullOrEmpty
        }

        It 'makes keys as the server does, and each is another one' {
            $keys = 1..2 | ForEach-Object { (Update-AuthentikTokenKey $token -Force -AsPlainText).Key }
            $keys[0] | Should -Not -Be $keys[1]
            $keys[1] | Should -BeOfType string
            $keys[1] | Should -MatchExactly "^[A-Za-z0-9]{$((Get-AuthentikSetting).DefaultTokenLength)}$"
            $keys[1] | Should -Be (Get-AuthentikTokenKey $token -AsPlainText)
        }

        It 'rotates only what is old enough, by the event log' {
            $young = Assert-Repeatable $server { Update-AuthentikTokenKey $token -OlderThan '90 days' -Force }
            $young.Status | Should -Be Unchanged
            $young.ChangedOn | Should -BeGreaterThan (Get-Date).AddDays(-1)
            foreach ($age in 90, 90d, [timespan]::FromDays(90)) { (Update-AuthentikTokenKey $token -OlderThan $age -Force).Status | Should -Be Unchanged }
            { Update-AuthentikTokenKey $token -OlderThan $null -Force } | Should -Throw '*isn''t a length of time*'
            (Update-AuthentikTokenKey $token -OlderThan '0 days' -Force).Status | Should -Be Changed
            # Another change than that of the key counts only where the events don't name the fields.
            Get-Written $server { Update-AuthentikTokenKey -OlderThan '300 days' -WhatIf -ErrorAction SilentlyContinue } | Should -BeNullOrEmpty
            { Update-AuthentikTokenKey $token -OlderThan '5000 days' -Force } | Should -Throw '*keeps events for*'
        }

        It 'rotates a token that comes twice only once' {
            $rows = "$mark-api", $token | Update-AuthentikTokenKey -Force -ThrottleLimit 2
            $rows.Status | Should -Be Changed, Unchanged
            $rows[1].Key | Should -BeNullOrEmpty
            $rows[1].NotDone | Should -BeLike '*specified before*'
            Test-Key $rows[0].Key | Should -BeTrue
        }

        It 'goes on after one that fails, and an empty pipeline is no token' {
            $result = "$mark-none", "$mark-api" | Update-AuthentikTokenKey -Force -ErrorAction SilentlyContinue -ErrorVariable failed
            $result.Status | Should -Be Failed, Changed
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
            Get-Written $server { @() | Update-AuthentikTokenKey -OlderThan '0 days' -Force } | Should -BeNullOrEmpty
        }

        It 'guards the token of the session, which goes on with the new key' {
            # A superuser of its own, so that nobody else loses a session.
            $admin = New-AuthentikUser "$mark-admin" -Name Admin -Group 'authentik Admins'
            $null = New-AuthentikToken "$mark-own" -User $admin -Expiring $false
            $default = Get-AuthentikSession | Where-Object IsDefault
            $key = Get-AuthentikTokenKey "$mark-own"
            $session = Connect-Authentik $server.Uri -Token $key -Name own -PassThru
            try {
                Get-Written $server {
                    { Update-AuthentikTokenKey "$mark-own" -Session $session -Confirm:$false } | Should -Throw '*token of this session*-Force*'
                } | Should -BeNullOrEmpty
                $new = Update-AuthentikTokenKey "$mark-own" -Session $session -Force 3> $null
                $new.IsOwn | Should -BeTrue
                (Get-AuthentikUser "$mark-owner" -Session $session).Username | Should -Be "$mark-owner"
                Test-Key $key | Should -BeFalse
            }
            finally { $session | Disconnect-Authentik; Select-AuthentikSession $default }
        }

        It 'does nothing for a caller without rights' {
            $nobody = Connect-Nobody $server $mark
            try { Get-Written $server { { Update-AuthentikTokenKey "$mark-api" -Session $nobody -Force } | Should -Throw } | Should -BeNullOrEmpty }
            finally { $nobody | Disconnect-Authentik }
            Test-Key $old | Should -BeTrue
        }
    }

    Context 'Update-AuthentikClientSecret' {
        It 'sets a new secret, returns it once, and says what uses it' {
            $provider = New-Provider "$mark-oidc"
            $null = New-AuthentikApplication "$mark app" -Slug "$mark-app" -Provider $provider
            $old = Get-AuthentikOAuth2ClientSecret $provider -AsPlainText
            $plan = @(Get-Plan { Update-AuthentikClientSecret "$mark-oidc" -WhatIf })
            $plan[0] | Should -BeLike "*Set a new secret*OAuth2 provider '$mark-oidc', used by '$mark app' on *"

            $new = Update-AuthentikClientSecret "$mark-oidc" -Force
            $new | Should -BeOfType Authentik.RotatedClientSecret
            $new.Status, $new.Applications, $new.ClientId | Should -Be Changed, "$mark app", $provider.ClientId
            $text = $new.ClientSecret | ConvertFrom-SecureString -AsPlainText
            $text | Should -MatchExactly '^[A-Za-z0-9]{128}$'
            $text | Should -Not -Be $old
            Get-AuthentikOAuth2ClientSecret "$mark-oidc" -AsPlainText | Should -Be $text
            ($new | Get-AuthentikProvider).Name | Should -Be "$mark-oidc"
        }

        It 'rotates only what is old enough' {
            $provider = New-Provider "$mark-oidc"
            $young = Assert-Repeatable $server { $provider | Update-AuthentikClientSecret -OlderThan '180 days' -Force }
            $young.Status | Should -Be Unchanged
            $young.ChangedOn | Should -BeGreaterThan (Get-Date).AddDays(-1)
            ($provider | Update-AuthentikClientSecret -OlderThan '0 days' -Force -AsPlainText).ClientSecret | Should -BeOfType string
        }

        It 'returns the secrets that were set before an error that ends the command' {
            $made = 'x', 'y', 'z' | ForEach-Object { New-Provider "$mark-$_" }
            # They are still under way when the error comes.
            $made.ForEach({ Add-Answer $server @{ method = 'PATCH'; path = "/providers/oauth2/$($_.Pk)/"; delayMs = 300 } })
            $kept = [Collections.Generic.List[object]]::new()
            { "$mark-x", "$mark-none", "$mark-y", "$mark-z" |
                    Update-AuthentikClientSecret -Force -AsPlainText -ThrottleLimit 4 -ErrorAction Stop | ForEach-Object { $kept.Add($_) } } |
                Should -Throw '*none*'
            $kept.Provider | Should -Be "$mark-x", "$mark-none", "$mark-y", "$mark-z"
            $kept.Status | Should -Be Changed, Failed, Changed, Changed
            foreach ($new in $kept | Where-Object Status -EQ Changed) {
                Get-AuthentikOAuth2ClientSecret $new.Provider -AsPlainText | Should -Be $new.ClientSecret
            }
        }

        It 'refuses providers without a secret that is used' {
            $null = New-Provider "$mark-public" @{ ClientType = 'public' }
            $flow = 'default-provider-authorization-implicit-consent'
            $more = $version -ge '2024.10.0' ? @{ InvalidationFlow = 'default-provider-invalidation-flow' } : @{}
            $saml = New-AuthentikSamlProvider "$mark-saml" -AuthorizationFlow $flow -AcsUrl https://unused.invalid/ @more
            try {
                Get-Written $server {
                    { Update-AuthentikClientSecret "$mark-public" -Force } | Should -Throw '*client type public*'
                    { Update-AuthentikClientSecret "$mark-saml" -Force } | Should -Throw '*has no client secret*'
                } | Should -BeNullOrEmpty
            }
            finally { Remove-AuthentikSamlProvider $saml -Force }
        }

        It 'rotates the shared secret of RADIUS providers too' {
            $more = $version -ge '2024.10.0' ? @{ InvalidationFlow = 'default-provider-invalidation-flow' } : @{}
            $radius = New-AuthentikRadiusProvider "$mark-radius" -AuthorizationFlow default-authentication-flow -SharedSecret old @more
            $new = $radius | Update-AuthentikClientSecret -Force -AsPlainText
            $new.ClientSecret | Should -MatchExactly '^[A-Za-z0-9]{40}$'
            (Get-AuthentikRadiusProvider "$mark-radius").SharedSecret | ConvertFrom-SecureString -AsPlainText | Should -Be $new.ClientSecret
        }

        It 'does nothing for a caller without rights' {
            $null = New-Provider "$mark-oidc"
            $nobody = Connect-Nobody $server $mark
            try {
                Get-Written $server { { Update-AuthentikClientSecret "$mark-oidc" -Session $nobody -Force } | Should -Throw } | Should -BeNullOrEmpty
            }
            finally { $nobody | Disconnect-Authentik }
        }
    }
}
