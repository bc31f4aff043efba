# Every example of the help, as typed, on one authentik in memory: what New makes is what others get, change and remove.
# Some lean on what others made, so that those which found something missing are tried again until nothing changes any more.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    Import-Authentik
    Import-Module "$PSScriptRoot/Support/Examples.psm1" -Force
    $examples = @(Get-HelpExample)
}

# Reading the help takes longer than running all of it, so it is read once.
Describe 'Examples' -ForEach @{ All = $examples } {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        Import-Module "$PSScriptRoot/Support/Examples.psm1" -Force
        Push-Location $TestDrive

        # As where it is installed: a new runspace finds it by itself.
        $modulePath = $env:PSModulePath
        $env:PSModulePath = "$(Split-Path (Split-Path (Get-Module Authentik).Path))$([IO.Path]::PathSeparator)$modulePath"
        $outcome = Invoke-AllExample $All
    }

    AfterAll {
        Pop-Location
        $env:PSModulePath = $modulePath
        Get-AuthentikSession | Disconnect-Authentik
    }

    It 'are there, for every command' {
        $All.Count | Should -BeGreaterThan (Get-Command -Module Authentik).Count
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
}
