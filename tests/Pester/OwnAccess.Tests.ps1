# What takes the access of the one who types it is refused without -Force, on the sandbox or on a real server. Who is locked out here is
# always a second superuser with a token of their own.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'The own access on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $admin = Get-AuthentikSession
        $parent = $version -ge '2025.12.0' ? 'Parent' : 'ParentGroup'

        # Expects that it's refused, says why, and changes nothing. The same with -Force isn't asked.
        function Assert-Guarded([scriptblock] $Work, [string] $Message) {
            Clear-WireLog $server
            $failed = $null
            try { & $Work } catch { $failed = $_ }
            $failed | Should -Not -BeNullOrEmpty -Because "'$Work' takes the own access"
            $failed.FullyQualifiedErrorId | Should -BeLike 'OwnAccess,*'
            "$($failed.CategoryInfo.Category)" | Should -Be PermissionDenied
            $failed.Exception.Message | Should -BeLike "*$Message* Nothing was changed. Use -Force to continue."
            Get-WireLog $server | Where-Object method -NE GET | ForEach-Object { "$($_.method) $($_.path)" } | Should -BeNullOrEmpty
        }

        # A superuser through these groups, with a token, and the session in which everything below happens.
        function Connect-Second([object[]] $Group = 'authentik Admins', [string] $Name = "$mark-second") {
            $null = New-AuthentikUser -Username $Name -Name Second -Group $Group -Session $admin
            $null = New-AuthentikToken -Identifier "$Name-key" -User $Name -Expiring $false -Session $admin
            Connect-Authentik $server.Uri (Get-AuthentikTokenKey "$Name-key" -Session $admin) -Name second
        }

        function Test-Access { try { [bool] (Get-AuthentikCurrentUser -Session second) } catch { $false } }

        # What PowerShell writes for -WhatIf, from a shell of its own.
        function Get-Plan([scriptblock] $Work) {
            $transcript = Join-Path $TestDrive "$([guid]::NewGuid())"
            $null = Start-Transcript $transcript
            try { & $Work | Out-Null } finally { $null = Stop-Transcript }
            (Get-Content $transcript) -match 'What if:' -join "`n"
        }
    }

    BeforeEach { Connect-Second }

    AfterEach {
        Get-AuthentikSession | Where-Object Name -In second, door | Disconnect-Authentik
        Select-AuthentikSession $admin
        Remove-Marked $mark Token, User, Group, Application, OAuth2Provider, Flow
    }

    AfterAll { Stop-ActionServer }

    Context 'of the own user' {
        It 'refuses to deactivate it: by name, id, object and row' {
            $own = Get-AuthentikUser "$mark-second"
            $why = "User '$mark-second' is the user of this session. Deactivating it would end the session's access."
            Assert-Guarded { Set-AuthentikUser "$mark-second" -IsActive $false } $why
            Assert-Guarded { Set-AuthentikUser $own.Pk -IsActive $false } $why
            Assert-Guarded { $own | Set-AuthentikUser -IsActive $false } $why
            Assert-Guarded { $own | Set-AuthentikUser -IsActive { $false } } $why
            Assert-Guarded { [pscustomobject]@{ username = "$mark-second"; is_active = 'false' } | Set-AuthentikUser } $why
            Assert-Guarded { [pscustomobject]@{ pk = $own.Pk; username = "$mark-second"; IsActive = $false } | Set-AuthentikUser } $why
            $file = Join-Path $TestDrive users.csv
            $own | Export-Csv $file
            (Get-Content -Raw $file) -replace '"True"', '"False"' | Set-Content $file
            Assert-Guarded { Import-Csv $file | Set-AuthentikUser } $why
            Test-Access | Should -BeTrue
        }

        It 'does it with -Force' {
            Set-AuthentikUser "$mark-second" -IsActive $false -Force
            Test-Access | Should -BeFalse
            (Get-AuthentikUser "$mark-second" -Session $admin).IsActive | Should -BeFalse
        }

        It 'changes everything else' {
            Set-AuthentikUser "$mark-second" -IsActive $true -Email second@example.com -Type external
            Set-AuthentikUser "$mark-second" -Username "$mark-renamed"
            Test-Access | Should -BeTrue
        }

        It 'refuses to remove it' {
            Assert-Guarded { Remove-AuthentikUser "$mark-second" -Confirm:$false } "Removing it would end the session's access."
            Remove-AuthentikUser "$mark-second" -Force
            Test-Access | Should -BeFalse
        }

        It 'changes the others of a pipeline, with one record for the own one' {
            $null = 1..3 | ForEach-Object { New-AuthentikUser -Username "$mark-$_" -Name $_ }
            $failed = @("$mark-1", "$mark-second", "$mark-2", "$mark-3" |
                Set-AuthentikUser -IsActive $false -ErrorAction SilentlyContinue 2>&1) + $Error[0] | Select-Object -Unique
            $failed.FullyQualifiedErrorId | Should -BeLike 'OwnAccess,*'
            (Get-AuthentikUser "$mark-1", "$mark-2", "$mark-3").IsActive | Should -Be $false, $false, $false
            Test-Access | Should -BeTrue
        }

        It 'asks nothing more for other users' {
            $null = New-AuthentikUser -Username "$mark-1" -Name One
            Clear-WireLog $server
            Set-AuthentikUser "$mark-1" -IsActive $false
            Get-WireLog $server | Should -HaveCount 2
            Clear-WireLog $server
            Set-AuthentikUser "$mark-1" -Group @()
            Get-WireLog $server | Should -HaveCount 2
        }

        It 'says in the plan that it needs -Force' {
            Get-Plan { Set-AuthentikUser "$mark-second" -IsActive $false -WhatIf } |
                Should -BeLike "*Change IsActive false. This needs -Force. User '$mark-second' is the user of this session.*"
            Get-Plan { Set-AuthentikUser "$mark-second" -IsActive $false -WhatIf -Force } |
                Should -BeLike "*Change IsActive false. User '$mark-second' is the user of this session. Deactivating it would end *"
            Get-Plan { Remove-AuthentikUser "$mark-second" -WhatIf } | Should -BeLike '*This needs -Force. *'
            Get-Plan { Set-AuthentikUser "$mark-missing" -IsActive $false -WhatIf } | Should -Not -BeLike '*needs -Force*'
            Test-Access | Should -BeTrue
        }
    }

    Context 'of the own token' {
        It 'refuses to remove it, and removes others' {
            $null = New-AuthentikToken -Identifier "$mark-other" -Expiring $false
            Assert-Guarded { Remove-AuthentikToken "$mark-second-key" -Confirm:$false } `
                "Token '$mark-second-key' is the token of this session. Removing it would end the session's access."
            Remove-AuthentikToken "$mark-other" -Confirm:$false
            Remove-AuthentikToken "$mark-second-key" -Force
            Test-Access | Should -BeFalse
        }

        It 'removes all tokens but it' {
            $null = 1..3 | ForEach-Object { New-AuthentikToken -Identifier "$mark-$_" -Expiring $false }
            Get-AuthentikToken -User "$mark-second" | Remove-AuthentikToken -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.FullyQualifiedErrorId | Should -BeLike 'OwnAccess,*'
            (Get-AuthentikToken -User "$mark-second").Identifier | Should -Be "$mark-second-key"
        }

        It 'views no key if there is only one token, and none of others' {
            $null = New-AuthentikUser -Username "$mark-1" -Name One
            $null = New-AuthentikToken -Identifier "$mark-other" -User "$mark-1" -Expiring $false
            Clear-WireLog $server
            Remove-AuthentikToken "$mark-other" -Confirm:$false
            Assert-Guarded { Remove-AuthentikToken "$mark-second-key" -Confirm:$false } 'is the token of this session.'
            Get-WireLog $server | Where-Object path -Like '*view_key*' | Should -BeNullOrEmpty
        }

        It 'refuses another key, and accepts its own' {
            $key = Get-AuthentikTokenKey "$mark-second-key"
            Set-AuthentikTokenKey "$mark-second-key" $key -Confirm:$false
            Assert-Guarded { Set-AuthentikTokenKey "$mark-second-key" 'another-key-0123456789' -Confirm:$false } "Setting another key would end the session's access."
            Get-Plan { Set-AuthentikTokenKey "$mark-second-key" 'another-key-0123456789' -WhatIf } | Should -BeLike '*Set the key. This needs -Force. *'
            Set-AuthentikTokenKey "$mark-second-key" "another-key-$mark" -Force
            Test-Access | Should -BeFalse
        }

        It 'refuses to make it expire and to change its intent' {
            Assert-Guarded { Set-AuthentikToken "$mark-second-key" -Expiring $true } "It would expire, and that would end the session's access."
            Assert-Guarded { Set-AuthentikToken "$mark-second-key" -Intent app_password } "Changing its intent would end the session's access."
            Set-AuthentikToken "$mark-second-key" -Description 'still mine' -Expiring $false
            Test-Access | Should -BeTrue
            Set-AuthentikToken "$mark-second-key" -Intent app_password -Force
            Test-Access | Should -BeFalse
        }
    }

    Context 'by superuser groups' {
        BeforeEach {
            $why = "User '$mark-second' is the user of this session. This would leave it in no superuser group, so the session would lose its " +
                'superuser permissions.'
        }

        It 'refuses to leave the last one' {
            Assert-Guarded { Remove-AuthentikGroupMember 'authentik Admins' "$mark-second" -Confirm:$false } $why
            Assert-Guarded { Set-AuthentikUser "$mark-second" -Group @() } $why
            Assert-Guarded { Set-AuthentikUser "$mark-second" -RemoveGroup 'authentik Admins' } $why
            Assert-Guarded { Set-AuthentikGroup 'authentik Admins' -User akadmin } $why
            Assert-Guarded { Set-AuthentikGroup 'authentik Admins' -RemoveUser "$mark-second" } $why
            Get-Plan { Remove-AuthentikGroupMember 'authentik Admins' "$mark-second" -WhatIf } | Should -BeLike '*This needs -Force. *'
            (Get-AuthentikCurrentUser).User.IsSuperuser | Should -BeTrue
            Remove-AuthentikGroupMember 'authentik Admins' "$mark-second" -Force
            (Get-AuthentikCurrentUser).User.IsSuperuser | Should -BeFalse
        }

        It 'refuses only the last of two' {
            $null = New-AuthentikGroup -Name "$mark-super" -IsSuperuser $true -User "$mark-second"
            Assert-Guarded { Set-AuthentikUser "$mark-second" -Group @() } $why
            Remove-AuthentikGroupMember 'authentik Admins', "$mark-super" "$mark-second" -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.FullyQualifiedErrorId | Should -BeLike 'OwnAccess,*'
            (Get-AuthentikGroup -Member "$mark-second").Name | Should -Be "$mark-super"
            (Get-AuthentikCurrentUser).User.IsSuperuser | Should -BeTrue
        }

        It 'refuses what cuts the way to a parent group' {
            $top = New-AuthentikGroup -Name "$mark-top" -IsSuperuser $true
            $of = @{ $parent = $top }
            $middle = New-AuthentikGroup -Name "$mark-middle" @of
            $of = @{ $parent = $middle }
            $null = New-AuthentikGroup -Name "$mark-leaf" -User "$mark-second" @of
            Remove-AuthentikGroupMember 'authentik Admins' "$mark-second" -Confirm:$false
            (Get-AuthentikCurrentUser).User.IsSuperuser | Should -BeTrue
            $none = @{ $parent = $version -ge '2025.12.0' ? @() : $null }
            Assert-Guarded { Remove-AuthentikGroup "$mark-middle" -Confirm:$false } $why
            Assert-Guarded { Remove-AuthentikGroup $top -Confirm:$false } $why
            Assert-Guarded { Set-AuthentikGroup "$mark-top" -IsSuperuser $false } $why
            Assert-Guarded { Set-AuthentikGroup "$mark-middle" @none } $why
            Assert-Guarded { Remove-AuthentikGroupMember $top -ChildGroup $middle -Confirm:$false } $why
            Assert-Guarded { [pscustomobject]@{ name = "$mark-top"; is_superuser = 'false' } | Set-AuthentikGroup } $why
            (Get-AuthentikCurrentUser).User.IsSuperuser | Should -BeTrue
            Set-AuthentikGroup "$mark-middle" @none -Force
            (Get-AuthentikCurrentUser).User.IsSuperuser | Should -BeFalse
        }

        It 'changes what makes no difference' {
            $null = New-AuthentikGroup -Name "$mark-plain" -User "$mark-second", akadmin
            $null = New-AuthentikGroup -Name "$mark-super" -IsSuperuser $true
            $null = New-AuthentikUser -Username "$mark-1" -Name One -Group 'authentik Admins'
            Remove-AuthentikGroupMember "$mark-plain" "$mark-second" -Confirm:$false
            Remove-AuthentikGroupMember 'authentik Admins' "$mark-1" -Confirm:$false
            "$mark-plain", "$mark-super" | Set-AuthentikGroup -IsSuperuser $false
            Set-AuthentikGroup 'authentik Admins' -AddUser "$mark-1"
            Set-AuthentikUser "$mark-second" -AddGroup "$mark-plain"
            Remove-AuthentikGroup "$mark-plain", "$mark-super" -Confirm:$false
            (Get-AuthentikCurrentUser).User.IsSuperuser | Should -BeTrue
        }

        It 'reads the groups once for a command' {
            $null = 1..5 | ForEach-Object { New-AuthentikGroup -Name "$mark-$_" }
            $groups = Get-AuthentikGroup | Where-Object Name -Match "^$mark-\d"
            Clear-WireLog $server
            $groups | Remove-AuthentikGroup -Confirm:$false
            Get-WireLog $server -Method GET | Should -HaveCount 1
        }
    }

    Context 'by the provider' {
        BeforeEach {
            $mapping = Get-AuthentikScopeMapping -ScopeName goauthentik.io/api
            $flow = New-AuthentikFlow -Name "$mark-flow" -Slug "$mark-flow" -Title Flow -Designation authorization
            $invalidation = $version -ge '2024.10.0' ? @{ InvalidationFlow = 'default-provider-invalidation-flow' } : @{}
            $provider = New-AuthentikOAuth2Provider -Name "$mark-door" -ClientId "$mark-door" -ClientType confidential -PropertyMapping $mapping `
                -RedirectUri @() -AuthorizationFlow $flow @invalidation
            $null = New-AuthentikApplication -Name "$mark-door" -Slug "$mark-door" -Provider $provider
            $null = New-AuthentikToken -Identifier "$mark-password" -Intent app_password -User "$mark-second" -Expiring $false -Session $admin
            $credential = [pscredential]::new("$mark-second", (Get-AuthentikTokenKey "$mark-password" -Session $admin))
            Connect-Authentik $server.Uri -ClientId "$mark-door" -Credential $credential -Name door
        }

        It 'refuses what an app password needs' {
            $later = 'would end the session''s access when its current access token expires.'
            Assert-Guarded { Remove-AuthentikToken "$mark-password" -Confirm:$false } "Token '$mark-password' is the app password of this session. Removing it $later"
            Assert-Guarded { Set-AuthentikUser "$mark-second" -Username "$mark-renamed" } "so renaming it $later"
            Assert-Guarded { Remove-AuthentikOAuth2Provider "$mark-door" -Confirm:$false } 'Removing it would end the session''s access.'
            Assert-Guarded { Remove-AuthentikProvider "$mark-door" -Confirm:$false } 'Removing it would end the session''s access.'
            Assert-Guarded { Remove-AuthentikFlow "$mark-flow" -Confirm:$false } 'Removing the flow also removes the provider'
            Assert-Guarded { Remove-AuthentikApplication "$mark-door" -Confirm:$false } "Removing it $later"
            Assert-Guarded { Set-AuthentikApplication "$mark-door" -Provider $null } "Another provider $later"
            Assert-Guarded { Set-AuthentikOAuth2Provider "$mark-door" -ClientId "$mark-other" } "Another client id $later"
            Assert-Guarded { Set-AuthentikOAuth2Provider "$mark-door" -PropertyMapping @() } "Taking the scope mapping for goauthentik.io/api away $later"
            Assert-Guarded { Set-AuthentikOAuth2Provider "$mark-door" -RemovePropertyMapping $mapping } $later
            Assert-Guarded { Set-AuthentikUser "$mark-second" -IsActive $false } 'Deactivating it'
        }

        It 'changes everything else' {
            Remove-AuthentikToken "$mark-second-key" -Confirm:$false
            Set-AuthentikOAuth2Provider "$mark-door" -Name "$mark-gate" -AccessTokenValidity 'hours=2' -ClientSecret (ConvertTo-SecureString another -AsPlainText)
            Set-AuthentikApplication "$mark-door" -Name "$mark-gate" -Provider "$mark-gate"
            [bool] (Get-AuthentikCurrentUser) | Should -BeTrue
            Remove-AuthentikOAuth2Provider "$mark-gate" -Force
            { Get-AuthentikCurrentUser } | Should -Throw
        }

        It 'refuses what a client secret needs' {
            Get-AuthentikSession | Where-Object Name -EQ door | Disconnect-Authentik
            Select-AuthentikSession second
            $secret = Get-AuthentikOAuth2ClientSecret "$mark-door"
            Connect-Authentik $server.Uri -ClientId "$mark-door" -ClientSecret $secret -Name door
            $user = (Get-AuthentikSession | Where-Object Name -EQ door).Username
            try {
                Add-AuthentikGroupMember 'authentik Admins' $user -Session second
                Get-AuthentikSession | Where-Object Name -EQ door | Disconnect-Authentik
                Connect-Authentik $server.Uri -ClientId "$mark-door" -ClientSecret $secret -Name door
                Set-AuthentikOAuth2Provider "$mark-door" -ClientSecret $secret
                Assert-Guarded { Set-AuthentikOAuth2Provider "$mark-door" -ClientSecret another-secret } 'Another client secret would end'
                Assert-Guarded { Set-AuthentikOAuth2Provider "$mark-door" -Name "$mark-gate" } 'would make the session act as a new user.'
                Assert-Guarded { Set-AuthentikUser $user -Username "$mark-renamed" } 'so renaming it would end'
            }
            finally { Remove-AuthentikUser $user -Force -Session $admin }
        }
    }

    Context 'by the flow that people sign in with' {
        BeforeEach {
            $brand = (Get-AuthentikBrand -Default $true).Domain
            $flow = (Get-AuthentikBrand $brand).FlowAuthentication
            $why = 'would leave no way to sign in with a browser.'
        }

        It 'refuses to take the only one' {
            $name = (Get-AuthentikFlow $flow).Slug
            Assert-Guarded { Remove-AuthentikFlow $name -Confirm:$false } $why
            Assert-Guarded { Set-AuthentikFlow $name -Authentication require_superuser } $why
            Get-Plan { Remove-AuthentikFlow $name -WhatIf } | Should -BeLike '*This needs -Force. *'
            $null = New-AuthentikFlow -Name "$mark-second" -Slug "$mark-second" -Title Second -Designation authentication
            Get-Plan { Remove-AuthentikFlow $name -WhatIf } | Should -BeLike '*This needs -Force. *'
            Assert-Guarded { Set-AuthentikBrand $brand -FlowAuthentication "$mark-second" } $why
            foreach ($stage in 'default-authentication-identification', 'default-authentication-login') {
                $null = New-AuthentikFlowStageBinding -Target "$mark-second" -Stage $stage
            }
            Get-Plan { Remove-AuthentikFlow $name -WhatIf } | Should -Not -BeLike '*needs -Force*'
            Assert-Guarded { Set-AuthentikFlow $name -Authentication require_superuser } $why
        }

        It 'refuses to take the stage that signs users in' {
            $binding = Get-AuthentikFlowStageBinding -Target $flow | Where-Object { $_.StageObj.Kind -eq 'UserLogin' }
            Assert-Guarded { $binding | Remove-AuthentikFlowStageBinding -Confirm:$false } $why
            Assert-Guarded { Remove-AuthentikStage $binding.Stage -Confirm:$false } $why
            Assert-Guarded { $binding | Set-AuthentikFlowStageBinding -Stage default-authentication-password } $why
            Get-Plan { Remove-AuthentikUserLoginStage $binding.Stage -WhatIf } | Should -BeLike '*This needs -Force. *'
        }

        It 'leaves a brand without a flow only while another one remains' {
            try {
                Set-AuthentikBrand $brand -FlowAuthentication $null
                Assert-Guarded { Set-AuthentikFlow $flow -Designation stage_configuration } $why
                Set-AuthentikBrand $brand -FlowAuthentication $flow
                Set-AuthentikFlow $flow -Designation stage_configuration
                Assert-Guarded { Set-AuthentikBrand $brand -FlowAuthentication $null } $why
                Assert-Guarded { Set-AuthentikBrand $brand -Default $false } $why
                Assert-Guarded { Remove-AuthentikBrand $brand -Confirm:$false } $why
            }
            finally {
                Set-AuthentikFlow $flow -Designation authentication -Session $admin -Force
                Set-AuthentikBrand $brand -FlowAuthentication $flow -Session $admin -Force
            }
        }

        It 'removes other flows and brands' {
            $null = New-AuthentikFlow -Name "$mark-other" -Slug "$mark-other" -Title Other -Designation authentication
            $null = New-AuthentikBrand -Domain "$mark.example.com"
            Set-AuthentikBrand "$mark.example.com" -FlowAuthentication "$mark-other"
            Remove-AuthentikFlow "$mark-other" -Confirm:$false
            Set-AuthentikBrand "$mark.example.com" -FlowAuthentication $null
            Remove-AuthentikBrand "$mark.example.com" -Confirm:$false
        }
    }

    It 'asks nothing for who is no superuser' {
        Get-AuthentikSession | Where-Object Name -EQ second | Disconnect-Authentik
        Select-AuthentikSession $admin
        Connect-Second -Group @() -Name "$mark-plain"
        Clear-WireLog $server
        { Remove-AuthentikGroupMember 'authentik Admins' "$mark-plain" -Confirm:$false } | Should -Throw
        Get-WireLog $server | Where-Object path -Like '*/core/users/*/' | Should -BeNullOrEmpty
        Assert-Guarded { Remove-AuthentikToken "$mark-plain-key" -Confirm:$false } 'is the token of this session.'
    }
}
