# Users and child groups of groups, as an administrator uses them, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Members of groups on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $hasSeveral = $version -ge '2025.12.0'

        # Runs what changes nothing, and expects that only questions are sent.
        function Assert-Unchanged([scriptblock] $Work) {
            Clear-WireLog $server
            & $Work | Should -BeNullOrEmpty
            Get-WireLog $server | Where-Object method -NE GET | Should -BeNullOrEmpty
        }

        function Get-Child($Group, [switch] $Recurse) { (Get-AuthentikGroupMember $Group -ChildGroup -Recurse:$Recurse).Name | Sort-Object }
    }

    BeforeEach {
        $staff, $ops, $dev, $web = 'staff', 'ops', 'dev', 'web' | ForEach-Object { New-AuthentikGroup -Name "$mark-$_" }
        $user, $guest = 'user', 'guest' | ForEach-Object { New-AuthentikUser -Username "$mark-$_" -Name $_ }
    }

    AfterEach {
        $user, $guest | Remove-AuthentikUser -Force
        $staff, $ops, $dev, $web | Remove-AuthentikGroup -Force
    }

    AfterAll {
        Remove-Marked $mark User, Group
        Stop-ActionServer
    }

    It 'adds child groups by name, id and object' {
        Assert-NothingSent { Add-AuthentikGroupMember $staff -ChildGroup $ops -WhatIf }
        Add-AuthentikGroupMember "$mark-staff" -ChildGroup "$mark-ops", $dev.Pk, $web | Should -BeNullOrEmpty
        $found = @(Get-AuthentikGroupMember $staff -ChildGroup)
        $found | Should -BeOfType Authentik.Group
        $found.Name | Sort-Object | Should -Be "$mark-dev", "$mark-ops", "$mark-web"
        Get-AuthentikGroupMember $staff | Should -BeNullOrEmpty
    }

    It 'takes users and groups from one pipeline, also those that were saved' {
        $saved = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@($dev, $guest)))
        $user, $ops + $saved | Add-AuthentikGroupMember $staff | Should -BeNullOrEmpty
        Get-Child $staff | Should -Be "$mark-dev", "$mark-ops"
        (Get-AuthentikGroupMember $staff).Username | Sort-Object | Should -Be "$mark-guest", "$mark-user"
        $user, $ops + $saved | Remove-AuthentikGroupMember $staff -Force | Should -BeNullOrEmpty
        Get-Child $staff | Should -BeNullOrEmpty
        Get-AuthentikGroupMember $staff | Should -BeNullOrEmpty
    }

    It 'takes users and child groups at once, by name' {
        Add-AuthentikGroupMember $staff "$mark-user", "$mark-guest" -ChildGroup "$mark-ops"
        (Get-AuthentikGroupMember $staff).Username | Sort-Object | Should -Be "$mark-guest", "$mark-user"
        Get-Child $staff | Should -Be "$mark-ops"
        { "$mark-ops" | Add-AuthentikGroupMember $staff } | Should -Throw "*User*'$mark-ops'*"
    }

    It 'writes nothing for what is already so' {
        $user, $ops | Add-AuthentikGroupMember $staff
        Assert-Unchanged { $user, $ops | Add-AuthentikGroupMember $staff }
        Assert-Unchanged { $guest, $dev | Remove-AuthentikGroupMember $staff -Force }
        $output = $ops | Add-AuthentikGroupMember $staff -Verbose 4>&1
        $output.Message | Should -Contain "Group '$mark-ops' is already a child group of '$mark-staff'. Nothing was changed."
    }

    It 'keeps other parents, or refuses what has one and moves it with -Force' {
        Add-AuthentikGroupMember $staff -ChildGroup $web
        if ($hasSeveral) {
            # What was read before doesn't count.
            $web | Add-AuthentikGroupMember $ops
            $web | Add-AuthentikGroupMember $dev
            (Get-AuthentikGroup $web).Parents | Sort-Object | Should -Be ($staff.Pk, $ops.Pk, $dev.Pk | Sort-Object)
            $web | Remove-AuthentikGroupMember $ops -Force
            (Get-AuthentikGroup $web).Parents | Sort-Object | Should -Be ($staff.Pk, $dev.Pk | Sort-Object)
        }
        else {
            Clear-WireLog $server
            { $web | Add-AuthentikGroupMember $ops } | Should -Throw -ErrorId 'InvalidValue,*' -ExpectedMessage (
                "Group '$mark-web' is a child group of '$mark-staff', and authentik * allows only one parent group.*Use -Force to move it.")
            Get-WireLog $server PATCH | Should -BeNullOrEmpty
            Assert-NothingSent { $web | Add-AuthentikGroupMember $ops -Force -WhatIf }
            $web | Add-AuthentikGroupMember $ops -Force
            (Get-AuthentikGroup $web).Parent | Should -Be $ops.Pk
        }
    }

    It 'removes child groups after it was asked, and keeps the groups' {
        $ops, $dev | Add-AuthentikGroupMember $staff
        Assert-NothingSent { Remove-AuthentikGroupMember $staff -ChildGroup $ops, $dev -WhatIf }
        Get-AuthentikGroupMember $staff -ChildGroup | Remove-AuthentikGroupMember $staff -Force | Should -BeNullOrEmpty
        Get-Child $staff | Should -BeNullOrEmpty
        (Get-AuthentikGroup $ops).Name | Should -Be "$mark-ops"
    }

    It 'lists what is in the groups below, each once' {
        Add-AuthentikGroupMember $staff -ChildGroup $ops, $dev
        Add-AuthentikGroupMember $ops -ChildGroup $web
        if ($hasSeveral) { Add-AuthentikGroupMember $dev -ChildGroup $web }
        $user | Add-AuthentikGroupMember $staff
        $user, $guest | Add-AuthentikGroupMember $web
        Get-Child $staff | Should -Be "$mark-dev", "$mark-ops"
        Get-Child $staff -Recurse | Should -Be "$mark-dev", "$mark-ops", "$mark-web"
        (Get-AuthentikGroupMember $staff).Username | Should -Be "$mark-user"
        ($ops, $staff | Get-AuthentikGroupMember -Recurse).Username | Sort-Object |
            Should -Be "$mark-guest", "$mark-guest", "$mark-user", "$mark-user"
    }

    It 'refuses a group that contains the group, and reads a circle that the server has' {
        Add-AuthentikGroupMember $staff -ChildGroup $ops
        Add-AuthentikGroupMember $ops -ChildGroup $web
        Clear-WireLog $server
        { Add-AuthentikGroupMember $web -ChildGroup $staff } | Should -Throw "*'$mark-web' is in '$mark-staff', directly or through*"
        { Add-AuthentikGroupMember $web -ChildGroup $web } | Should -Throw '*child group of itself*'
        Get-WireLog $server PATCH | Should -BeNullOrEmpty
        if ($hasSeveral) {
            Set-AuthentikGroup $staff -Parent $web
            try { Get-Child $staff -Recurse | Should -Be "$mark-ops", "$mark-web" }
            finally { Set-AuthentikGroup $staff -Parent @() }
        }
    }

    It 'lists more groups than one request can name' -Skip:($_ -ne '2026.8.3') {
        $many = 1..45 | ForEach-Object { New-AuthentikGroup -Name "$mark-many-$_" }
        $many | Add-AuthentikGroupMember $staff -ThrottleLimit 4
        $user | Add-AuthentikGroupMember $many[0]
        $user, $guest | Add-AuthentikGroupMember $many[44]
        (Get-AuthentikGroupMember $staff -ChildGroup).Count | Should -Be 45
        (Get-AuthentikGroupMember $staff -Recurse).Username | Sort-Object | Should -Be "$mark-guest", "$mark-user"
    }
}
