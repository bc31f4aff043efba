# The users of a group made equal to a list, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Sync-AuthentikGroupMember on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_

        function Get-Member { (Get-AuthentikGroupMember "$mark-staff").Username | Sort-Object }
    }

    BeforeEach {
        $users = 'a', 'b', 'c', 'd' | ForEach-Object { New-AuthentikUser "$mark-$_" -Name $_ }
        $group = New-AuthentikGroup "$mark-staff" -User $users[0..2]
    }

    AfterEach { Remove-Marked $mark User, Group }
    AfterAll { Stop-ActionServer }

    It 'adds and removes what differs, shows it before, and does nothing the second time' {
        $list = 'a', 'b', 'd' | ForEach-Object { [pscustomobject]@{ username = "$mark-$_" } }
        $plan = @(Get-Plan { $list | Sync-AuthentikGroupMember "$mark-staff" -WhatIf })
        $plan.Count | Should -Be 2
        $plan[0] | Should -BeLike "*Add to the group '$mark-staff'*User '$mark-d' on *"
        $plan[1] | Should -BeLike "*Remove from the group '$mark-staff'*User '$mark-c' on *"

        $result = $list | Sync-AuthentikGroupMember "$mark-staff"
        $result | Should -BeOfType Authentik.SyncedGroupMember
        $result | ForEach-Object { "$($_.Username) $($_.Change)" } | Sort-Object |
            Should -Be "$mark-a Unchanged", "$mark-b Unchanged", "$mark-c Removed", "$mark-d Added"
        Get-Member | Should -Be "$mark-a", "$mark-b", "$mark-d"
        (Assert-Repeatable $server { $list | Sync-AuthentikGroupMember "$mark-staff" }).Change | Should -Be (, 'Unchanged' * 3)
    }

    It 'tells an unknown name, and does the others' {
        $result = Sync-AuthentikGroupMember $group "$mark-a", "$mark-b", "$mark-x", "$mark-c", "$mark-d" -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
        $failed[0].TargetObject | Should -Be "$mark-x"
        ($result | Where-Object Change -eq Unknown).Reason | Should -BeLike "*'$mark-x' was not found*"
        Get-Member | Should -Be "$mark-a", "$mark-b", "$mark-c", "$mark-d"
    }

    It 'refuses to empty the group, and to remove many' {
        Get-Written $server { { @() | Sync-AuthentikGroupMember $group } | Should -Throw '*would lose all of them*' } | Should -BeNullOrEmpty
        Get-Written $server { { "$mark-a" | Sync-AuthentikGroupMember $group } | Should -Throw '*2 of the 3 users*at most 1*' } | Should -BeNullOrEmpty
        "$mark-a" | Sync-AuthentikGroupMember $group -MaxRemove 2 | Where-Object Change -eq Removed | Should -HaveCount 2
        @() | Sync-AuthentikGroupMember $group -Force | Should -HaveCount 1
        Get-Member | Should -BeNullOrEmpty
    }

    It 'does nothing for a caller without rights' {
        $nobody = Connect-Nobody $server $mark
        Get-Written $server {
            { Sync-AuthentikGroupMember "$mark-staff" "$mark-a", "$mark-b", "$mark-c", "$mark-d" -Session $nobody } | Should -Throw
        } | Should -BeNullOrEmpty
        $nobody | Disconnect-Authentik
        Get-Member | Should -Be "$mark-a", "$mark-b", "$mark-c"
    }
}
