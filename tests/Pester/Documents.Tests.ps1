# What the documents show as PowerShell: it parses, and its commands and parameters exist. Nothing of it is run here; transcripts and the
# examples of the help have files of their own. Links and anchors are checked by DocumentTests.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/Documents.psm1" -Force
    $documents = @(Get-Document)
}

Describe 'Documents' -ForEach @{ All = $documents } {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/Documents.psm1", "$PSScriptRoot/Support/Notes.psm1" -Force
        Import-Module "$PSScriptRoot/../../out/Authentik/Authentik.psd1"
        $counts = @{ Blocks = 0; Commands = 0; Parameters = 0; Names = 0 }
    }

    AfterAll {
        Add-TestNote "$($All.Count) documents: $($counts.Blocks) blocks of PowerShell with $($counts.Commands) commands and $($counts.Parameters) parameters; $($counts.Names) names in the text"
    }

    It '<_>: PowerShell parses and exists' -ForEach $documents {
        $blocks = @(Get-CodeBlock $_)
        $counts.Blocks += $blocks.Count
        $findings = foreach ($block in $blocks) { Find-CodeMistake $block $counts }
        $findings | Should -BeNullOrEmpty
    }

    It '<_>: commands that the text names exist' -ForEach $documents {
        $names = @(Get-NamedCommand $_)
        $counts.Names += $names.Count
        $names | Where-Object { -not (Get-Command $_ -ErrorAction Ignore) } | Should -BeNullOrEmpty
    }

    It 'need every exception' {
        $used = $All | ForEach-Object { Get-CodeBlock $_ } | ForEach-Object { Get-CommandName $_ }
        Get-ForeignCommand | Where-Object { $_ -notin $used } | Should -BeNullOrEmpty
    }
}

Describe 'The check of documents' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/Documents.psm1" -Force
        Import-Module "$PSScriptRoot/../../out/Authentik/Authentik.psd1"
    }

    It 'finds <Mistake>' -ForEach @(
        @{ Mistake = 'a block that does not parse'; Code = 'Get-AuthentikUser | {'; Finding = '*line 7*' }
        @{ Mistake = 'a command that does not exist'; Code = 'Get-AuthentikNothing a'; Finding = '*Get-AuthentikNothing*' }
        @{ Mistake = 'a foreign command that does not exist'; Code = '& { Get-Nothing }'; Finding = '*Get-Nothing*' }
        @{ Mistake = 'a parameter that does not exist'; Code = "if (`$x) {`nGet-AuthentikUser -Nothing 1 }"; Finding = '*-Nothing*line 8*' }
        @{ Mistake = 'a part of several parameters'; Code = 'Get-AuthentikUser -Las $x'; Finding = '*-Las*' }
    ) {
        Find-CodeMistake @{ Line = 7; Code = $Code } @{} | Should -BeLike $Finding
    }

    It 'lets pass <Code>' -ForEach @(
        @{ Code = 'Get-AuthentikUser -Username a -ErrorAction Stop -OutVariable x' }
        @{ Code = 'Get-AuthentikUser -Searc a | Where-Object Name -Like a* | ForEach-Object Name' }
        @{ Code = "Get-Mine -Anything; git -x; `$values = @{}; Set-AuthentikUser a @values" }
    ) {
        Find-CodeMistake @{ Line = 1; Code = $Code; Functions = 'Get-Mine' } @{} | Should -BeNullOrEmpty
    }
}
