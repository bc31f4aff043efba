# The site of the documentation, built as it's published and opened in a browser.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/SiteCheck.psm1" -Force
    $why = Find-SiteObstacle
    # Skipped tests are listed by their names.
    $name = $why ? "The site ($why)" : 'The site'
}

Describe $name -Skip:([bool] $why) {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/SiteCheck.psm1", "$PSScriptRoot/Support/Notes.psm1", "$PSScriptRoot/../../docs/site/Site.psm1" -Force
        $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
        $site = New-Site (Join-Path $TestDrive site) -RepositoryUrl https://github.com/owner/name
        $found = Test-Site $site /name/
        Add-TestNote "$($found.pages) pages with $($found.links) links; $($found.visited) opened, $($found.searches) searches"
    }

    It 'has a page for every command and document' {
        $commands = (Import-PowerShellDataFile "$root/out/Authentik/Authentik.psd1").CmdletsToExport
        $commands | Where-Object { -not (Test-Path "$site/reference/$_.html") } | Should -BeNullOrEmpty
        Get-ChildItem "$root/docs", "$root/docs/guides" -Filter *.md -ErrorAction Ignore |
            ForEach-Object { [IO.Path]::GetRelativePath("$root/docs", $_.FullName) -replace '\.md$', '.html' } |
            Where-Object { -not (Test-Path "$site/$_") } |
            Should -BeNullOrEmpty
        $found.pages | Should -BeGreaterThan $commands.Count
        $found.visited | Should -BeGreaterThan 20
    }

    It 'has no link within it that leads nowhere' { $found.deadLinks | Should -BeNullOrEmpty }

    It 'leads to the repository for files that aren''t pages' {
        Get-Content "$site/readme.html" -Raw | Should -Match 'href="https://github\.com/owner/name/blob/HEAD/LICENSE"'
    }

    It 'loads nothing from elsewhere' { $found.foreign | Should -BeNullOrEmpty }

    It 'opens without an error' { $found.console | Should -BeNullOrEmpty }

    It 'fits a phone and a desk' {
        $found.wide | Should -BeNullOrEmpty
        $found.unreadable | Should -BeNullOrEmpty
    }

    It 'is dark or light as the reader has it' { $found.schemes | Should -BeNullOrEmpty }

    It 'finds commands by their names, and by words' {
        $found.search | Should -BeNullOrEmpty
        $found.searches | Should -BeGreaterThan 5
    }

    It 'leads from the start page to a command' { $found.navigation | Should -BeNullOrEmpty }
}

Describe 'Links of documents on the site' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../docs/site/Site.psm1" -Force
        function Convert-TestLink([string] $Text, [string] $Source, [string] $RepositoryUrl) {
            InModuleScope Site {
                param($text, $source, $url)
                $pages = @{
                    'README.md' = @{ Page = 'readme.md' }; 'docs/index.md' = @{ Page = 'index.md' }
                    'docs/guides/saml.md' = @{ Page = 'guides/saml.md' }; 'docs/first-steps.md' = @{ Page = 'first-steps.md' }
                }
                Convert-Link $text $source $pages $url
            } -Parameters @{ text = $Text; source = $Source; url = $RepositoryUrl }
        }
    }

    It '<Text> in <Source> becomes <Expected>' -ForEach @(
        @{ Text = '[a](docs/first-steps.md#b)'; Source = 'README.md'; Expected = '[a](./first-steps.md#b)' }
        @{ Text = '[a](../README.md)'; Source = 'docs/index.md'; Expected = '[a](./readme.md)' }
        @{ Text = '[a](../../README.md)'; Source = 'docs/guides/saml.md'; Expected = '[a](../readme.md)' }
        @{ Text = '[a](../first-steps.md)'; Source = 'docs/guides/saml.md'; Expected = '[a](../first-steps.md)' }
        @{ Text = '[`a`](LICENSE), [b](#c), [d](https://example.com)'; Source = 'README.md'; Expected = '`a`, [b](#c), [d](https://example.com)' }
        @{ Text = '[a](LICENSE)'; Source = 'README.md'; Url = 'https://example.com/x/'; Expected = '[a](https://example.com/x/blob/HEAD/LICENSE)' }
        @{ Text = '[a](nothing.md)'; Source = 'README.md'; Url = 'https://example.com/x'; Expected = '[a](nothing.md)' }
    ) { Convert-TestLink $Text $Source $Url | Should -BeExactly $Expected }
}
