# Applications set up with their providers, access and outposts, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'New-AuthentikApplicationSetup on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $callback = "https://$mark.example.com/callback"
        $null = New-AuthentikGroup "$mark-staff"
        $null = New-AuthentikUser "$mark-eve" -Name Eve

        # Nothing of an application, or all of it.
        function Get-Left([string] $Slug) {
            @(Get-AuthentikApplication | Where-Object Slug -EQ $Slug).Count + @(Get-AuthentikProvider | Where-Object Name -EQ $Slug).Count
        }
    }

    AfterEach {
        # An outpost has at least one provider, so it goes first.
        Remove-Marked $mark Outpost, Application, Provider
        Get-AuthentikUser -Search $mark | Where-Object Username -Like "ak-$mark*" | Remove-AuthentikUser -Force
    }

    AfterAll {
        Remove-Marked $mark Application, Provider, User, Group
        Stop-ActionServer
    }

    It 'sets up OAuth2 with what the interface preselects, shows it before, and does nothing the second time' {
        $arguments = @{ Name = "$mark-wiki"; RedirectUri = $callback; AllowGroup = "$mark-staff"; AllowUser = "$mark-eve"; LaunchUrl = 'https://wiki.example.com/' }
        $plan = @(Get-Plan { New-AuthentikApplicationSetup @arguments -WhatIf })
        $plan.Count | Should -Be 1
        $plan[0] | Should -BeLike "*Create the OAuth2 provider '$mark-wiki' with *authentik Self-signed Certificate*'openid'*Let the group '$mark-staff' in*on target ""Application '$mark-wiki' on *"

        $setup = New-AuthentikApplicationSetup @arguments
        $setup | Should -BeOfType Authentik.ApplicationSetup
        $setup.Status | Should -Be Created
        $setup.Access | Should -Be "group '$mark-staff'", "user '$mark-eve'"
        $setup.Secret | Should -BeNullOrEmpty
        $setup.LaunchUrl | Should -Be 'https://wiki.example.com/'
        $provider = Get-AuthentikOAuth2Provider "$mark-wiki"
        $provider.ClientId | Should -Be $setup.ClientId
        (Get-AuthentikScopeMapping | Where-Object Pk -In $provider.PropertyMappings).ScopeName | Sort-Object | Should -Be email, openid, profile
        $provider.SigningKey | Should -Not -BeNullOrEmpty
        $bindings = @($setup | Get-AuthentikPolicyBinding)
        $bindings.Order | Should -Be 0, 10
        (Test-AuthentikApplicationAccess "$mark-wiki" -User "$mark-eve").Passing | Should -BeTrue
        (Assert-Repeatable $server { New-AuthentikApplicationSetup @arguments }).Status | Should -Be Unchanged
    }

    It 'gives an application that works: discovery, client credentials, keys' {
        $setup = New-AuthentikApplicationSetup "$mark-api" -RedirectUri $callback -AllowEveryone -AsPlainText
        $setup.Secret | Should -Be (Get-AuthentikOAuth2ClientSecret "$mark-api" -AsPlainText)
        $start = $setup.TokenUrl
        $body = @{ grant_type = 'client_credentials'; client_id = $setup.ClientId; client_secret = $setup.Secret; scope = 'profile' }
        if ($server.IsReal) {
            $found = Invoke-RestMethod $setup.DiscoveryUrl
            $found.issuer | Should -Be $setup.Issuer
            $found.token_endpoint | Should -Be $setup.TokenUrl
            $found.jwks_uri | Should -Be $setup.JwksUrl
            @((Invoke-RestMethod $setup.JwksUrl).keys).Count | Should -Be 1 -Because 'a key signs, and not the client secret'
            $token = (Invoke-RestMethod $start -Method Post -Body $body).access_token
            $token | Should -Match '^[\w-]+\.[\w-]+\.[\w-]+$'
        }
        else { $start | Should -BeLike 'http*/application/o/token/' }
    }

    It 'sets up SAML by hand, with metadata that can be read' {
        $setup = New-AuthentikApplicationSetup "$mark-saml" -Saml -AcsUrl 'https://saml.example.com/acs' -Audience 'https://saml.example.com' -AllowGroup "$mark-staff"
        $setup.Reason | Should -BeNullOrEmpty
        $setup.SsoUrl | Should -BeLike "http*/application/saml/$mark-saml/*"
        $setup.SigningKeyFingerprint | Should -Match '^([0-9a-f]{2}:){31}[0-9a-f]{2}$'
        $provider = Get-AuthentikSamlProvider "$mark-saml"
        $provider.SpBinding | Should -Be post
        $provider.PropertyMappings.Count | Should -BeGreaterOrEqual 5
        if ($server.IsReal) {
            [xml] $metadata = (Invoke-WebRequest $setup.MetadataUrl).Content
            $metadata.EntityDescriptor.IDPSSODescriptor.SingleSignOnService.Location | Should -Contain $setup.SsoUrl
            $metadata.EntityDescriptor.entityID | Should -Be $setup.Issuer
            $metadata.OuterXml | Should -Match X509Certificate
        }
        (Assert-Repeatable $server {
            New-AuthentikApplicationSetup "$mark-saml" -Saml -AcsUrl 'https://saml.example.com/acs' -Audience 'https://saml.example.com' -AllowGroup "$mark-staff"
        }).Status | Should -Be Unchanged
    }

    It 'sets up SAML from the metadata of the application' {
        Set-Content "$TestDrive/library.xml" @'
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://library.example.com/saml">
  <SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAssertionsSigned="true">
    <AssertionConsumerService index="0" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://library.example.com/saml/acs" />
  </SPSSODescriptor>
</EntityDescriptor>
'@
        $setup = New-AuthentikApplicationSetup "$mark-library" -Saml -MetadataPath "$TestDrive/library.xml" -AllowGroup "$mark-staff"
        $setup.AcsUrl | Should -Be 'https://library.example.com/saml/acs'
        $setup.Audience | Should -Be 'https://library.example.com/saml'
        $setup.SigningKey | Should -Be 'authentik Self-signed Certificate'
        if ($version -lt '2026.5.0') { $setup.Issuer | Should -Be authentik }
        Set-Content "$TestDrive/no.xml" '<html>no</html>'
        Get-Written $server {
            { New-AuthentikApplicationSetup "$mark-no" -Saml -MetadataPath "$TestDrive/no.xml" } | Should -Throw '*has no EntityDescriptor*'
        } | Should -BeNullOrEmpty
    }

    It 'sets up proxy, LDAP and RADIUS with their outposts, which keep what they serve' {
        $null = New-AuthentikProxyProvider "$mark-first" -AuthorizationFlow default-provider-authorization-implicit-consent -Mode forward_single -ExternalHost "https://first.$mark.example.com"
        $null = New-AuthentikOutpost "$mark-outpost" -Type proxy -Provider "$mark-first" -Config @{ authentik_host = 'https://auth.example.com' }
        $arguments = @{ Proxy = $true; ExternalHost = "https://web.$mark.example.com"; Mode = 'forward_single'; AllowGroup = "$mark-staff"; Outpost = "$mark-outpost" }
        $setup = New-AuthentikApplicationSetup "$mark-web" @arguments
        $setup.Reason | Should -BeNullOrEmpty
        $setup.Outposts | Should -Be "$mark-outpost"
        $setup.ForwardAuth.nginx | Should -BeLike '*/outpost.goauthentik.io/auth/nginx'
        (Get-AuthentikOutpost "$mark-outpost").ProvidersObj.Name | Sort-Object | Should -Be "$mark-first", "$mark-web"
        (Get-AuthentikProxyProvider "$mark-web").PropertyMappings.Count | Should -BeGreaterOrEqual 4
        (Assert-Repeatable $server { New-AuthentikApplicationSetup "$mark-web" @arguments }).Status | Should -Be Unchanged

        $ldap = New-AuthentikApplicationSetup "$mark-mail" -Ldap -BaseDn "DC=$mark" -AllowGroup "$mark-staff" -Setting @{ SearchMode = 'cached' } -WarningAction SilentlyContinue -WarningVariable told
        "$told" | Should -BeLike '*No outpost serves*'
        $ldap.BindDn | Should -Be "cn=USERNAME,ou=users,DC=$mark"
        (Get-AuthentikLdapProvider "$mark-mail").SearchMode | Should -Be cached

        $radius = New-AuthentikApplicationSetup "$mark-vpn" -Radius -ClientNetworks 10.20.0.0/16, 10.30.0.0/16 -AllowGroup "$mark-staff" -IncludeSecret -WarningAction SilentlyContinue
        $radius.ClientNetworks | Should -Be '10.20.0.0/16, 10.30.0.0/16'
        $radius.Secret | Should -BeOfType securestring
        { New-AuthentikApplicationSetup "$mark-vpn" -Radius -Outpost "$mark-outpost" } | Should -Throw '*serves proxy providers, and not a RADIUS provider*'
    }

    It 'has a result for each row that cannot be read, and warns of each set of columns' {
        $rows = @(
            [pscustomobject] @{ name = @{ a = 1 }; slug = "$mark-1"; colour = 'red' }
            [pscustomobject] @{ name = ''; colour = 'red' }
            [pscustomobject] @{ name = "$mark-3"; icon = "$TestDrive/none.png"; shape = 'round' }
            [pscustomobject] @{ name = "$mark-4"; shape = 'round' }
        )
        $result = $rows | New-AuthentikApplicationSetup -RedirectUri $callback -AllowGroup "$mark-staff" -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue -WarningVariable told
        $result.Status | Should -Be Failed, Failed, Failed, Created
        $result.Name | Should -Be '(no name)', '(no name)', "$mark-3", "$mark-4"
        $result[2].Reason | Should -BeLike '*none.png*'
        $failed.Count | Should -Be 3
        @($told | Where-Object { "$_" -like '*colour*' }).Count | Should -Be 1
        @($told | Where-Object { "$_" -like '*shape*' }).Count | Should -Be 1

        $result = New-AuthentikApplicationSetup "$mark-5" -Setting @{ Nonsense = 1 } -ErrorAction SilentlyContinue
        $result.Status, $result.Slug | Should -Be Failed, "$mark-5"
        $result.Reason | Should -BeLike '*Nonsense*'
    }

    It 'refuses two outposts' {
        $null = New-AuthentikProxyProvider "$mark-first" -AuthorizationFlow default-provider-authorization-implicit-consent -Mode forward_single -ExternalHost "https://first.$mark.example.com"
        $null = New-AuthentikOutpost "$mark-outpost" -Type proxy -Provider "$mark-first" -Config @{ authentik_host = 'https://auth.example.com' }
        foreach ($cell in "$mark-outpost;$mark-none", @("$mark-outpost", "$mark-outpost")) {
            $row = [pscustomobject] @{ name = "$mark-two"; external_host = "https://two.$mark.example.com"; outpost = $cell }
            Get-Written $server {
                $result = $row | New-AuthentikApplicationSetup -Proxy -AllowGroup "$mark-staff" -ErrorAction SilentlyContinue
                $result.Status | Should -Be Failed
                $result.Reason | Should -BeLike '2 outposts were specified*'
            } | Should -BeNullOrEmpty
        }
        Get-Left "$mark-two" | Should -Be 0
        { New-AuthentikApplicationSetup "$mark-two" -Proxy -ExternalHost "https://two.$mark.example.com" -Outpost "$mark-outpost", "$mark-none" } | Should -Throw
    }

    It 'uses the embedded outpost for a proxy, if the server has one' {
        $embedded = Get-AuthentikOutpost -Managed goauthentik.io/outposts/embedded
        $before = @($embedded.Providers)
        $setup = New-AuthentikApplicationSetup "$mark-emb" -Proxy -ExternalHost "https://emb.$mark.example.com" -AllowGroup "$mark-staff" -WarningAction SilentlyContinue -WarningVariable told
        if ($embedded) {
            $setup.Outposts | Should -Be $embedded.Name
            @((Get-AuthentikOutpost $embedded.Name).Providers).Count | Should -Be ($before.Count + 1)
        }
        else { "$told" | Should -BeLike '*No outpost serves*' }
        Remove-Marked $mark Application, Provider
        @((Get-AuthentikOutpost -Managed goauthentik.io/outposts/embedded).Providers) | Should -Be $before
    }

    It 'sends users and groups with SCIM in the background of an application' {
        $setup = New-AuthentikApplicationSetup "$mark-scim" -Scim -ScimUrl "https://scim.$mark.example.com/v2" -ScimToken 'scim-token-0123456789' -AllowGroup "$mark-staff"
        $setup.Reason | Should -BeNullOrEmpty
        (Get-AuthentikApplication "$mark-scim").BackchannelProvidersObj.Name | Should -Be "$mark-scim"
        (Get-AuthentikScimProvider "$mark-scim").PropertyMappings.Count | Should -Be 1
        (Assert-Repeatable $server {
            New-AuthentikApplicationSetup "$mark-scim" -Scim -ScimUrl "https://scim.$mark.example.com/v2" -ScimToken 'scim-token-0123456789' -AllowGroup "$mark-staff"
        }).Status | Should -Be Unchanged
    }

    It 'undoes everything if a part fails, with the reason' {
        $result = New-AuthentikApplicationSetup "$mark-bad" -LaunchUrl 'not a url' -RedirectUri $callback -AllowGroup "$mark-staff" -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.Status | Should -Be Failed
        @($result.NotDone -like '*(was undone)').Count | Should -Be 1 -Because 'the provider was removed again'
        $failed.Count | Should -Be 1
        Get-Left "$mark-bad" | Should -Be 0

        Add-Answer $server @{ path = '/api/v3/policies/bindings/'; status = 400; json = @{ non_field_errors = @('no') } }
        $null = New-AuthentikApplicationSetup "$mark-bad" -RedirectUri $callback -AllowGroup "$mark-staff" -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        Get-Left "$mark-bad" | Should -Be 0
    }

    It 'tells a value that differs, and changes it with -Update' {
        $null = New-AuthentikApplicationSetup "$mark-diff" -RedirectUri $callback -AllowGroup "$mark-staff"
        $told = Get-Written $server {
            $script:result = New-AuthentikApplicationSetup "$mark-diff" -RedirectUri 'https://new.example.com/' -Description New -WarningAction SilentlyContinue -WarningVariable script:warnings
        }
        $told | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike '*RedirectUri*MetaDescription*-Update*'
        $result.NotDone.Count | Should -Be 2
        $changed = New-AuthentikApplicationSetup "$mark-diff" -RedirectUri 'https://new.example.com/' -Description New -Update
        $changed.Status | Should -Be Changed
        $changed.RedirectUris | Should -Be 'https://new.example.com/'
        $changed.Access | Should -Be "group '$mark-staff'"
    }

    It 'reads rows, of which one fails, and warns about an open application' {
        $rows = "name,redirect_uris,allow_group,allow_user`n$mark-a,https://a.example.com/;https://a.example.org/,$mark-staff,$mark-eve`n$mark-b,https://b.example.com/,$mark-none,`n$mark-c,https://c.example.com/,," | ConvertFrom-Csv
        $result = $rows | New-AuthentikApplicationSetup -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue -WarningVariable told
        $result.Status | Should -Be Created, Failed, Created
        $failed.Count | Should -Be 1
        $result[0].RedirectUris | Should -Be https://a.example.com/, https://a.example.org/
        $result[0].Access.Count | Should -Be 2
        "$told" | Should -BeLike "*Nobody is bound to the application '$mark-c'*"
        Get-Left "$mark-b" | Should -Be 0
    }

    It 'tells that the first group closes an application that was open' {
        $null = New-AuthentikApplicationSetup "$mark-open" -RedirectUri $callback -AllowEveryone
        $plan = @(Get-Plan { New-AuthentikApplicationSetup "$mark-open" -RedirectUri $callback -AllowGroup "$mark-staff" -WhatIf 3> $null })
        $plan[0] | Should -BeLike "*Let the group '$mark-staff' in. * lose access*"
        $null = New-AuthentikApplicationSetup "$mark-open" -RedirectUri $callback -AllowGroup "$mark-staff" -WarningAction SilentlyContinue -WarningVariable told
        "$told" | Should -BeLike "*'$mark-open' is open to everybody now*lose access*"
    }

    It 'leaves nothing half done when it is stopped, and goes on afterwards' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($manifest, $session, $mark)
                Import-Module $manifest
                1..400 | ForEach-Object { [pscustomobject]@{ name = "$mark-stop-$_"; redirect_uris = "https://$_.example.com/" } } |
                    New-AuthentikApplicationSetup -AllowGroup "$mark-staff" -ThrottleLimit 3 -Session $session
            }).AddArgument((Get-Module Authentik).Path.Replace('.psm1', '.psd1')).AddArgument((Get-AuthentikSession test)).AddArgument($mark)
        Clear-WireLog $server
        $running = $shell.BeginInvoke()
        while (@(Get-WireLog $server | Where-Object method -EQ POST).Count -lt 8 -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 20 }
        $shell.Stop()
        $shell.Dispose()
        $providers = @(Get-AuthentikProvider | Where-Object Name -Like "$mark-stop-*" | ForEach-Object Name)
        $applications = @(Get-AuthentikApplication | Where-Object Slug -Like "$mark-stop-*" | ForEach-Object Slug)
        $providers.Count | Should -BeLessThan 400
        $providers | Sort-Object | Should -Be ($applications | Sort-Object)
        foreach ($one in $applications) { @(Get-AuthentikPolicyBinding -Target $one).Count | Should -Be 1 -Because "$one is complete" }

        $rows = 1..3 | ForEach-Object { [pscustomobject]@{ name = "$mark-stop-$_"; redirect_uris = "https://$_.example.com/" } }
        ($rows | New-AuthentikApplicationSetup -AllowGroup "$mark-staff").Access | Should -Be (, "group '$mark-staff'" * 3)
    }

    It 'sets an icon once' {
        $arguments = @{ Name = "$mark-icon"; RedirectUri = $callback; AllowGroup = "$mark-staff"; Icon = 'https://icons.example.com/wiki.png' }
        $null = New-AuthentikApplicationSetup @arguments
        (Get-AuthentikApplication "$mark-icon").MetaIcon | Should -Be 'https://icons.example.com/wiki.png'
        (Assert-Repeatable $server { New-AuthentikApplicationSetup @arguments }).Status | Should -Be Unchanged
    }

    It 'does nothing for a caller without rights' {
        $nobody = Connect-Nobody $server $mark
        Get-Written $server {
            { New-AuthentikApplicationSetup "$mark-none" -RedirectUri $callback -AllowGroup "$mark-staff" -Session $nobody } | Should -Throw
        } | Should -BeNullOrEmpty
        $nobody | Disconnect-Authentik
        Remove-Marked $mark Token
    }
}
