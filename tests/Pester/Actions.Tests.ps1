# Actions of users, groups, roles and tokens, as an administrator uses them, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Actions of people on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Browser.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $user = New-AuthentikUser -Username "$mark-user" -Name 'Action User' -Path "$mark-path/sales"
        $group = New-AuthentikGroup -Name "$mark-group"
        $role = New-AuthentikRole -Name "$mark-role"
    }

    AfterAll {
        Remove-Marked $mark Token, User, Group, Role, Flow
        Stop-ActionServer
    }

    It 'sets a password that is specified, after it was asked' {
        $new = ConvertTo-SecureString "$mark-Pass1!" -AsPlainText -Force
        Assert-NothingSent { Set-AuthentikUserPassword $user $new -WhatIf }
        Set-AuthentikUserPassword $user.Username $new -Force | Should -BeNullOrEmpty
        if ($server.IsReal) { Start-BrowserSession $user.Username "$mark-Pass1!" | Should -Be xak-flow-redirect }
        else { (Get-WireLog $server POST)[-1].path | Should -BeLike "*/core/users/$($user.Pk)/set_password/" }
    }

    It 'generates a password for each user, as a SecureString or as text' {
        Assert-NothingSent { $user | Set-AuthentikUserPassword -Generate -WhatIf | Should -BeNullOrEmpty }
        $made = $user | Set-AuthentikUserPassword -Generate -Length 16 -Force
        $made | Should -BeOfType Authentik.Commands.UserPassword
        $made.Username | Should -Be $user.Username
        $made.Password | Should -BeOfType securestring
        $made.Password.Length | Should -Be 16
        (Set-AuthentikUserPassword $user -Generate -AsPlainText -Force).Password | Should -Match '^\S{24}$'
    }

    It 'takes a hash from 2026.5 on, and never a wrong one' {
        if ($version -lt '2026.5.0') {
            Assert-Refused { Set-AuthentikUserPassword $user -Hash 'pbkdf2_sha256$1000000$salt$aGFzaA==' -Force }
        }
        else {
            { Set-AuthentikUserPassword $user -Hash 'no-hash' -Force } | Should -Throw '*hash*'
            Assert-NothingSent { Set-AuthentikUserPassword $user -Hash 'pbkdf2_sha256$1000000$salt$aGFzaA==' -WhatIf }
            Set-AuthentikUserPassword $user -Hash 'pbkdf2_sha256$1000000$salt$47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' -Force
        }
    }

    It 'creates a recovery link once the brand has a recovery flow' {
        $brand = Get-AuthentikBrand -Default $true
        $flow = New-AuthentikFlow -Name "$mark-recovery" -Slug "$mark-recovery" -Title Recovery -Designation recovery
        try {
            Set-AuthentikBrand $brand -FlowRecovery $flow
            Assert-NothingSent { New-AuthentikUserRecoveryLink $user -WhatIf | Should -BeNullOrEmpty }
            New-AuthentikUserRecoveryLink $user | Should -BeLike "http*/if/flow/$mark-recovery/*flow_token=*"
            if ($version -lt '2026.2.0') { Assert-Refused { New-AuthentikUserRecoveryLink $user -TokenDuration hours=1 } }
            else { New-AuthentikUserRecoveryLink $user -TokenDuration hours=1 | Should -BeLike 'http*flow_token=*' }
        }
        finally { Set-AuthentikBrand $brand -FlowRecovery $brand.FlowRecovery }
        (Get-AuthentikBrand $brand.BrandUuid).FlowRecovery | Should -Be $brand.FlowRecovery
        if (-not $brand.FlowRecovery) { { New-AuthentikUserRecoveryLink $user } | Should -Throw -ErrorId '*NewUserRecoveryLinkCommand' }
    }

    It 'adds users from the pipeline to a group and removes them' {
        Assert-NothingSent { $user | Add-AuthentikGroupMember $group -WhatIf }
        $user | Add-AuthentikGroupMember "$mark-group" | Should -BeNullOrEmpty
        $members = @(Get-AuthentikGroupMember $group)
        $members | Should -BeOfType Authentik.User
        $members.Pk | Should -Be $user.Pk
        Assert-NothingSent { Remove-AuthentikGroupMember $group $user -WhatIf }
        $members | Remove-AuthentikGroupMember $group -Force
        Get-AuthentikGroupMember $group | Should -BeNullOrEmpty
    }

    It 'adds users from the pipeline to a role and removes them, from 2025.12 on' {
        if ($version -lt '2025.12.0') { Assert-Refused { $user | Add-AuthentikRoleMember $role }; return }
        Assert-NothingSent { $user | Add-AuthentikRoleMember $role -WhatIf }
        $user | Add-AuthentikRoleMember "$mark-role"
        (Get-AuthentikUser $user).Roles | Should -Be $role.Pk
        Assert-NothingSent { $user | Remove-AuthentikRoleMember $role -WhatIf }
        $user | Remove-AuthentikRoleMember $role -Force
        (Get-AuthentikUser $user).Roles | Should -BeNullOrEmpty
    }

    It 'grants permissions to a role, for all objects and for one, and revokes them' {
        $one = @{ Model = 'authentik_core.group'; ObjectPk = $group.Pk }
        Assert-NothingSent { Grant-AuthentikPermission $role authentik_core.view_user -WhatIf }
        Grant-AuthentikPermission $role authentik_core.view_user, authentik_core.view_group
        (Get-AuthentikPermission -Role $role).Codename | Sort-Object | Should -Be view_group, view_user
        # authentik would grant it for all objects.
        $nobody = @{ Model = $one.Model; ObjectPk = [guid]::NewGuid() }
        { Grant-AuthentikPermission "$mark-role" authentik_core.delete_group @nobody -ErrorAction Stop } | Should -Throw '*was not found*'
        $unknown = @{ Model = 'authentik_sources_saml.usersamlsourceconnection'; ObjectPk = '999999' }
        { Grant-AuthentikPermission "$mark-role" authentik_core.delete_group @unknown -ErrorAction Stop } | Should -Throw "*can't be looked up*"
        (Get-AuthentikPermission -Role "$mark-role").Codename | Should -Not -Contain delete_group
        Grant-AuthentikPermission "$mark-role" authentik_core.change_group @one
        (Get-AuthentikRoleObjectPermission -Role $role).ObjectPk | Should -Be "$($group.Pk)"
        Assert-NothingSent { Revoke-AuthentikPermission $role authentik_core.view_user -WhatIf }
        Revoke-AuthentikPermission $role authentik_core.view_user -Force
        (Get-AuthentikPermission -Role $role).Codename | Should -Be view_group
        Revoke-AuthentikPermission $role authentik_core.change_group @one -Force
        Get-AuthentikRoleObjectPermission -Role $role | Should -BeNullOrEmpty
    }

    It 'grants permissions to a user, before 2025.12' {
        if ($version -ge '2025.12.0') { Assert-Refused { Grant-AuthentikPermission $user authentik_core.view_user }; return }
        Grant-AuthentikPermission $user authentik_core.view_user
        (Get-AuthentikPermission -User $user).Codename | Should -Be view_user
        Revoke-AuthentikPermission $user authentik_core.view_user -Force
        Get-AuthentikPermission -User $user | Should -BeNullOrEmpty
    }

    It 'creates a service account whose token is a secret' {
        Assert-NothingSent { New-AuthentikServiceAccount "$mark-service" -WhatIf | Should -BeNullOrEmpty }
        $made = New-AuthentikServiceAccount "$mark-service" -Expiring $false -CreateGroup $true
        $made | Should -BeOfType Authentik.ServiceAccount
        $made.Token | Should -BeOfType securestring
        $account = Get-AuthentikUser "$mark-service"
        $account.Pk | Should -Be $made.UserPk
        $account.Type | Should -Be service_account
        $account.Groups | Should -Be $made.GroupPk
        $token = Get-AuthentikToken -User $account.Username
        $token.Expiring | Should -BeFalse
        $text = $made.Token | ConvertFrom-SecureString -AsPlainText
        $text | Should -Be ($token | Get-AuthentikTokenKey -AsPlainText)
    }

    It 'sets the key of a token and reads it back' {
        $token = New-AuthentikToken -Identifier "$mark-token" -User $user -Intent app_password
        $key = ConvertTo-SecureString "$mark-key-of-a-program" -AsPlainText -Force
        Assert-NothingSent { Set-AuthentikTokenKey $token $key -WhatIf }
        Set-AuthentikTokenKey $token $key -Force | Should -BeNullOrEmpty
        $read = $token | Get-AuthentikTokenKey
        $read | Should -BeOfType securestring
        $read | ConvertFrom-SecureString -AsPlainText | Should -Be "$mark-key-of-a-program"
        Get-AuthentikTokenKey "$mark-token" -AsPlainText | Should -Be "$mark-key-of-a-program"
    }

    It 'ends the sessions of a user' {
        $whose = $server.IsReal ? $user : (Get-AuthentikUser jdoe)
        if ($server.IsReal) {
            Set-AuthentikUserPassword $user "$mark-Pass2!" -Force
            Start-BrowserSession $user.Username "$mark-Pass2!" | Should -Be xak-flow-redirect
        }
        Get-AuthentikAuthenticatedSession -User $whose.Username | Should -Not -BeNullOrEmpty
        Assert-NothingSent { Stop-AuthentikUserSession $whose -WhatIf }
        Stop-AuthentikUserSession $whose -Force
        Get-AuthentikAuthenticatedSession -User $whose.Username | Should -BeNullOrEmpty
    }

    It 'lists the paths of users' {
        $paths = @(Get-AuthentikUserPath)
        $paths | Should -BeOfType string
        $paths | Should -Contain "$mark-path/sales"
        Get-AuthentikUserPath -Search $user.Username | Should -Be "$mark-path/sales"
    }

    It 'counts sign-ins of a user, before 2025.8' {
        if ($version -ge '2025.8.0') { Assert-Refused { Get-AuthentikUserMetric $user }; return }
        $figures = Get-AuthentikUserMetric $user
        $figures | Should -BeOfType Authentik.LoginMetric
        $figures.LoginsFailed | Should -BeOfType Authentik.EventCount
    }
}
