# What one user is, may do and has, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Get-AuthentikUserSummary on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $hasUserRoles = $version -ge '2025.12.0'

        # company > staff > user
        $parent = $hasUserRoles ? 'Parent' : 'ParentGroup'
        $role = New-AuthentikRole "$mark-role"
        Grant-AuthentikPermission $role authentik_core.view_application
        $company = New-AuthentikGroup "$mark-company"
        $more = @{ $parent = $company }
        $staff = New-AuthentikGroup "$mark-staff" -Role $role @more
        $user = New-AuthentikUser "$mark-user" -Name 'Ada Example' -Email ada@example.com -Group $staff -Path "$mark/people"
        $token = New-AuthentikToken "$mark-token" -User $user -Intent app_password -Expiring $false
        $open = New-AuthentikApplication "$mark open" -Slug "$mark-open"
        $closed = New-AuthentikApplication "$mark closed" -Slug "$mark-closed"
        $null = New-AuthentikPolicyBinding -Target $closed -Group 'authentik Admins' -Order 0
        $own = New-AuthentikApplication "$mark own" -Slug "$mark-own"
        $null = New-AuthentikPolicyBinding -Target $own -Group $company -Order 0
    }

    AfterAll {
        Remove-Marked $mark Application, Token, User, Group, Role
        Stop-ActionServer
    }

    It 'shows groups, roles, permissions, applications and tokens' {
        $one = Get-AuthentikUserSummary "$mark-user"
        $one | Should -BeOfType Authentik.UserSummary
        $one.Username, $one.Name, $one.Email, $one.Path, $one.Type | Should -Be "$mark-user", 'Ada Example', ada@example.com, "$mark/people", internal
        $one.IsSuperuser, $one.IsActive | Should -Be $false, $true
        $one.Groups.Name | Should -Be "$mark-staff", "$mark-company"
        $one.Groups.IsDirect | Should -Be $true, $false
        "$($one.Groups[1])" | Should -Be "$mark-company (by $mark-staff)"
        "$($one.Roles | Where-Object Name -EQ "$mark-role")" | Should -Be "$mark-role (by $mark-staff)"
        $one.Permissions | Should -Contain authentik_core.view_application
        $one.Applications.Name | Where-Object { $_ -like "$mark*" } | Should -Be "$mark open", "$mark own"
        $one.Tokens.Identifier | Should -Be "$mark-token"
        $one.Devices, $one.Sessions, $one.Consents, $one.Connections, $one.SignIns | ForEach-Object { @($_).Count | Should -Be 0 }
        $one.NotVisible | Should -BeNullOrEmpty
        ($one | Get-AuthentikUser).Username | Should -Be "$mark-user"
    }

    It 'agrees with the server about applications' {
        $one = Get-AuthentikUserSummary $user
        foreach ($app in $open, $closed, $own) {
            (Test-AuthentikApplicationAccess $app -User $user).Passing | Should -Be ($app.Name -in $one.Applications.Name)
        }
    }

    It 'says why somebody is a superuser' {
        $one = Get-AuthentikUserSummary akadmin
        $one.IsSuperuser | Should -BeTrue
        $one.SuperuserBy.Name | Should -Be 'authentik Admins'
        ($one | Format-List | Out-String -Width 80) | Should -BeLike '*yes, by authentik Admins*'
    }

    It 'fits 80 columns' {
        $text = Get-AuthentikUserSummary $user | Out-String -Width 80
        $text | Should -BeLike "*Groups*$mark-staff*"
        ($text -split "`r?`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'sends few requests, and reads groups and roles once for all users' {
        $second = New-AuthentikUser "$mark-second" -Name Second -Group $staff
        $both = $user, $second
        Clear-WireLog $server
        $null = $both | Get-AuthentikUserSummary
        $log = @(Get-WireLog $server)
        $log | Where-Object method -NE GET | Should -BeNullOrEmpty
        @($log | Where-Object path -Like '*/core/groups/*').Count | Should -BeLessOrEqual 2
        $log.Count | Should -BeLessOrEqual 26
    }

    It 'tells an unknown user, and goes on' {
        $all = "$mark-none", "$mark-user" | Get-AuthentikUserSummary -ErrorAction SilentlyContinue -ErrorVariable failed
        $all.Username | Should -Be "$mark-user"
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
    }

    It 'says what the caller may not see, instead of empty lists' {
        $nobody = Connect-Nobody $server $mark
        try {
            if (-not $server.IsReal) { { Get-AuthentikUserSummary "$mark-user" -Session $nobody } | Should -Throw; return }
            Grant-AuthentikPermission $role authentik_core.view_user
            Add-AuthentikGroupMember $staff "$mark-nobody"
            $one = Get-AuthentikUserSummary "$mark-user" -Session $nobody -WarningVariable warnings 3> $null
            $one.Username | Should -Be "$mark-user"
            $null -eq $one.Tokens | Should -BeTrue
            $null -eq $one.Sessions | Should -BeTrue
            $one.NotVisible | Where-Object { $_ -like 'tokens: *' } | Should -HaveCount 1
            $warnings.Count | Should -Be $one.NotVisible.Count
            ($one | Out-String) | Should -BeLike '*not visible*'
        }
        finally { $nobody | Disconnect-Authentik }
    }
}
