#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    The one door to building and testing the module.
.DESCRIPTION
    Without PowerShell at hand, "dotnet run build.cs TASK" does the same in the PowerShell that .config/dotnet-tools.json pins.

    Build    compiles everything and lays the importable module out in out/Authentik.
    Test     runs the tests: the C# ones, and the Pester files in this PowerShell.
    TestAll  the same in Release with 100,000 changed responses, 200,000 calls and a fault at each step of an import, and the script
             analyzer where PSScriptAnalyzer is installed. Nothing is left out.
    Judge    has npm's Prism judge what commands send by three of authentik's OpenAPI documents; Test does so by one of them.
    Demo     builds, and runs the tour of the README on an authentik in memory, as a person would type it.
    Shell    builds, and opens a PowerShell with the module imported and connected to an authentik in memory.
    Analyze  runs the script analyzer over the scripts and the tests.
    Package  builds in Release and packs out/Authentik as out/Authentik.<version>.nupkg, as the PowerShell Gallery takes it.
             With -RepositoryUrl of a project on GitHub, Get-Help -Online opens the pages of its site.
    Bench    builds in Release, and compares the speed of the module with its targets and rivals; it takes half an hour.
             docs/performance.md says how one figure is measured alone.
    Reference  builds, and writes a page of Markdown for each command and about_ topic into out/reference, with an index.
    Site     builds the documentation as a static site in out/site. It needs npm. With -RepositoryUrl, it's for the project's GitHub Pages.
    Transcripts  renews what the README's tour, the pages and pictures of docs/ and the examples of the help show.
    Names    renews docs/names.txt, the list of all names that scripts use, and docs/package.txt, the list of the package's files.
    UpdateApi  merges an OpenAPI document into the book in api/ and prints what changed.
    Clean    removes what the other tasks made.
.EXAMPLE
    ./build.ps1
    Builds the module.
.EXAMPLE
    ./build.ps1 -Task TestAll
    Runs everything, and prints the figures of each suite.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'TestAll', 'Judge', 'Demo', 'Shell', 'Analyze', 'Package', 'Bench', 'Reference', 'Site', 'Transcripts', 'Names', 'UpdateApi', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # For UpdateApi: a file, the address of a server's /api/v3/schema/?format=json, or npm:VERSION (2026.5 and later).
    [string] $Document,

    # For Package and Site: the address of the project, such as https://github.com/OWNER/NAME. Links lead there; without it, there are none.
    [ValidatePattern('^https://[^/\s?#]+(/[^\s?#]+)+$', ErrorMessage = "'{0}' isn't the address of a project, such as https://github.com/OWNER/NAME.")]
    [string] $RepositoryUrl
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$root = $PSScriptRoot
$solution = Join-Path $root 'Module.sln'
$module = Join-Path $root 'out/Authentik'

# For the text of commands, whatever the path has in it.
$manifestText = "'$((Join-Path $module 'Authentik.psd1') -replace "'", "''")'"
Import-Module (Join-Path $root 'tests/Pester/Support/Shell.psm1') -Function Get-ShellCommand
Import-Module (Join-Path $root 'src/Authentik.Module/Package.psm1')
Import-Module (Join-Path $root 'docs/site/Site.psm1')

function Invoke-Build([string] $In = $Configuration, [string] $Project = $solution) {
    dotnet build $Project --configuration $In --nologo
}

function Invoke-Test([string] $In = $Configuration) {
    Remove-Item -LiteralPath (Join-Path $root 'out/tests') -Recurse -Force -ErrorAction Ignore
    try { dotnet test $solution --configuration $In --nologo }
    finally { Get-ChildItem -LiteralPath (Join-Path $root 'out/tests') -Filter *.txt -ErrorAction Ignore | Get-Content }
}

# So many take half an hour, which is why Test does fewer.
function Invoke-TestAll {
    $before = $env:AUTHENTIK_TEST_MUTATIONS, $env:AUTHENTIK_TEST_CALLS, $env:AUTHENTIK_TEST_STEPS
    $env:AUTHENTIK_TEST_MUTATIONS, $env:AUTHENTIK_TEST_CALLS, $env:AUTHENTIK_TEST_STEPS = 100000, 200000, 1
    try { Invoke-Test Release }
    finally { $env:AUTHENTIK_TEST_MUTATIONS, $env:AUTHENTIK_TEST_CALLS, $env:AUTHENTIK_TEST_STEPS = $before }
}

