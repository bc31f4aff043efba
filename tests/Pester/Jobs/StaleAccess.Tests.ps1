# Access that nobody uses, or nobody should have, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Get-AuthentikStaleAccess on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_

        # Others can work on a real server at the same time.
        function Get-Own { Get-AuthentikStaleAccess @args | Where-Object Name -Like "$mark*" }
        function Show-Own { Get-Own @args | ForEach-Object { "$($_.Kind) $($_.Name -replace "$mark-")" } | Sort-Object }
        $soon = { (Get-Date).AddMinutes(20) }
    }

    BeforeEach {
        $never = New-AuthentikUser "$mark-never" -Name Never
        $dormant = New-AuthentikUser "$mark-dormant" -Name Dormant -LastLogin (Get-Date).AddDays(-100)
        $recent = New-AuthentikUser "$mark-recent" -Name Recent -LastLogin (Get-Date).AddDays(1)
        $bare = New-AuthentikUser "$mark-bare" -Name Bare -Type service_account
        $program = New-AuthentikUser "$mark-program" -Name Program -Type service_account
        $null = New-AuthentikToken "$mark-lasting" -User $program -Intent api -Expiring $false
        $null = New-AuthentikToken "$mark-app" -User $program -Intent app_password -Expires (& $soon)
        $admins = New-AuthentikGroup "$mark-admins" -IsSuperuser $true -User $recent
        $empty = New-AuthentikGroup "$mark-empty"
        Start-Sleep -Seconds 2
    }

    AfterEach { Remove-Marked $mark Token, User, Group, Event }
    AfterAll { Stop-ActionServer }

    It 'finds what is stale, changes nothing, and leaves out what is in use' {
        Get-Written $server {
            Show-Own -DormantFor 1s | Should -Be @(
                'Dormant dormant', 'GroupWithoutMember empty', 'NeverSignedIn never', 'PrivilegedWithoutMfa recent',
                'ServiceAccountWithoutToken bare', 'TokenNeverExpires lasting', 'TokenUnused app')
        } | Should -BeNullOrEmpty
        $row = Get-Own Dormant
        $row | Should -BeOfType Authentik.StaleAccess
        $row.Days | Should -Be 100
        $row.Username | Should -Be "$mark-dormant"
        Get-Own Dormant -DormantFor '101 days' | Should -BeNullOrEmpty
    }

    It 'leaves out new users where the server says when they were created' {
        Get-Own NeverSignedIn | Should -HaveCount ($version -ge '2025.4.0' ? 0 : 1)
    }

    It 'pipes users, tokens and groups to the commands that clean up' {
        $plan = Get-Plan { Get-AuthentikStaleAccess NeverSignedIn -DormantFor 1s | Set-AuthentikUser -IsActive $false -WhatIf }
        $plan | Where-Object { $_ -like "*$mark-never*" } | Should -HaveCount 1
        Get-Own NeverSignedIn -DormantFor 1s | Set-AuthentikUser -IsActive $false
        (Get-AuthentikUser "$mark-never").IsActive | Should -BeFalse
        Get-Own NeverSignedIn -DormantFor 1s | Should -BeNullOrEmpty

        Get-Plan { Get-AuthentikStaleAccess GroupWithoutMember | Remove-AuthentikGroup -WhatIf } |
            Where-Object { $_ -like "*$mark-empty*" } | Should -HaveCount 1
        Get-Own GroupWithoutMember | Remove-AuthentikGroup -Force
        Get-AuthentikGroup -Name "$mark-empty" | Should -BeNullOrEmpty

        $null = New-AuthentikToken "$mark-old" -User $never -Intent api -Expiring $false
        (Get-Own TokenOfDeactivatedUser).Name | Should -Be "$mark-old"
        Get-Own TokenOfDeactivatedUser | Remove-AuthentikToken -Force
        Get-Own TokenOfDeactivatedUser | Should -BeNullOrEmpty
    }

    It 'knows app passwords by the events of their sign-ins' {
        $null = New-AuthentikEvent -Action login -App $mark -Context @{ auth_method_args = @{ identifier = "$mark-app"; name = 'token' } }
        Get-Own TokenUnused -DormantFor 1h | Should -BeNullOrEmpty
        Start-Sleep -Seconds 2
        (Get-Own TokenUnused -DormantFor 1s).Name | Should -Be "$mark-app"
    }

    It 'leaves out groups that are bound, or have children' {
        $app = New-AuthentikApplication "$mark-app" -Slug "$mark-app"
        try {
            $null = New-AuthentikPolicyBinding -Target $app -Group $empty
            Get-Own GroupWithoutMember | Should -BeNullOrEmpty
        }
        finally { $app | Remove-AuthentikApplication -Force }
        $child = New-AuthentikGroup "$mark-child" -User $recent
        Add-AuthentikGroupMember $empty -ChildGroup $child
        Get-Own GroupWithoutMember | Should -BeNullOrEmpty
    }

    It 'reads each list once, and only those that are needed' {
        Clear-WireLog $server
        $null = Get-AuthentikStaleAccess NeverSignedIn, Dormant
        Get-WireLog $server | ForEach-Object { $_.path -replace '^/api/v3' -replace '\?.*' } | Sort-Object -Unique | Should -Be '/core/users/'
    }

    It 'tells a caller without rights what is missing' {
        $nobody = Connect-Nobody $server $mark
        $found = Get-AuthentikStaleAccess -Session $nobody -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue -WarningVariable told
        $nobody | Disconnect-Authentik
        # Own tokens are always listed.
        $found | ForEach-Object { "$($_.Kind) $($_.Name)" } | Should -Be "TokenNeverExpires $mark-nobody"
        $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'Forbidden,Authentik.Commands.GetStaleAccessCommand'
        "$told" | Should -BeLike '*isn''t a superuser*'
        "$told" | Should -BeLike '*lists only tokens*ServiceAccountWithoutToken*'
        foreach ($kind in 'NeverSignedIn', 'Dormant', 'GroupWithoutMember', 'PrivilegedWithoutMfa', 'SessionOfDeactivatedUser') {
            "$told" | Should -BeLike "*missing*$kind*"
        }
    }

    It 'takes lengths of time as elsewhere, and completes kinds' {
        (TabExpansion2 'Get-AuthentikStaleAccess -Kind Token').CompletionMatches.CompletionText |
            Should -Be 'TokenNeverExpires', 'TokenOfDeactivatedUser', 'TokenUnused'
        foreach ($span in 100, '100d', 'days=100', '14 weeks', [timespan] '100.00:00') {
            { Get-AuthentikStaleAccess Dormant -DormantFor $span } | Should -Not -Throw
        }
        { Get-AuthentikStaleAccess -DormantFor soon } | Should -Throw '*isn''t a length of time*'
        { Get-AuthentikStaleAccess -DormantFor '3000 weeks' } | Should -Not -Throw
        { Get-AuthentikStaleAccess -DormantFor '6000 weeks' } | Should -Throw '*isn''t a length of time*'
        { Get-AuthentikStaleAccess -DormantFor '-90d' } | Should -Throw '*isn''t a length of time*'
    }
}
