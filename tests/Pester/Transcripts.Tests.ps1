# What the documents show after each command, against what the command shows now.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/Transcripts.psm1" -Force
    $documents = @(Get-TranscriptDocument)
}

Describe 'The transcript of <Path>' -ForEach $documents {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/Shell.psm1", "$PSScriptRoot/Support/Transcripts.psm1" -Force
        $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")

        # Each document has a folder of its own for the files that it writes.
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
        Push-Location $folder
        $shown = Start-Shell -File "$root/docs/Show-Transcript.ps1" -Path "$root/$Path" -Heading $Heading -Whole
        Pop-Location
    }

    It 'is what its commands show: task Transcripts of build.ps1 renews it' {
        $document = Get-Content -LiteralPath "$root/$Path"
        @($document -match '^PS> ').Count | Should -BeGreaterThan 2
        Hide-Chance ($shown -join "`n") | Should -Be (Hide-Chance ($document -join "`n"))
    }
}
