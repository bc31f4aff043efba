# Pipelines that change or remove what they read, with more objects than two pages have, and with somebody else at work beside them.
# It runs on the sandbox, or on a real server when one is given.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $servers = (Test-RealServer) ? 'the real server' : '2024.8.6', '2026.2.2'
}

Describe 'A list of 230 that changes, on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $null, $mark = Start-ActionServer $_
        $count = 230
        $kinds = 'Application', 'User'
        function Get-ReadCount([string] $Path) {
            @(Get-WireLog $server | Where-Object { $_.method -eq 'GET' -and $_.path -eq "/api/v3$Path" }).Count
        }
    }

    AfterAll {
        # Without a mark, everything would have it.
        if ($mark) { Remove-Marked $mark $kinds }
        Stop-ActionServer
    }

    Context 'users' {
        BeforeAll { 1..$count | New-AuthentikUser -Username { "$mark-user-$_" } -Name { "$mark $_" } -ThrottleLimit 8 | Should -HaveCount $count }

        It 'is read with a request a page as long as nothing changes' {
            Clear-WireLog $server
            $users = Get-AuthentikUser -Search "$mark-user-"
            $users.Username | Sort-Object -Unique | Should -HaveCount $count
            Get-ReadCount /core/users/ | Should -Be 3
        }

        It 'leaves nobody active' {
            Get-AuthentikUser -Search "$mark-user-" -IsActive $true | Set-AuthentikUser -IsActive $false
            Get-AuthentikUser -Search "$mark-user-" -IsActive $true | Should -BeNullOrEmpty
            Get-AuthentikUser -Search "$mark-user-" -IsActive $false | Should -HaveCount $count
        }

        It 'gives each one once while somebody else removes some and adds others' {
            $session = Get-AuthentikSession test
            $seen = [Collections.Generic.List[string]]::new()
            Get-AuthentikUser -Search "$mark-user-" -OrderBy username | ForEach-Object {
                $seen.Add($_.Username)

                # In the first page, of which the last ones are on the third; another client has no part in this pipeline.
                if ($seen.Count -in 10, 20, 30) {
                    $null = Invoke-AuthentikRequest /core/users/ POST -Session $session -Body @{
                        username = "$mark-user-0$($seen.Count)"; name = 'new'; path = 'users'; type = 'internal'
                    }
                    $id = (Get-AuthentikUser "$mark-user-$($seen.Count + 60)" -Session $session).Pk
                    Invoke-AuthentikRequest "/core/users/$id/" DELETE -Session $session -Confirm:$false
                }
            }
            $seen | Group-Object | Where-Object Count -GT 1 | Should -BeNullOrEmpty
            $left = (Get-AuthentikUser -Search "$mark-user-").Username | Where-Object { $_ -notmatch '-0\d0$' }
            $left | Where-Object { $_ -notin $seen } | Should -BeNullOrEmpty
        }

        It 'leaves none of them' {
            Get-AuthentikUser -Search "$mark-user-" | Remove-AuthentikUser -Force
            Get-AuthentikUser -Search "$mark-user-" | Should -BeNullOrEmpty
        }
    }

    Context 'applications' {
        BeforeAll { 1..$count | New-AuthentikApplication -Name { "$mark-app-$_" } -Slug { "$mark-app-$_" } -ThrottleLimit 8 | Should -HaveCount $count }

        It 'leaves none that Where-Object let through' {
            Get-AuthentikApplication | Where-Object Slug -Like "$mark-app-*" | Remove-AuthentikApplication -Force
            Get-AuthentikApplication | Where-Object Slug -Like "$mark-app-*" | Should -BeNullOrEmpty
        }
    }
}
