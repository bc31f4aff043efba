# The README's tour, as typed, on an authentik in memory. The examples of the help have a file of their own.

Describe 'The README' {
    BeforeAll {
        $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
        $readme = Get-Content -LiteralPath "$root/README.md" -Raw
        Import-Module "$PSScriptRoot/Support/Shell.psm1" -Force
        $shown = (Start-Shell -File "$root/docs/Show-Tour.ps1") -join "`n"
        # What is made anew each time.
        function Hide-Chance([string] $Text) { $Text -replace '[A-Za-z0-9]{40}', '<client id>' -replace '[A-Za-z0-9]{10,}…', '<client id>' }
    }

    It 'shows the tour as it runs' {
        $block = [regex]::Match($readme, '(?s)## The tour\s+```console\n(.*?)\n```').Groups[1].Value
        (Hide-Chance $block).Trim() | Should -Be (Hide-Chance $shown).Trim()
    }

    It 'has a tour in which only what shall fail does' {
        [regex]::Matches($shown, '(?m)^[A-Z]\w+-Authentik\w*: ').Count | Should -Be 1
    }

    It 'names only commands that there are' {
        $named = [regex]::Matches($readme, '\b(Get|New|Set|Remove|Connect|Disconnect|Invoke)-Authentik\w*') | ForEach-Object Value | Sort-Object -Unique
        Import-Module "$root/out/Authentik/Authentik.psd1"
        $named | Where-Object { $_ -notmatch '-Authentik$' -or $_ -match '^(Dis)?[Cc]onnect' } | ForEach-Object { Get-Command $_ -ErrorAction Stop } | Should -Not -BeNullOrEmpty
    }

    It 'names only tasks that build.ps1 has' {
        $tasks = (Get-Command "$root/build.ps1").Parameters['Task'].Attributes.ValidValues
        [regex]::Matches($readme, 'build\.ps1 -Task (\w+)') | ForEach-Object { $_.Groups[1].Value } | Should -BeIn $tasks
    }
}