function Invoke-Judge {
    $before = $env:AUTHENTIK_JUDGE
    $env:AUTHENTIK_JUDGE = 'all'
    try {
        dotnet test (Join-Path $root 'tests/Authentik.Conformance.Tests') --configuration $Configuration --nologo --filter FullyQualifiedName~JudgeTests
    } finally {
        $env:AUTHENTIK_JUDGE = $before
        Get-ChildItem -LiteralPath (Join-Path $root 'out/tests') -Filter judge-*.txt -ErrorAction Ignore | Get-Content
    }
}

function Invoke-QuietBuild {
    'Building the module. The first time takes some minutes ...'
    Invoke-Build | Where-Object { $_ -match ': (error|warning) ' }
}

# A PowerShell of its own: this one may have an older build of the module loaded.
function Invoke-PowerShell {
    $program, [string[]] $first = Get-ShellCommand
    & $program @first -NoProfile @args
}

function Invoke-Demo {
    Invoke-QuietBuild
    Show-Transcript (Join-Path $root 'README.md') 'The tour'
}

function Invoke-Shell {
    Invoke-QuietBuild
    $start = @(
        "Import-Module $manifestText"
        'Connect-Authentik -Sandbox'
        "'Connected to an authentik in memory. Try Get-AuthentikUser or Get-Help Get-AuthentikUser; exit closes it.'"
    ) -join '; '

    # How the person ends it is no failure of the task.
    $PSNativeCommandUseErrorActionPreference = $false
    Invoke-PowerShell -NoLogo -NoExit -Command $start
}

function Invoke-Analyze {
    if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
        Write-Warning 'PSScriptAnalyzer is not installed, so the scripts are not analyzed: Install-Module PSScriptAnalyzer'
        return
    }
    $settings = Join-Path $root 'tests/PSScriptAnalyzerSettings.psd1'
    $findings = @(
        Get-Item -LiteralPath $PSCommandPath, (Join-Path $root 'Authentik.psd1')
        Get-ChildItem (Join-Path $root 'docs') -Filter *.ps1
        Get-Item -LiteralPath (Join-Path $root 'src/Authentik.Module/Package.psm1'), (Join-Path $root 'docs/site/Site.psm1')
        Get-ChildItem -LiteralPath (Join-Path $root 'tests/Pester'), (Join-Path $root 'tests/Benchmarks') -Recurse -Include *.ps1, *.psm1
    ) | ForEach-Object { Invoke-ScriptAnalyzer $_.FullName -Settings $settings }
    $findings | Format-List Severity, RuleName, ScriptName, Line, Message | Out-Host
    if ($findings) {
        throw "The script analyzer found $(@($findings).Count) things."
    }
    'The script analyzer found nothing.'
}

function Invoke-Package {
    Invoke-Build Release -Project (Join-Path $root 'src/Authentik.Module')
    $package = New-ModulePackage (Join-Path $root 'out') -RepositoryUrl $RepositoryUrl
    $found = Find-BuildPath $package
    if ($found) {
        Remove-Item -LiteralPath $package
        throw "These files contain the path of a folder of this machine, so the package was removed: $($found -join ', ')"
    }
    $package
}

# What is packed is measured: a Debug build is much slower.
function Invoke-Bench {
    'Building the module in Release. The first time takes some minutes ...'
    Invoke-Build Release -Project (Join-Path $root 'src/Authentik.Module') | Where-Object { $_ -match ': (error|warning) ' }
    & (Join-Path $root 'tests/Benchmarks/Measure-Module.ps1')
}

function Invoke-Reference {
    Invoke-Build -Project (Join-Path $root 'src/Authentik.Module')
    New-Reference -Configuration $Configuration
}

function Invoke-Site {
    Invoke-Build -Project (Join-Path $root 'src/Authentik.Module')
    New-Site -RepositoryUrl $RepositoryUrl -Configuration $Configuration
}

function Invoke-Transcript {
    Invoke-QuietBuild
    Import-Module (Join-Path $root 'tests/Pester/Support/Transcripts.psm1')
    foreach ($document in Get-TranscriptDocument) {
        $lines = Invoke-InTemporaryFolder { Show-Transcript (Join-Path $root $document.Path) $document.Heading -Whole }
        Set-Content -LiteralPath (Join-Path $root $document.Path) $lines
        "$($document.Path) is as the module is now. Look at the differences."
    }
    foreach ($source in Get-ChildItem (Join-Path $root 'docs/pictures') -Filter *.ps1) {
        $drawn = Join-Path $source.Directory "$($source.BaseName).svg"
        Set-Content -LiteralPath $drawn (Invoke-InTemporaryFolder { Show-Picture $source.FullName })
        "$drawn is what its commands show now. Look at it."
    }
    $support = (Join-Path $root 'tests/Pester/Support') -replace "'", "''"
    $modules = "'$support/TestServer.psm1', '$support/Examples.psm1'"
    foreach ($option in '', '-Again', '-Again', '-Again') {
        $null = Invoke-InTemporaryFolder {
            Invoke-PowerShell -NonInteractive -Command "Import-Module $modules; Import-Authentik; Update-ShownFile $option"
        }
    }
    'tests/Pester/Examples.shown.txt is what the examples of the help show now. Look at the differences.'
}

