# Letting somebody into an application and keeping somebody out, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Grant- and Revoke-AuthentikAccess on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_

        # Up to 2025.12, one user or group is enough even where all are required.
        $isLax = $version -ge '2025.8.0' -and $version -lt '2026.2.0'

        function Test-Access([string] $Name, [string] $Application = 'wiki') {
            (Test-AuthentikApplicationAccess "$mark-$Application" -User "$mark-$Name").Passing
        }
    }

    BeforeEach {
        $ann, $bob, $eve = 'ann', 'bob', 'eve' | ForEach-Object { New-AuthentikUser "$mark-$_" -Name $_ }
        $staff = New-AuthentikGroup "$mark-staff" -User $ann
        $wiki = New-AuthentikApplication "$mark-wiki"
    }

    AfterEach { Remove-Marked $mark Application, ExpressionPolicy, Token, User, Group }
    AfterAll { Stop-ActionServer }

    It 'lets somebody in, shows it before, and sends nothing the second time' {
        $plan = @(Get-Plan { Grant-AuthentikAccess $wiki -Group $staff -WhatIf -WarningAction SilentlyContinue })
        $plan | Should -HaveCount 1
        $plan[0] | Should -BeLike "*Bind the group '$mark-staff' with the order 0. * lose access*Application '$mark-wiki' on *"
        $first = Grant-AuthentikAccess $wiki -Group $staff -WarningVariable warnings -WarningAction SilentlyContinue
        $first | Should -BeOfType Authentik.ApplicationAccessChange
        "$warnings" | Should -BeLike "*is open to everybody now*"
        "$($first.Status) $($first.Change)", $first.HasAccess | Should -Be 'Created Granted', $true
        $first.Lost | Should -BeGreaterThan 1
        Test-Access ann | Should -BeTrue
        Test-Access bob | Should -BeFalse

        $second = Grant-AuthentikAccess $wiki "$mark-bob", "$mark-ann"
        $second.Status | Should -Be 'Created', 'Created'
        $second.Gained | Should -Be 1, 0
        $second[0].GainedUser | Should -Be "$mark-bob"
        Test-Access bob | Should -BeTrue
        (Assert-Repeatable $server { Grant-AuthentikAccess $wiki "$mark-bob", "$mark-ann" }).Status | Should -Be 'Unchanged', 'Unchanged'
    }

    It 'keeps somebody out, and says what still lets them in' {
        $null = New-AuthentikPolicyBinding -Target $wiki -Group $staff
        $null = $ann, $bob | ForEach-Object { New-AuthentikPolicyBinding -Target $wiki -User $_ }
        Get-Plan { Revoke-AuthentikAccess $wiki "$mark-bob" -WhatIf } | Should -BeLike "*Remove the binding of the user '$mark-bob'. 1 user loses access: $mark-bob*"
        $rows = Revoke-AuthentikAccess $wiki "$mark-bob", "$mark-ann", "$mark-eve" -WarningVariable warnings -WarningAction SilentlyContinue
        $rows.Status | Should -Be 'Removed', 'Removed', 'Unchanged'
        $rows.Lost | Should -Be 1, 0, 0
        $rows.HasAccess | Should -Be $false, $true, $false
        "$warnings" | Should -BeLike "*User '$mark-ann' still has access*'$mark-staff'*"
        Test-Access bob | Should -BeFalse
        Test-Access ann | Should -BeTrue
        (Assert-Repeatable $server { Revoke-AuthentikAccess $wiki "$mark-bob" }).Status | Should -Be Unchanged
    }

    It 'disables a binding by a row of the report, and enables it again' {
        $null = $bob, $eve | ForEach-Object { New-AuthentikPolicyBinding -Target $wiki -User $_ }
        $row = Get-AuthentikAccess $wiki -User $bob | Revoke-AuthentikAccess -Disable
        "$($row.Status) $($row.Change)" | Should -Be 'Changed Disabled'
        Test-Access bob | Should -BeFalse
        Get-AuthentikPolicyBinding -Target $wiki | Should -HaveCount 2
        (Grant-AuthentikAccess $wiki $bob).Status | Should -Be Changed
        Test-Access bob | Should -BeTrue
    }

    It 'refuses to open an application by mistake' {
        $null = New-AuthentikPolicyBinding -Target $wiki -User $bob
        foreach ($how in @{}, @{ Disable = $true }) {
            Get-Written $server {
                { Revoke-AuthentikAccess $wiki $bob @how } | Should -Throw "*last enabled binding of the application '$mark-wiki'*Use -Force to open it to everybody."
            } | Should -BeNullOrEmpty
        }
        Get-Plan { Revoke-AuthentikAccess $wiki $bob -WhatIf } | Should -BeLike '*This needs -Force.*'
        (Revoke-AuthentikAccess $wiki $bob -Force).Gained | Should -BeGreaterThan 1
        Test-Access eve | Should -BeTrue
    }

    It 'refuses the last of several, though the requests of the others are still running (-Disable:$<_>)' -ForEach $false, $true {
        $null = $ann, $bob, $eve | ForEach-Object { New-AuthentikPolicyBinding -Target $wiki -User $_ }
        $rows = Revoke-AuthentikAccess $wiki $ann, $bob, $eve -Disable:$_ -ThrottleLimit 16 -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $rows.Status | Should -Be ($_ ? @('Changed', 'Changed', 'Failed') : @('Removed', 'Removed', 'Failed'))
        $rows[2].Gained, $rows[2].Effect | Should -Be $null, $null
        "$failed" | Should -BeLike '*last enabled binding*Use -Force to open it to everybody.*'
        Test-Access ann | Should -BeFalse
        Test-Access eve | Should -BeTrue
    }

    It 'refuses to narrow what requires all bindings' {
        $all = New-AuthentikApplication "$mark-all" -PolicyEngineMode all
        $null = New-AuthentikPolicyBinding -Target $all -User $bob
        if ($isLax) {
            (Grant-AuthentikAccess $all $eve).Status | Should -Be Created
            Test-Access eve all | Should -BeTrue
            Test-Access bob all | Should -BeTrue
            return
        }
        Get-Written $server { { Grant-AuthentikAccess $all $eve } | Should -Throw "*requires all bindings*1 user loses access: $mark-bob*" } | Should -BeNullOrEmpty
        $null = Grant-AuthentikAccess $all $eve -Force
        Test-Access bob all | Should -BeFalse
    }

    It 'denies where a negated binding can, and says where it can not' {
        $null = New-AuthentikPolicyBinding -Target $wiki -Group $staff
        Get-Written $server { { Revoke-AuthentikAccess $wiki $ann -Deny } | Should -Throw "*can't keep the user '$mark-ann' out*Its mode is 'any'*" } |
            Should -BeNullOrEmpty
        Set-AuthentikApplication $wiki -PolicyEngineMode all
        if ($isLax) {
            { Revoke-AuthentikAccess $wiki $ann -Deny } | Should -Throw "*can't keep the user '$mark-ann' out*2025.8 to 2025.12*"
            return
        }
        "$((Revoke-AuthentikAccess $wiki $ann -Deny).Change)" | Should -Be Denied
        Test-Access ann | Should -BeFalse
        (Assert-Repeatable $server { Revoke-AuthentikAccess $wiki $ann -Deny }).Status | Should -Be Unchanged
        "$((Grant-AuthentikAccess $wiki $ann).Change)" | Should -Be Granted
        Test-Access ann | Should -BeTrue
    }

    It 'does the others when one fails, and takes applications from the pipeline' {
        $null = New-AuthentikApplication "$mark-news"
        $rows = $wiki, "$mark-nope", "$mark-news" | Grant-AuthentikAccess -User $bob -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue
        $rows.Status | Should -Be 'Created', 'Failed', 'Created'
        $rows[1].Reason | Should -BeLike "*'$mark-nope' was not found*"
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
        $rows[0] | Get-AuthentikApplication | ForEach-Object Slug | Should -Be $wiki.Slug
    }

    It 'puts a binding before another one' {
        $late = New-AuthentikPolicyBinding -Target $wiki -Group $staff -Order 0
        $null = New-AuthentikExpressionPolicy "$mark-yes" -Expression 'return True'
        $null = Grant-AuthentikAccess $wiki -Policy "$mark-yes" -Before $late
        (Get-AuthentikPolicyBinding -Target $wiki).Order | Should -Be -10, 0
        $null = Grant-AuthentikAccess $wiki $bob -Before $late
        (Get-AuthentikPolicyBinding -Target $wiki).Order | Should -Be -10, -5, 0
        { Grant-AuthentikAccess $wiki $eve -Before $late -Order 3 } | Should -Throw "*can't be combined*"
    }

    It 'keeps the access that the session signs in with' {
        $admin = Get-AuthentikSession
        Add-AuthentikGroupMember 'authentik Admins' -User $bob
        $invalidation = $version -ge '2024.10.0' ? @{ InvalidationFlow = 'default-provider-invalidation-flow' } : @{}
        $provider = New-AuthentikOAuth2Provider "$mark-door" -ClientId "$mark-door" -ClientType confidential -RedirectUri @() `
            -PropertyMapping (Get-AuthentikScopeMapping -ScopeName goauthentik.io/api) -AuthorizationFlow default-provider-authorization-implicit-consent @invalidation
        $door = New-AuthentikApplication "$mark-door" -Provider $provider
        $null = New-AuthentikPolicyBinding -Target $door -User $bob
        $null = New-AuthentikPolicyBinding -Target $door -Group $staff
        $null = New-AuthentikToken "$mark-password" -Intent app_password -User $bob -Expiring $false
        Connect-Authentik $server.Uri -ClientId "$mark-door" -Credential ([pscredential]::new("$mark-bob", (Get-AuthentikTokenKey "$mark-password"))) -Name door
        try {
            Get-Written $server {
                { Revoke-AuthentikAccess "$mark-door" "$mark-bob" } | Should -Throw "*is the one that this session signs in to*Use -Force*" -ErrorId 'OwnAccess,*'
            } | Where-Object { $_ -match 'bindings' } | Should -BeNullOrEmpty
            Revoke-AuthentikAccess "$mark-door" "$mark-ann" | ForEach-Object Status | Should -Be Unchanged
            (Revoke-AuthentikAccess "$mark-door" "$mark-bob" -Force).Status | Should -Be Removed
        } finally {
            Disconnect-Authentik door
            Select-AuthentikSession $admin
            Remove-Marked $mark Application, OAuth2Provider
        }
    }

    It 'changes nothing for a caller without rights' {
        $null = New-AuthentikPolicyBinding -Target $wiki -User $bob
        $nobody = Connect-Nobody $server $mark
        Get-Written $server { { Grant-AuthentikAccess "$mark-wiki" "$mark-eve" -Session $nobody } | Should -Throw } | Should -BeNullOrEmpty
        $nobody | Disconnect-Authentik
        Get-AuthentikPolicyBinding -Target $wiki | Should -HaveCount 1
    }
}
