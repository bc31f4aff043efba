# What the documents show after each command, against what the command shows now.

Describe 'The transcript of <Path>' -ForEach @(
    @{ Path = 'README.md'; Heading = 'The tour' }
    @{ Path = 'docs/first-steps.md'; Heading = '' }
) {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/Shell.psm1" -Force
        $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
        # What is made anew each time: ids, client ids, ids of requests, dates, and what they are cut to.
        function Hide-Chance([string] $Text) {
            $Text -replace '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]*…?', '<uuid>' -replace '[A-Za-z0-9]{40}|[A-Za-z0-9]{10,}…', '<client id>' -replace
                '\b[0-9a-f]{32}\b', '<request id>' -replace '\d{4}-\d\d-\d\d( \d\d:\d\d)?', '<date>'
        }

        Push-Location $TestDrive
        $shown = Start-Shell -File "$root/docs/Show-Transcript.ps1" -Path "$root/$Path" -Heading $Heading -Whole
        Pop-Location
    }

    It 'compares no ids of requests, which each run makes anew' {
        $one, $other = 1..2 | ForEach-Object { Hide-Chance "The server refused it. (Request $([guid]::NewGuid().ToString('N')).)" }
        $one | Should -Be $other
    }

    It 'is what its commands show: task Transcripts of build.ps1 renews it' {
        $document = Get-Content -LiteralPath "$root/$Path"
        @($document -match '^PS> ').Count | Should -BeGreaterThan 10
        Hide-Chance ($shown -join "`n") | Should -Be (Hide-Chance ($document -join "`n"))
    }
}