# Documents, pictures and examples have commands that write files.
function Invoke-InTemporaryFolder([scriptblock] $Script) {
    $folder = New-Item (Join-Path ([IO.Path]::GetTempPath()) (New-Guid)) -ItemType Directory
    Push-Location $folder
    try { & $Script }
    finally {
        Pop-Location
        Remove-Item $folder -Recurse -Force
    }
}

function Show-Picture([string] $Path) {
    Invoke-PowerShell -NonInteractive -File (Join-Path $root 'docs/Show-Picture.ps1') -Path $Path
}

function Show-Transcript([string] $Path, [string] $Heading, [switch] $Whole) {
    [string[]] $rest = $Whole ? @('-Whole') : @()
    Invoke-PowerShell -NonInteractive -File (Join-Path $root 'docs/Show-Transcript.ps1') -Path $Path -Heading $Heading @rest
}

function Invoke-Names {
    Invoke-Build | Where-Object { $_ -match ': (error|warning) ' }
    $support = Join-Path $root 'tests/Pester/Support/Names.psm1'
    $names = Invoke-PowerShell -NonInteractive -Command "Import-Module $manifestText, '$($support -replace "'", "''")'; Get-NameList"
    Set-Content -LiteralPath (Join-Path $root 'docs/names.txt') $names
    $files = Invoke-InTemporaryFolder { Get-PackageFile (New-ModulePackage (Get-Location).ProviderPath) }
    Set-Content -LiteralPath (Join-Path $root 'docs/package.txt') $files
    'docs/names.txt and docs/package.txt are as the module is; a name that went or changed needs a line in the CHANGELOG.'
}

# The document as a file; what is fetched goes into the folder.
function Get-ApiDocument([string] $Folder) {
    if ($Document -match '^https?://') {
        $file = Join-Path $Folder 'schema'
        Invoke-WebRequest $Document -OutFile $file
        return $file
    }
    if ($Document -notmatch '^npm:(.+)$') {
        return (Resolve-Path -LiteralPath $Document).Path
    }
    $package = "@goauthentik/api@$($Matches[1])"
    if (-not (Get-Command npm -ErrorAction Ignore)) {
        throw "npm is not installed, so $package cannot be fetched. Give a file or an address instead."
    }
    npm pack $package --pack-destination $Folder --loglevel error | Out-Null
    tar -xzf (Get-ChildItem $Folder -Filter *.tgz).FullName -C $Folder
    $found = Get-ChildItem $Folder -Recurse -Filter schema.yml | Select-Object -First 1
    if (-not $found) {
        throw "$package carries no schema.yml; packages do from 2026.5 on."
    }
    $found.FullName
}

function Invoke-UpdateApi {
    if (-not $Document) {
        throw 'Say which document with -Document: a file, an address, or npm:VERSION.'
    }
    $folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())) -ItemType Directory).FullName
    try {
        dotnet run --project (Join-Path $root 'src/Authentik.Generator') -- import --book (Join-Path $root 'api') --document (Get-ApiDocument $folder)
    } finally {
        Remove-Item $folder -Recurse -Force
    }
}

function Invoke-Clean {
    Remove-Item -LiteralPath (Join-Path $root 'out') -Recurse -Force -ErrorAction Ignore
    Get-ChildItem -LiteralPath $root -Recurse -Directory -Include bin, obj | Remove-Item -Recurse -Force -ErrorAction Ignore
}

foreach ($one in $Task) {
    switch ($one) {
        'Build' { Invoke-Build }
        'Test' { Invoke-Test }
        # What the analyzer finds keeps no test from running.
        'TestAll' { try { Invoke-TestAll } finally { Invoke-Analyze } }
        'Judge' { Invoke-Judge }
        'Demo' { Invoke-Demo }
        'Shell' { Invoke-Shell }
        'Analyze' { Invoke-Analyze }
        'Package' { Invoke-Package }
        'Bench' { Invoke-Bench }
        'Reference' { Invoke-Reference }
        'Site' { Invoke-Site }
        'Transcripts' { Invoke-Transcript }
        'Names' { Invoke-Names }
        'UpdateApi' { Invoke-UpdateApi }
        'Clean' { Invoke-Clean }
    }
}
