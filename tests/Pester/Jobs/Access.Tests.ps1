# Who can open which application, and why, on the sandbox or on a real server, held against the server's own check.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Get-AuthentikAccess on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_

        function Get-Request { Get-WireLog $server | ForEach-Object { "$($_.method) $($_.path -replace '^/api/v3')" } }

        # Groups in a tree, each in an earlier one: from 2025.12 on, some have two parents.
        function New-Tree([Random] $Random, [int] $Count) {
            $tree = @()
            foreach ($number in 0..($Count - 1)) {
                $parents = @($tree | Where-Object { $Random.Next(3) -eq 0 } | Select-Object -First ($version -ge '2025.12.0' ? 2 : 1))
                $tree += $group = New-AuthentikGroup "$mark-g$number"
                $parents | ForEach-Object { Add-AuthentikGroupMember $_ -ChildGroup $group }
            }
            $tree
        }

        # Users, groups and policies, some negated, some disabled; an application in four has none.
        function New-RandomBinding([Random] $Random, $Application, $Users, $Groups, $Policies) {
            foreach ($order in @(0..3 | Select-Object -First $Random.Next(4))) {
                $subject = switch ($Random.Next(10)) {
                    { $_ -lt 5 } { @{ Group = $Groups[$Random.Next($Groups.Count)] }; break }
                    { $_ -lt 9 } { @{ User = $Users[$Random.Next($Users.Count)] }; break }
                    default { @{ Policy = $Policies[$Random.Next($Policies.Count)] } }
                }
                $null = New-AuthentikPolicyBinding -Target $Application @subject -Order $order -Negate ($Random.Next(4) -eq 0) -Enabled ($Random.Next(5) -ne 0)
            }
        }
    }

    AfterEach {
        Get-AuthentikApplication | Where-Object Slug -Like "$mark*" | Remove-AuthentikApplication -Force -ThrottleLimit 4
        Remove-Marked $mark ExpressionPolicy, DummyPolicy, User, Group
    }
    AfterAll { Stop-ActionServer }

    # A thousand pairs: at once on the sandbox, and together on four real servers, which take a second for each object.
    It 'agrees with the server about a thousand pairs' {
        $random = [Random]::new(19)
        $people, $many = $server.IsReal ? (20, 13) : (25, 40)
        $groups = New-Tree $random 12
        $users = 1..$people | ForEach-Object {
            New-AuthentikUser "$mark-u$_" -Name $_ -IsActive ($_ % 8 -ne 0) -Group @($groups | Where-Object { $random.Next(6) -eq 0 })
        }
        $policies = @(
            New-AuthentikExpressionPolicy "$mark-yes" -Expression 'return True'
            New-AuthentikExpressionPolicy "$mark-no" -Expression 'return False'
            New-AuthentikDummyPolicy "$mark-dummy" -Result $true -WaitMin 0 -WaitMax 1
        )
        $applications = 1..$many | ForEach-Object {
            $one = New-AuthentikApplication "$mark-a$_" -PolicyEngineMode ($_ % 2 ? 'any' : 'all')
            New-RandomBinding $random $one $users $groups $policies
            $one
        }

        $rows = Get-AuthentikAccess $applications -User $users -Verify -WarningVariable warnings -WarningAction SilentlyContinue
        $rows | Should -HaveCount ($people * $many)
        $warnings | Should -BeNullOrEmpty
        @($rows | Where-Object { $null -eq $_.ServerSays }) | Should -HaveCount 0

        # Users who are inactive are told from the others, and the server doesn't look at that.
        @($rows | Where-Object { $_.HasAccess -ne $_.ServerSays -and $_.Reason -ne 'Inactive' }) | Should -HaveCount 0
        @($rows | Where-Object Reason -eq Inactive | Where-Object HasAccess) | Should -HaveCount 0
        $seen = $rows.Reason | Sort-Object -Unique | ForEach-Object { "$_" }
        foreach ($reason in 'Open', 'User', 'Group', 'InheritedGroup', 'Negated', 'NotBound', 'Inactive', 'Policy') { $seen | Should -Contain $reason }
        if ($version -lt '2025.8.0' -or $version -ge '2026.2.0') { $seen | Should -Contain 'NotAll' }

        # Without asking the server, the same comes out, except for policies.
        $alone = Get-AuthentikAccess $applications -User $users
        $differing = 0..($rows.Count - 1) | Where-Object { $rows[$_].Reason -ne 'Policy' -and $alone[$_].HasAccess -ne $rows[$_].HasAccess }
        $differing | Should -BeNullOrEmpty
        @($alone | Where-Object { $_.Reason -eq 'Policy' -and $null -ne $_.HasAccess }) | Should -HaveCount 0
        foreach ($number in 1..10) {
            $row = $rows[$random.Next($rows.Count)]
            (Test-AuthentikApplicationAccess $row.Slug -User $row.User).Passing | Should -Be $row.ServerSays
        }
    }

    It 'says why: groups in groups, disabled and negated bindings, policies, inactive users' {
        $staff = New-AuthentikGroup "$mark-staff"
        $engineering = New-AuthentikGroup "$mark-engineering"
        Add-AuthentikGroupMember $staff -ChildGroup $engineering
        $dev = New-AuthentikGroup "$mark-dev"
        Add-AuthentikGroupMember $engineering -ChildGroup $dev
        $null = New-AuthentikUser "$mark-ann" -Name Ann -Group $dev
        $null = New-AuthentikUser "$mark-bob" -Name Bob
        $null = New-AuthentikUser "$mark-off" -Name Off -IsActive $false -Group $staff
        $one = New-AuthentikApplication "$mark-wiki"

        (Get-AuthentikAccess $one -User "$mark-bob").Reason | Should -Be Open
        $null = New-AuthentikPolicyBinding -Target $one -User "$mark-bob" -Enabled $false
        (Get-AuthentikAccess $one -User "$mark-bob").Why | Should -Be 'Open to everybody: all bindings are disabled.'

        $null = New-AuthentikPolicyBinding -Target $one -Group $staff
        $ann, $bob, $off = Get-AuthentikAccess $one -User "$mark-ann", "$mark-bob", "$mark-off"
        $ann | Should -BeOfType Authentik.ApplicationAccess
        $ann.HasAccess, "$($ann.Reason)", $ann.Via, $ann.Binding | Should -Be $true, 'InheritedGroup', "$mark-dev → $mark-engineering → $mark-staff", "group '$mark-staff'"
        $bob.HasAccess, "$($bob.Reason)", $bob.Why | Should -Be $false, 'NotBound', "No binding lets them in: group '$mark-staff'."
        $off.HasAccess, "$($off.Reason)" | Should -Be $false, 'Inactive'
        $off.Why | Should -BeLike '*The bindings would let them in.'
        (Get-AuthentikAccess $one).User | Should -Be "$mark-ann"

        # A user of the parent group isn't a member of the child group.
        $null = New-AuthentikUser "$mark-eve" -Name Eve -Group $staff
        $two = New-AuthentikApplication "$mark-two"
        $null = New-AuthentikPolicyBinding -Target $two -Group $dev
        (Get-AuthentikAccess $two -User "$mark-eve").HasAccess | Should -BeFalse
        (Get-AuthentikAccess $two -User "$mark-ann").Reason | Should -Be Group

        $null = New-AuthentikExpressionPolicy "$mark-yes" -Expression 'return True'
        $null = New-AuthentikPolicyBinding -Target $two -Policy "$mark-yes"
        $eve = Get-AuthentikAccess $two -User "$mark-eve"
        $eve.HasAccess | Should -Be $null
        $eve.Why | Should -BeLike "Depends on the policy '$mark-yes'*-Verify*"
        (Get-AuthentikAccess $two -User "$mark-eve" -Verify).HasAccess | Should -BeTrue
    }

    It 'shows in the table where the server says something else, and finds what a column shows' {
        $null = New-AuthentikUser "$mark-ann" -Name Ann
        $one = New-AuthentikApplication "$mark-wiki"
        $null = New-AuthentikPolicyBinding -Target $one -Group (New-AuthentikGroup "$mark-staff")
        $same = Get-AuthentikAccess $one -User "$mark-ann" -Verify
        ($same | Out-String -Width 120) | Should -Not -BeLike '*The server says*'
        if (-not $server.IsReal) {
            Add-Answer $server @{ path = "/core/applications/$mark-wiki/check_access/"; status = 200; json = @{ passing = $true; messages = @(); log_messages = @() } }
            $row = Get-AuthentikAccess $one -User "$mark-ann" -Verify -WarningAction SilentlyContinue
            ($row | Out-String -Width 80) | Should -BeLike "*HasAccess*Why*$mark-ann*no*The server says yes. No*"
        }
        Get-AuthentikAccess $one -Group "$mark-staff" | Where-Object Who -EQ "($mark-staff)" | Should -HaveCount 1
        $same | Where-Object Who -EQ "$mark-ann" | Should -HaveCount 1
    }

    It 'has one row for everybody if nothing is bound' {
        $null = New-AuthentikUser "$mark-ann" -Name Ann
        $null = New-AuthentikUser "$mark-off" -Name Off -IsActive $false
        $one = New-AuthentikApplication "$mark-open"
        $row = Get-AuthentikAccess $one
        $row | Should -HaveCount 1
        $row.User, $row.HasAccess, "$($row.Reason)", $row.Why | Should -Be $null, $true, 'Open', 'Open to everybody: nothing is bound.'
        "$row" | Should -Be "everybody on $mark-open"
        ($row | Out-String -Width 80) | Should -BeLike '*everybody*yes*Open to everybody*'
        ($row | Get-AuthentikApplication).Slug | Should -Be $one.Slug
        { $row | Get-AuthentikUser -ErrorAction Stop } | Should -Throw '*a user is expected*'

        $active = @(Get-AuthentikUser -IsActive $true)
        $rows = Get-AuthentikAccess $one -Expand
        $rows.User | Should -Contain "$mark-ann"
        $rows.User | Should -Not -Contain "$mark-off"
        @($rows).Count | Should -BeGreaterOrEqual ([Math]::Min(3, $active.Count))
        (Get-AuthentikAccess $one -IncludeDenied | Where-Object User -eq "$mark-off").Reason | Should -Be Inactive
        (Get-AuthentikAccess $one -User "$mark-ann").User | Should -Be "$mark-ann"
    }

    It 'says what a row says after an object of another type' {
        $ann = New-AuthentikUser "$mark-ann" -Name Ann
        $one = New-AuthentikApplication "$mark-one"
        $text = [version] '1.0', (Grant-AuthentikAccess $one $ann -WarningAction SilentlyContinue), (Get-AuthentikAccess $one) | Out-String
        $granted, $access = $text -split '(?m)^Object ' | Select-Object -Last 2
        $granted | Should -Match "(?s)Status: Created.*Done: .*Application: $mark-one.*User: $mark-ann"
        $access | Should -Match "(?s)Application: $mark-one.*User: $mark-ann.*HasAccess: True.*Reason: User.*Why: The user is bound"
        $access | Should -Not -Match 'Group:'
    }

    It 'lists what the members of a group get through it' {
        $staff = New-AuthentikGroup "$mark-staff"
        $dev = New-AuthentikGroup "$mark-dev"
        Add-AuthentikGroupMember $staff -ChildGroup $dev
        $null = 'open', 'dev', 'staff' | ForEach-Object { New-AuthentikApplication "$mark-$_" }
        $null = New-AuthentikPolicyBinding -Target "$mark-dev" -Group $dev
        $null = New-AuthentikPolicyBinding -Target "$mark-staff" -Group $staff
        Get-AuthentikAccess -Group $dev | ForEach-Object { "$($_.Application) $($_.Reason) $($_.Group)" } | Sort-Object |
            Should -Be "$mark-dev Group $mark-dev", "$mark-staff InheritedGroup $mark-dev"
        ($staff | Get-AuthentikAccess).Application | Should -Be "$mark-staff"
        (Get-AuthentikAccess "$mark-open" -Group $dev -IncludeDenied).Reason | Should -Be Open
    }

    It 'counts as the server does, however deep the groups are' {
        $chain = @(New-AuthentikGroup "$mark-c0")
        foreach ($number in 1..21) {
            $chain += $one = New-AuthentikGroup "$mark-c$number"
            Add-AuthentikGroupMember $chain[$number - 1] -ChildGroup $one
        }
        $user = New-AuthentikUser "$mark-deep" -Name Deep -Group $chain[-1]
        $applications = 0, 1, 2, 3 | ForEach-Object {
            $one = New-AuthentikApplication "$mark-top$_"
            $null = New-AuthentikPolicyBinding -Target $one -Group $chain[$_]
            $one
        }
        $rows = Get-AuthentikAccess $applications -User $user -Verify -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
        $rows.HasAccess | Should -Be ($version -ge '2025.12.0' ? @($true, $true, $true, $true) : @($false, $false, $true, $true))
    }

    It 'takes users and applications from the pipeline, and its rows stand for both' {
        $ann = New-AuthentikUser "$mark-ann" -Name Ann
        $bob = New-AuthentikUser "$mark-bob" -Name Bob
        $one = New-AuthentikApplication "$mark-one"
        $null = New-AuthentikPolicyBinding -Target $one -User $ann
        $ann, $bob | Get-AuthentikAccess $one | ForEach-Object { "$($_.User) $($_.HasAccess)" } | Should -Be "$mark-ann True", "$mark-bob False"
        $one | Get-AuthentikAccess -User "$mark-ann" | Should -HaveCount 1
        $one | Get-AuthentikAccess | Get-AuthentikUser | ForEach-Object Username | Should -Be "$mark-ann"
        Get-AuthentikAccess $one | Get-AuthentikApplication | ForEach-Object Slug | Should -Be $one.Slug
        @() | Get-AuthentikAccess | Should -BeNullOrEmpty
        $found = Get-AuthentikAccess "$mark-nope", $one -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.User | Should -Be "$mark-ann"
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
        Get-AuthentikAccess "$mark-nope" -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'sends few requests' {
        $users = 1..5 | ForEach-Object { New-AuthentikUser "$mark-u$_" -Name $_ }
        $group = New-AuthentikGroup "$mark-staff" -User $users[0]
        $applications = 1..5 | ForEach-Object {
            $one = New-AuthentikApplication "$mark-a$_"
            $null = New-AuthentikPolicyBinding -Target $one -Group $group
            $one
        }
        Clear-WireLog $server
        $applications | Get-AuthentikAccess -User $users | Should -HaveCount 25
        (Get-Request).Count | Should -BeLessOrEqual 12 -Because 'each list is read once'
        Clear-WireLog $server
        $null = Get-AuthentikAccess
        $lists = Get-Request | ForEach-Object { ($_ -split '\?')[0] } | Group-Object -NoElement
        ($lists.Name | Sort-Object) -join ' ' | Should -BeLike '*GET /core/applications/*GET /core/groups/*GET /core/users/*GET /policies/bindings/*'
        ($lists | Where-Object Count -gt 30) | Should -BeNullOrEmpty
    }

    It 'refuses a caller who sees only a part' {
        $null = New-AuthentikApplication "$mark-one"
        $nobody = Connect-Nobody $server $mark
        { Get-AuthentikAccess -Session $nobody } | Should -Throw "*isn't a superuser*the result would be wrong*"
        $nobody | Disconnect-Authentik
    }
}
