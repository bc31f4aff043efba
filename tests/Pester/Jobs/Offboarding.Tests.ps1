# People who leave and come back, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Offboarding on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/SecondFactors.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $record = Join-Path ([IO.Path]::GetTempPath()) "$mark.json"
        $password = 'zz-Pass-1234'
        $hasRoles = $version -ge '2025.12.0'

        # Made once, because real servers take long: what a test takes, the next ones give back.
        $null = "$mark-jo", "$mark-other" | New-AuthentikUser
        $staff = New-AuthentikGroup "$mark-staff" -User "$mark-jo", "$mark-other"
        $null = New-AuthentikGroup "$mark-alone" -User "$mark-jo"
        $null = "$mark-jo", "$mark-other" | New-AuthentikToken -Identifier { "$_-api" } -User { $_ } -Intent api -Expiring $false
        $null = "$mark-wiki", "$mark-diary" | New-AuthentikApplication -Slug { $_ }
        $null = "$mark-wiki", "$mark-diary" | New-AuthentikPolicyBinding -Target { $_ } -User "$mark-jo"
        $null = New-AuthentikPolicyBinding -Target "$mark-wiki" -User "$mark-other"
        if ($hasRoles) { Set-AuthentikUser "$mark-jo" -Role (New-AuthentikRole "$mark-role") }
        else { Grant-AuthentikPermission "$mark-jo" authentik_core.view_group -Model authentik_core.group -ObjectPk $staff.Pk }
    }

    AfterAll {
        Remove-Marked $mark Application, Token, User, Group
        if ($hasRoles) { Remove-Marked $mark Role }
        Remove-Item $record -ErrorAction Ignore
        Stop-ActionServer
    }

    It 'shows the plan step by step, and writes no file' {
        $plan = @(Get-Plan { Disable-AuthentikUser "$mark-jo" -RecordPath $record -WhatIf })
        $plan.Count | Should -Be 1
        $plan[0] | Should -BeLike "*Write to*Deactivate the account*Remove the token '$mark-jo-api' (api)*Leave the group '$mark-staff'*"
        Test-Path $record | Should -BeFalse
    }

    It 'refuses the own user without -Force' {
        $own = (Get-AuthentikCurrentUser).User.Username
        Get-Written $server {
            { Disable-AuthentikUser $own -Confirm:$false -WarningAction SilentlyContinue } | Should -Throw '*is the user of this session*'
        } | Should -BeNullOrEmpty
    }

    It 'does not take the numbers of something else in a file for users' {
        $flows = @{ AuthorizationFlow = 'default-provider-authorization-implicit-consent' }
        if ($version -ge '2024.10.0') { $flows.InvalidationFlow = 'default-provider-invalidation-flow' }
        $provider = New-AuthentikOAuth2Provider "$mark-sso" -RedirectUri https://unused.invalid/ @flows
        $rows = $provider, (Get-AuthentikProvider "$mark-sso") | ForEach-Object { $_ | ConvertTo-Csv | ConvertFrom-Csv }
        $rows.Pk | Should -Be $provider.Pk, $provider.Pk
        Get-Written $server {
            foreach ($row in $rows) {
                { $row | Disable-AuthentikUser -Force -ErrorAction Stop } | Should -Throw '*provider was specified, but a user is expected*'
            }
        } | Should -BeNullOrEmpty
        $rows | Remove-AuthentikProvider -Force -ErrorAction SilentlyContinue
        Get-AuthentikProvider | Where-Object Name -EQ "$mark-sso" | Should -BeNullOrEmpty

        # A file of users has the number, and need not have all columns.
        (Get-AuthentikUser "$mark-jo" | ConvertTo-Csv | ConvertFrom-Csv | Get-AuthentikUser).Username | Should -Be "$mark-jo"
        (Get-AuthentikUser "$mark-jo" | Select-Object Pk, Name, Email | ConvertTo-Csv | ConvertFrom-Csv | Get-AuthentikUser).Username |
            Should -Be "$mark-jo"
    }

    It 'changes nothing for a caller without rights' {
        $nobody = Connect-Nobody $server $mark
        Get-Written $server { { Disable-AuthentikUser "$mark-jo" -Session $nobody -Force } | Should -Throw } | Should -BeNullOrEmpty
        $nobody | Disconnect-Authentik
    }

    It 'leaves a file alone that is something else' {
        Set-Content $record 'notes'
        Get-Written $server { Disable-AuthentikUser "$mark-jo" -RecordPath $record -Force -ErrorAction SilentlyContinue } | Should -BeNullOrEmpty
        Get-Content $record | Should -Be notes
        { Restore-AuthentikUser -Path $record } | Should -Throw "*isn't a file of Disable-AuthentikUser*"
        Remove-Item $record
    }

    It 'takes everything, says what is left, and does nothing the second time' {
        if ($server.IsReal) {
            Set-AuthentikUserPassword "$mark-jo" (ConvertTo-SecureString $password -AsPlainText) -Force
            Add-SecondFactor "$mark-jo" $password

            # Who created something is in the events, which the sandbox doesn't record.
            Add-AuthentikGroupMember 'authentik Admins' "$mark-jo"
            $own = Connect-Authentik $server.Uri -Token (Get-AuthentikTokenKey "$mark-jo-api") -Name jo -PassThru
            $null = New-AuthentikUser "$mark-robot" -Name Robot -Type service_account -Session $own
            $null = New-AuthentikToken "$mark-robot-key" -User "$mark-robot" -Intent api -Expiring $false -Session $own
            $own | Disconnect-Authentik
            Remove-AuthentikGroupMember 'authentik Admins' "$mark-jo" -Force
        }

        $row = Disable-AuthentikUser "$mark-jo" -RecordPath $record -RemoveBinding -Force
        $row | Should -BeOfType Authentik.DisabledUser
        $row.Status | Should -Be Changed -Because $row.Reason
        $row.NotDone | Should -BeNullOrEmpty
        $row.Done[1] | Should -Be 'Deactivate the account'
        $row.Done | Should -Contain "Remove the binding on application '$mark-wiki'"

        $now = Get-AuthentikUser "$mark-jo"
        $now.IsActive | Should -BeFalse
        $now.Groups | Should -BeNullOrEmpty
        $now.Roles | Should -BeNullOrEmpty
        $now | Get-AuthentikToken | Should -BeNullOrEmpty
        $now | Get-AuthentikAuthenticatorDevice | Should -BeNullOrEmpty
        $now | Get-AuthentikAuthenticatedSession | Should -BeNullOrEmpty
        if (-not $hasRoles) { Get-AuthentikUserObjectPermission -User "$mark-jo" | Should -BeNullOrEmpty }
        if ($server.IsReal) { $row.Done | Where-Object { $_ -like 'Remove the * device*' } | Should -HaveCount 2 }

        # Nobody else lost anything, and no application is open to everybody.
        (Get-AuthentikToken "$mark-other-api").UserName | Should -Be "$mark-other"
        (Get-AuthentikGroupMember $staff).Username | Should -Be "$mark-other"
        (Get-AuthentikPolicyBinding -Target "$mark-wiki").UserName | Should -Be "$mark-other"
        (Get-AuthentikPolicyBinding -Target "$mark-diary").UserName | Should -Be "$mark-jo"

        $left = $row.Left | ForEach-Object { "$_" }
        $left | Should -Contain "application '$mark-diary'"
        $left | Should -Contain "group '$mark-alone'"
        $left | Should -Not -Contain "group '$mark-staff'"
        if ($server.IsReal) {
            $left | Should -Contain "service account '$mark-robot'"
            $left | Should -Contain "token '$mark-robot-key'"
        }

        (Assert-Repeatable $server { Disable-AuthentikUser "$mark-jo" -RecordPath $record -RemoveBinding -Force }).Status | Should -Be Unchanged
        @((Get-Content $record -Raw | ConvertFrom-Json).users).Count | Should -Be 1
        if (-not $IsWindows) { "$((Get-Item $record).UnixFileMode)" | Should -Be 'UserWrite, UserRead' }
    }

    It 'gives back what it wrote down, says what it cannot, and does nothing the second time' {
        @(Get-Plan { Restore-AuthentikUser -Path $record -WhatIf })[0] | Should -BeLike "*Activate the account*Join the group '$mark-*"
        $row = Restore-AuthentikUser -Path $record
        $row | Should -BeOfType Authentik.RestoredUser
        $row.Status | Should -Be Changed -Because $row.Reason
        $row.NotRestored | ForEach-Object { "$_" } | Should -Contain "token '$mark-jo-api'"
        $now = Get-AuthentikUser "$mark-jo"
        $now.IsActive | Should -BeTrue
        $now.GroupsObj.Name | Sort-Object | Should -Be "$mark-alone", "$mark-staff"
        if ($hasRoles) { $now.RolesObj.Name | Should -Contain "$mark-role" }
        else { (Get-AuthentikUserObjectPermission -User "$mark-jo").Codename | Should -Be view_group }
        (Get-AuthentikPolicyBinding -Target "$mark-wiki").UserName | Sort-Object | Should -Be "$mark-jo", "$mark-other"
        (Assert-Repeatable $server { "$mark-jo" | Restore-AuthentikUser -Path $record }).Status | Should -Be Unchanged
    }

    It 'goes on after one who does not exist, and adds everybody to one file' {
        $rows = "$mark-x", "$mark-jo", "$mark-other" |
            Disable-AuthentikUser -RecordPath $record -Force -ErrorAction SilentlyContinue -ErrorVariable failed
        $rows.Status | Should -Be Failed, Changed, Changed
        $failed.Count | Should -Be 1
        (Get-Content $record -Raw | ConvertFrom-Json).users.username | Should -Be "$mark-jo", "$mark-jo", "$mark-other"
    }

    It 'takes the file of each row, and of -RecordPath' {
        $null = Restore-AuthentikUser "$mark-other" -Path $record
        $left = Disable-AuthentikUser "$mark-other" -RecordPath $record -Force
        ($left | Restore-AuthentikUser).Done | Should -Contain "Join the group '$mark-staff'"
        $left = Disable-AuthentikUser "$mark-other" -RecordPath $record -Force
        (Restore-AuthentikUser "$mark-other" -RecordPath $record).Done | Should -Contain "Join the group '$mark-staff'"
        (Restore-AuthentikUser -RecordPath $record).Username | Should -Contain "$mark-other"

        # A user has a property Path, too, and it isn't a file.
        (Get-AuthentikUser "$mark-other" | Restore-AuthentikUser).Status | Should -Be Unchanged
        { Restore-AuthentikUser "$mark-other" -RecordPath '' } | Should -Throw '*path is empty*'
        $gone = [pscustomobject]@{ username = "$mark-other"; RecordPath = "$record.gone" }
        { $gone | Restore-AuthentikUser -ErrorAction Stop } | Should -Throw "*doesn't exist*"
    }

    It 'tells a group that is gone, and gives back the rest' {
        Remove-AuthentikGroup "$mark-alone" -Force
        $row = Restore-AuthentikUser "$mark-jo" -Path $record -ErrorAction SilentlyContinue -ErrorVariable failed
        $row.Status | Should -Be Failed
        $row.NotDone | Should -Be "Join the group '$mark-alone'"
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
        (Get-AuthentikUser "$mark-jo").GroupsObj.Name | Should -Be "$mark-staff"
    }

    It 'keeps what is to be kept' {
        $row = Disable-AuthentikUser "$mark-jo" -Keep Group, Role, Permission, Token, Device, Consent, OAuth2Token -Force -WarningAction SilentlyContinue
        $row.Done | Should -Be 'Deactivate the account'
        (Get-AuthentikUser "$mark-jo").GroupsObj.Name | Should -Be "$mark-staff"
        (Restore-AuthentikUser "$mark-jo").Done | Should -Be 'Activate the account'
    }
}
