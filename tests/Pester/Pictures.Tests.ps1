# The pictures of the documents, against what their commands show now.

BeforeDiscovery {
    $pictures = Get-ChildItem "$PSScriptRoot/../../docs/pictures" -Filter *.ps1 | ForEach-Object { @{ Name = $_.BaseName } }
}

Describe 'The picture <Name>' -ForEach $pictures {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/Shell.psm1", "$PSScriptRoot/Support/Transcripts.psm1" -Force
        $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
        Push-Location $folder
        $drawn = Start-Shell -File "$root/docs/Show-Picture.ps1" -Path "$root/docs/pictures/$Name.ps1"
        Pop-Location
        $kept = Get-Content -LiteralPath "$root/docs/pictures/$Name.svg"
    }

    It 'is what its commands show: task Transcripts of build.ps1 renews it' {
        Hide-Chance ($drawn -join "`n") | Should -Be (Hide-Chance ($kept -join "`n"))
    }

    It 'is SVG with a title, and is in a document' {
        ([xml] ($kept -join "`n")).svg.title | Should -Match "^$Name`:"
        @(Get-ChildItem "$root/docs", "$root/README.md" -Filter *.md -Recurse -File | Select-String "pictures/$Name\.svg").Count |
            Should -BeGreaterThan 0
    }
}
