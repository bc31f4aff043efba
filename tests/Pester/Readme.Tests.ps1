# What the README names. Its tour is a transcript, and the examples of the help have a file of their own.

Describe 'The README' {
    BeforeAll {
        $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
        $readme = Get-Content -LiteralPath "$root/README.md" -Raw
    }

    It 'names only commands that there are' {
        $named = [regex]::Matches($readme, '\b(Get|New|Set|Remove|Connect|Disconnect|Invoke)-Authentik\w*') | ForEach-Object Value | Sort-Object -Unique
        Import-Module "$root/out/Authentik/Authentik.psd1"
        $named | Where-Object { $_ -notmatch '-Authentik$' -or $_ -match '^(Dis)?[Cc]onnect' } | ForEach-Object { Get-Command $_ -ErrorAction Stop } | Should -Not -BeNullOrEmpty
    }

    It 'fits a screen or two' {
        ($readme -split "`n").Count | Should -BeLessOrEqual 150
    }

    It 'names only tasks that build.ps1 has' {
        $tasks = (Get-Command "$root/build.ps1").Parameters['Task'].Attributes.ValidValues
        [regex]::Matches($readme, 'build\.ps1 -Task (\w+)') | ForEach-Object { $_.Groups[1].Value } | Should -BeIn $tasks
    }
}
