# Every example of the help, as typed, on one authentik in memory: what New makes is what others get, change and remove.
# Some lean on what others made, so that those which found something missing are tried again until nothing changes any more.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    Import-Authentik
    Import-Module "$PSScriptRoot/Support/Examples.psm1" -Force
    $missing = [Collections.Generic.List[string]]::new()
    $examples = @(Get-HelpExample $missing)
}

# Reading the help takes longer than running all of it, so it is read once.
Describe 'Examples' -ForEach @{ All = $examples; Missing = $missing } {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        Import-Module "$PSScriptRoot/Support/Examples.psm1", "$PSScriptRoot/Support/Notes.psm1" -Force
        Push-Location $TestDrive
        $shown = @{}
        $outcome = Invoke-AllExample $All $shown
        $known = Read-ShownFile
    }

    AfterAll {
        $run = @($All | Where-Object { -not $_.Why })
        $notModelled = @($run | Where-Object { $outcome[$_.Id].Exception.StatusCode -eq 501 })
        $several = @($All | Group-Object Command | Where-Object Count -GE 3)
        Add-TestNote ("$(@($All.Command | Sort-Object -Unique).Count) commands, $($All.Count) examples, $($several.Count) commands with three or more; " +
            "$($run.Count - $notModelled.Count) run, $($notModelled.Count) that the sandbox doesn't model, $($All.Count - $run.Count) that need their reader; " +
            "$($Missing.Count) parameters without text or commands without related links")
        Pop-Location
        Get-AuthentikSession | Disconnect-Authentik
    }

    It 'are there, for every command' {
        $All.Count | Should -BeGreaterThan (Get-Command -Module Authentik).Count
        @($All | Group-Object Command | Where-Object Count -GE 3).Count | Should -BeGreaterOrEqual 100
    }

    It 'are in help that has text for each parameter, and says what to read next' {
        $Missing | Should -BeNullOrEmpty
    }

    It '<Command>: <Code>' -ForEach $examples {
        $failure = $outcome[$Id]
        if ($Why) { Set-ItResult -Skipped -Because $Why; return }
        if ($failure -and $failure.Exception.StatusCode -eq 501) { Set-ItResult -Skipped -Because "$failure"; return }
        if ($BreaksServers) {
            $failure.Exception.StatusCode | Should -Be 405 -Because 'the help says that real servers fail here'
            return
        }

        $failure | Should -BeNullOrEmpty
    }

    It 'show what tests/Pester/Examples.shown.txt says: task Transcripts of build.ps1 renews it' {
        $others = $All | Where-Object { $shown.ContainsKey($_.Id) -and -not (Test-Shown $known $_ $shown[$_.Id]) }
        $text = ($others | ForEach-Object { "PS> $($_.Code)`n$($shown[$_.Id])" }) -join "`n"

        # The first ones of a list, and the columns of a table, can depend on ids that are new each time.
        if ($others) { Add-TestNote "$(@($others).Count) examples show something else than the file:`n$text" }
        @($others).Count | Should -BeLessThan 6 -Because $text
    }
}
