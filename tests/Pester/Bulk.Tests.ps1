# A thousand rows, of which some are bad: the others are done, and the bad ones can be piped again.
# It runs on the sandbox, or on a real server when one is given.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $servers = (Test-RealServer) ? 'the real server' : '2024.8.6', '2026.2.2'
}

Describe 'A thousand rows, on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $null, $mark = Start-ActionServer $_
        $manifest = (Get-Module Authentik).Path -replace 'psm1$', 'psd1'

        # 37 are bad: the server refuses an order that isn't a number and a name that is there already, the module a user that isn't.
        $rows = 1..1000 | ForEach-Object {
            [pscustomobject] @{ name = "$mark-$_"; is_superuser = ($_ % 27 -eq 0) ? 'perhaps' : 'false'; attributes = "{`"number`": $_}" }
        }
        $bad = @($rows | Where-Object is_superuser -EQ perhaps)
    }

    AfterAll {
        if ($mark) { Remove-Marked $mark Group }
        Stop-ActionServer
    }

    It 'does the good ones, and the errors have the bad ones' {
        $bad | Should -HaveCount 37
        $made = $rows | New-AuthentikGroup -ThrottleLimit 8 -ErrorAction SilentlyContinue -ErrorVariable failed -Verbose 4> ($log = "$TestDrive/log")
        $made | Should -HaveCount 963
        $failed | Should -HaveCount 37
        $failed.TargetObject.name | Should -Be $bad.name
        Get-Content $log | Select-Object -Last 1 | Should -Be 'New-AuthentikGroup: 963 done, 37 failed.'

        $failed.TargetObject | ForEach-Object { $_.is_superuser = 'false' }
        $failed.TargetObject | New-AuthentikGroup | Should -HaveCount 37
        @(Get-AuthentikGroup "$mark-*") | Should -HaveCount 1000
    }

    It 'gives the row of a change that failed' {
        $changes = @{ name = "$mark-1"; is_superuser = 'false' }, @{ name = "$mark-nobody"; is_superuser = 'false' } | ForEach-Object { [pscustomobject] $_ }
        $changes | Set-AuthentikGroup -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.TargetObject.name | Should -Be "$mark-nobody"
        $failed.CategoryInfo.TargetName | Should -Not -BeNullOrEmpty
    }

    It 'leaves the secrets of a row that failed out of its error' {
        $row = [pscustomobject] @{ identifier = "$mark-token"; user = "$mark-nobody"; key = 'not-told-0123456789' }
        $row | New-AuthentikToken -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction Ignore
        $failed[0].TargetObject.identifier | Should -Be "$mark-token"
        $failed[0].TargetObject.key | Should -BeNullOrEmpty
        "$($failed[0] | Format-List * -Force | Out-String)$($failed[0].CategoryInfo)" | Should -Not -Match not-told
    }

    It 'keeps what was done when it is stopped' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($manifest, $session, $mark)
                Import-Module $manifest
                1..1000 | New-AuthentikGroup -Name { "$mark-stop-$_" } -Session $session
            }).AddArgument($manifest).AddArgument((Get-AuthentikSession test)).AddArgument($mark)
        Clear-WireLog $server
        $running = $shell.BeginInvoke()
        while (@(Get-WireLog $server | Where-Object method -EQ POST).Count -lt 20) { Start-Sleep -Milliseconds 20 }
        $shell.Stop()
        $running.IsCompleted | Should -BeTrue
        $shell.Dispose()
        @(Get-AuthentikGroup "$mark-stop-*").Count | Should -BeIn (19..999)
    }
}
