# The README's tour and the help's examples, as typed, on an authentik in memory.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    Import-Authentik
    $root = Resolve-Path "$PSScriptRoot/../.."
    # What an example needs that only its reader has: a token, a file, somebody at the keyboard, another server.
    $personal = '\$\w*token|Read-Host|logo\.svg|auth(-test)?\.example\.com'
    $examples = Get-Command -Module Authentik | ForEach-Object {
        $name = $_.Name
        foreach ($example in @((Get-Help $name -Full).examples.example)) {
            $code = "$($example.code)".Trim()
            @{ Command = $name; Code = $code; IsPersonal = $code -match $personal }
        }
    }
    $versions = '2024.10.5', '2026.8.3'
}

Describe 'The README' {
    BeforeAll {
        $root = Resolve-Path "$PSScriptRoot/../.."
        $readme = Get-Content "$root/README.md" -Raw
        $shown = (pwsh -NoProfile -NonInteractive -File "$root/docs/Show-Tour.ps1") -join "`n"
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

Describe 'Examples of the help on <_>' -ForEach $versions {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $version = $_
    }

    BeforeEach {
        Get-AuthentikSession | Disconnect-Authentik
        Connect-Authentik -Sandbox -Version $version -Name test
        $flows = @{ AuthorizationFlow = 'default-provider-authorization-implicit-consent'; InvalidationFlow = 'default-provider-invalidation-flow' }
        $provider = New-AuthentikOAuth2Provider -Name grafana @flows -RedirectUri https://grafana.example.com/cb
        $null = New-AuthentikApplication -Name Grafana -Slug grafana -Provider $provider
        if ($version -ge '2024.12') { $null = New-AuthentikUserConnection -User jdoe -Source github -Identifier 583231 -ErrorAction Ignore }
        Push-Location $TestDrive
    }

    AfterEach {
        Pop-Location
        Get-AuthentikSession | Disconnect-Authentik
    }

    It '<Command>: <Code>' -ForEach ($examples | Where-Object { -not $_.IsPersonal }) {
        try { & ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'; $Code")) *> $null }
        catch {
            # What the version cannot do must say so, and the sandbox may not model an action.
            $_.FullyQualifiedErrorId -like 'VersionMismatch,*' -or $_.Exception.StatusCode -eq 501 | Should -BeTrue -Because "$_"
        }
    }
}
