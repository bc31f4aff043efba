# Who has which second factor, and its removal, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Second factors on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/SecondFactors.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $password = 'zz-Pass-1234'

        # The sandbox has a user with devices, and can't make any, just like the API of a real server.
        $user = $server.IsReal ? "$mark-one" : 'jdoe'
        if ($server.IsReal) {
            $null = New-AuthentikUser $user -Name One
            Set-AuthentikUserPassword $user (ConvertTo-SecureString $password -AsPlainText) -Force
            Add-SecondFactor $user $password
        }
        $null = New-AuthentikUser "$mark-none" -Name None
        $null = New-AuthentikUser "$mark-robot" -Name Robot -Type service_account
        $null = New-AuthentikGroup "$mark-team" -User $user, "$mark-none", "$mark-robot"
    }

    AfterAll {
        Remove-Marked $mark Token, User, Group
        Stop-ActionServer
    }

    Context 'Get-AuthentikMfaStatus' {
        It 'says who has a second factor, and who has none' {
            $rows = Get-AuthentikMfaStatus
            $rows | Should -BeOfType Authentik.MfaStatus
            $row = $rows | Where-Object Username -EQ $user
            $row.HasSecondFactor | Should -BeTrue
            $row.HasRecoveryCode | Should -BeTrue
            $row.Kinds | Should -Contain Totp
            $row.Kinds | Should -Contain Static
            $row.IsActive | Should -BeTrue
            ($rows | Where-Object Username -EQ "$mark-none").HasSecondFactor | Should -BeFalse
            $rows.Username | Should -Not -Contain "$mark-robot"
            $rows.Username.Count | Should -Be @($rows.Username | Sort-Object -Unique).Count
        }

        It 'says the same of one user as in the list of all' {
            $all = Get-AuthentikMfaStatus | Where-Object Username -EQ $user
            $one = Get-AuthentikUser $user | Get-AuthentikMfaStatus
            $one.Devices | Sort-Object Kind | ForEach-Object { "$_ $($_.Created)" } |
                Should -Be ($all.Devices | Sort-Object Kind | ForEach-Object { "$_ $($_.Created)" })
        }

        It 'takes groups and users from the pipeline' {
            (Get-AuthentikGroup "$mark-team" | Get-AuthentikMfaStatus).Username | Sort-Object | Should -Be (@($user, "$mark-none") | Sort-Object)
            (Get-AuthentikGroup "$mark-team" | Get-AuthentikMfaStatus -Without).Username | Should -Be "$mark-none"
            ("$mark-none", $user | Get-AuthentikMfaStatus).Username | Should -Be "$mark-none", $user
            ([pscustomobject]@{ username = "$mark-none" } | Get-AuthentikMfaStatus).Username | Should -Be "$mark-none"
            Get-AuthentikMfaStatus -User @() | Should -BeNullOrEmpty
            { $null | Get-AuthentikMfaStatus } | Should -Throw '*the value is null*'
            { Get-AuthentikMfaStatus -User $null } | Should -Throw '*null*'
            $both = (Get-AuthentikUser "$mark-robot"), (Get-AuthentikGroup "$mark-team")
            ($both | Get-AuthentikMfaStatus -Without).Username | Should -Be "$mark-robot", "$mark-none"
        }

        It 'lists the users of a group, those without a factor, and service accounts only if told to' {
            (Get-AuthentikMfaStatus -Group "$mark-team").Username | Sort-Object | Should -Be (@($user, "$mark-none") | Sort-Object)
            (Get-AuthentikMfaStatus -Group "$mark-team" -Without).Username | Should -Be "$mark-none"
            (Get-AuthentikMfaStatus -Group "$mark-team" -IncludeServiceAccount).Username | Should -Contain "$mark-robot"
        }

        It 'includes child groups with -Recurse' {
            $parent = New-AuthentikGroup "$mark-parent"
            $version -lt '2025.12' ? (Set-AuthentikGroup "$mark-team" -ParentGroup $parent) : (Set-AuthentikGroup "$mark-team" -Parent $parent)
            Get-AuthentikMfaStatus -Group $parent | Should -BeNullOrEmpty
            (Get-AuthentikMfaStatus -Group $parent -Recurse).Username | Should -Contain $user
        }

        It 'is an error for a caller who sees no devices, and no row says that nobody has one' {
            $nobody = Connect-Nobody $server $mark
            $rows = Get-AuthentikMfaStatus -Session $nobody -ErrorAction SilentlyContinue -ErrorVariable failed
            $rows | Should -BeNullOrEmpty
            $failed.Count | Should -BeGreaterThan 0
            { Get-AuthentikMfaStatus $user -Session $nobody } | Should -Throw
            $nobody | Disconnect-Authentik
        }
    }

    Context 'Reset-AuthentikMfa' {
        It 'shows what it would remove' {
            $plan = @(Get-Plan { Reset-AuthentikMfa $user -EndSession -WhatIf })
            $plan.Count | Should -Be 1
            $plan[0] | Should -BeLike '*Remove the Totp device*End 1 session*'
        }

        It 'removes the kinds that are named, then all, ends the sessions, and does nothing the second time' {
            $codes = Reset-AuthentikMfa $user -Kind Static -Force
            $codes.Status | Should -Be Removed
            $codes.Devices.Kind | Should -Be Static
            (Get-AuthentikMfaStatus $user).HasRecoveryCode | Should -BeFalse
            (Get-AuthentikMfaStatus $user).HasSecondFactor | Should -BeTrue

            $all = Get-AuthentikMfaStatus $user | Reset-AuthentikMfa -EndSession -Force
            $all.Done[-1] | Should -Be 'End 1 session'
            (Get-AuthentikMfaStatus $user).Devices | Should -BeNullOrEmpty
            Get-AuthentikUser $user | Get-AuthentikAuthenticatedSession | Should -BeNullOrEmpty
            (Assert-Repeatable $server { Reset-AuthentikMfa $user -EndSession -Force }).Status | Should -Be Unchanged
        }

        It 'goes on after a user who does not exist' {
            $rows = "$mark-x", "$mark-none" | Reset-AuthentikMfa -Force -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 1
            $rows.Status | Should -Be Failed, Unchanged
        }
    }
}
