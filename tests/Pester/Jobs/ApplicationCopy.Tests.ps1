# Applications copied with their providers, bindings and entitlements, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Copy-AuthentikApplication on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $null = "$mark-staff", "$mark-guests" | New-AuthentikGroup
        $policy = New-AuthentikExpressionPolicy "$mark-policy" -Expression 'return True'
        $template = New-AuthentikApplicationSetup "$mark-wiki" -RedirectUri https://wiki.example.com/ -AllowGroup "$mark-staff" -Group Office -Setting @{ AccessTokenValidity = 'minutes=7' } -AsPlainText
        $null = New-AuthentikPolicyBinding -Target "$mark-wiki" -Policy $policy -Order 20 -Timeout 77 -FailureResult $true
        $null = New-AuthentikPolicyBinding -Target "$mark-wiki" -Group "$mark-guests" -Order 30 -Negate $true -Enabled $false
        $hasEntitlements = $version -ge '2024.12.0'
        if ($hasEntitlements) {
            $entitlement = New-AuthentikApplicationEntitlement "$mark-editor" -Application "$mark-wiki" -Attributes @{ level = 2 }
            $null = New-AuthentikPolicyBinding -Target $entitlement -Group "$mark-staff"
        }

        function Remove-Copy {
            Get-AuthentikApplication | Where-Object Slug -Like "$mark-copy*" | Remove-AuthentikApplication -Force
            Get-AuthentikProvider | Where-Object Name -Like "$mark-copy*" | Remove-AuthentikProvider -Force
        }
    }

    AfterEach { Remove-Copy }
    AfterAll {
        Remove-Marked $mark Outpost, Application, Provider, ExpressionPolicy, Token, User, Group
        Stop-ActionServer
    }

    It 'copies everything but ids and secrets, shows it before, and does nothing the second time' {
        $plan = @(Get-Plan { Copy-AuthentikApplication "$mark-wiki" "$mark-copy" -RedirectUri https://copy.example.com/ -WhatIf })
        $plan.Count | Should -Be 1
        $plan[0] | Should -BeLike "*Create the OAuth2 provider '$mark-copy' as '$mark-wiki' is*Bind policy '$mark-policy' to it*Bind not group '$mark-guests' (disabled) to it*"

        $copy = Copy-AuthentikApplication "$mark-wiki" "$mark-copy" -RedirectUri https://copy.example.com/ -AsPlainText
        $copy | Should -BeOfType Authentik.ApplicationCopy
        $copy.Status | Should -Be Created
        $copy.Template | Should -Be "$mark-wiki"
        $copy.ClientId | Should -Not -Be $template.ClientId
        $copy.Secret | Should -Not -Be $template.Secret
        $copy.Secret | Should -Be (Get-AuthentikOAuth2ClientSecret "$mark-copy" -AsPlainText)
        $copy.RedirectUris | Should -Be https://copy.example.com/

        $from, $to = (Get-AuthentikOAuth2Provider "$mark-wiki"), (Get-AuthentikOAuth2Provider "$mark-copy")
        $to.PropertyMappings | Sort-Object | Should -Be ($from.PropertyMappings | Sort-Object)
        foreach ($name in 'AuthorizationFlow', 'SigningKey', 'SubMode', 'IssuerMode', 'ClientType', 'AccessTokenValidity') {
            "$($to.$name)" | Should -Be "$($from.$name)" -Because $name
        }
        (Get-AuthentikApplication "$mark-copy").Group | Should -Be Office
        $shown = foreach ($slug in "$mark-wiki", "$mark-copy") {
            (Get-AuthentikPolicyBinding -Target $slug | ForEach-Object {
                "$($_.Order) $($_.GroupName)$($_.PolicyName) $($_.Negate) $($_.Enabled) $($_.Timeout) $($_.FailureResult)" }) -join '; '
        }
        $shown[1] | Should -Be $shown[0]
        if ($hasEntitlements) {
            $copy.Entitlements | Should -Be "$mark-editor"
            $made = Get-AuthentikApplicationEntitlement -Application "$mark-copy"
            $made.Attributes.level | Should -Be 2
            (Get-AuthentikPolicyBinding -Target $made).GroupName | Should -Be "$mark-staff"
        }
        (Assert-Repeatable $server { Copy-AuthentikApplication "$mark-wiki" "$mark-copy" -RedirectUri https://copy.example.com/ }).Status | Should -Be Unchanged
    }

    It 'makes many of rows, of which one fails' {
        $rows = "name,slug,redirect_uris,launch_url`nOne $mark,$mark-copy-1,https://1.example.com/;https://1.example.org/,https://1.example.com/`nTwo $mark,not a slug,https://2.example.com/,`nThree $mark,$mark-copy-3,https://3.example.com/," | ConvertFrom-Csv
        $rows | ForEach-Object { Add-Member -InputObject $_ provider_name "$mark-copy $($_.name)" }
        $result = $rows | Copy-AuthentikApplication "$mark-wiki" -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.Status | Should -Be Created, Failed, Created
        $failed.Count | Should -Be 1
        $result[0].RedirectUris | Should -Be https://1.example.com/, https://1.example.org/
        @(Get-AuthentikProvider | Where-Object Name -Like "$mark-copy Two*").Count | Should -Be 0
        (Assert-Repeatable $server { $rows[0, 2] | Copy-AuthentikApplication "$mark-wiki" }).Status | Should -Be Unchanged, Unchanged
    }

    It 'leaves nothing of a copy that fails' {
        Add-Answer $server @{ path = '/api/v3/policies/bindings/'; method = 'POST'; status = 400; json = @{ non_field_errors = @('no') } }
        $result = Copy-AuthentikApplication "$mark-wiki" "$mark-copy" -RedirectUri https://copy.example.com/ -ErrorAction SilentlyContinue
        $result.Status | Should -Be Failed
        $result.Done | Should -BeNullOrEmpty
        @(Get-AuthentikApplication | Where-Object Slug -Like "$mark-copy*").Count | Should -Be 0
        @(Get-AuthentikProvider | Where-Object Name -Like "$mark-copy*").Count | Should -Be 0
    }

    It 'needs an external host for a proxy, and lets the outposts of the template serve it' {
        $null = New-AuthentikProxyProvider "$mark-first" -AuthorizationFlow default-provider-authorization-implicit-consent -Mode forward_single -ExternalHost "https://first.$mark.example.com"
        $null = New-AuthentikOutpost "$mark-outpost" -Type proxy -Provider "$mark-first" -Config @{ authentik_host = 'https://auth.example.com' }
        $null = New-AuthentikApplicationSetup "$mark-web" -Proxy -ExternalHost "https://web.$mark.example.com" -Outpost "$mark-outpost" -AllowGroup "$mark-staff"
        Get-Written $server { { Copy-AuthentikApplication "$mark-web" "$mark-copy-web" } | Should -Throw '*-ExternalHost*' } | Should -BeNullOrEmpty
        $copy = Copy-AuthentikApplication "$mark-web" "$mark-copy-web" -ExternalHost "https://copy.$mark.example.com"
        $copy.Outposts | Should -Be "$mark-outpost"
        $copy.Mode | Should -Be forward_single
        (Get-AuthentikOutpost "$mark-outpost").ProvidersObj.Name | Sort-Object | Should -Be "$mark-copy-web", "$mark-first", "$mark-web"
    }

    It 'warns about what a copy shares, and takes the template from the pipeline' {
        $copy = Get-AuthentikApplication "$mark-wiki" | Copy-AuthentikApplication -Name "$mark-copy" -WarningAction SilentlyContinue -WarningVariable told
        $copy.Status | Should -Be Created
        "$told" | Should -BeLike "*redirect URIs of '$mark-wiki'*"
    }

    It 'does not take another application for the copy, and gives no secret of it' {
        $null = New-AuthentikApplicationSetup "$mark-copy" -RedirectUri https://other.example.com/ -AllowGroup "$mark-guests"
        $result = Copy-AuthentikApplication "$mark-wiki" "$mark-copy" -AsPlainText -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.Status | Should -Be Failed
        $result.Secret | Should -BeNullOrEmpty
        $result.ClientId | Should -BeNullOrEmpty
        "$failed" | Should -BeLike "*isn't a copy of '$mark-wiki' as specified: *RedirectUri*; group '$mark-staff' isn't bound to it;*"
        Get-Written $server { { Copy-AuthentikApplication "$mark-wiki" -Name Wiki -Slug "$mark-wiki" } | Should -Throw '*its own slug*' } | Should -BeNullOrEmpty
    }

    It 'makes one copy of two with the same slug' {
        $result = "$mark-copy x", "$mark-COPY X" | Copy-AuthentikApplication "$mark-wiki" -WarningAction SilentlyContinue -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.Status | Should -Be Created, Failed
        $result.Slug | Should -Be "$mark-copy-x", "$mark-copy-x"
        "$failed" | Should -BeLike '*have the same slug*'
    }

    It 'has a result for each row, and warns of columns once' {
        $rows = @(
            [pscustomobject] @{ name = @{ a = 1 }; slug = "$mark-copy-1"; colour = 'red' }
            [pscustomobject] @{ name = ''; slug = "$mark-copy-2"; colour = 'red' }
            [pscustomobject] @{ name = "$mark-copy-3"; slug = "$mark-copy-3"; shape = 'round' }
        )
        $result = $rows | Copy-AuthentikApplication "$mark-wiki" -RedirectUri https://copy.example.com/ -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue -WarningVariable told
        $result.Status | Should -Be Failed, Failed, Created
        $result.Slug | Should -Be "$mark-copy-1", "$mark-copy-2", "$mark-copy-3"
        $result[0, 1].Reason | Should -Not -BeNullOrEmpty
        $failed.Count | Should -Be 2
        @($told | Where-Object { "$_" -like '*have no meaning*' }).Count | Should -Be 2 -Because 'there are two sets of columns'

        $result = Copy-AuthentikApplication "$mark-none" "$mark-copy" -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.Status, $result.Name, $result.Template | Should -Be Failed, "$mark-copy", "$mark-none"
        $failed.Count | Should -Be 1
    }

    It 'does nothing for a caller without rights' {
        $nobody = Connect-Nobody $server $mark
        Get-Written $server {
            { Copy-AuthentikApplication "$mark-wiki" "$mark-copy" -Session $nobody } | Should -Throw
        } | Should -BeNullOrEmpty
        $nobody | Disconnect-Authentik
    }
}
