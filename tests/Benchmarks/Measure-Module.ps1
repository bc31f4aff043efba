<#
.SYNOPSIS
    Measures what a user of the module waits for, and what its builders wait for.
.DESCRIPTION
    Each figure is the median of several runs, each in a PowerShell of its own where loading is part of it. The time that an empty
    PowerShell takes is taken off. Building is timed in a clone of the committed state, so that nothing that lies around counts.
#>
param(
    # How often each thing is done.
    [int] $Times = 7,

    # Builds a clone as well, which takes some minutes.
    [switch] $Build
)

$ErrorActionPreference = 'Stop'
$root = Resolve-Path "$PSScriptRoot/../.."
$manifest = Join-Path $root 'out/Authentik/Authentik.psd1'
Import-Module "$root/tests/Pester/Support/Shell.psm1"

function Get-Median([double[]] $Values) {
    $sorted = $Values | Sort-Object
    $sorted[[math]::Floor($sorted.Count / 2)]
}

# Milliseconds that a script takes in a new PowerShell, as it measures itself.
function Measure-InNewShell([string] $Prepare, [string] $Script) {
    $command = "$Prepare; `$watch = [Diagnostics.Stopwatch]::StartNew(); $Script | Out-Null; `$watch.Elapsed.TotalMilliseconds"
    Get-Median (1..$Times | ForEach-Object { [double] (Start-Shell -Command $command | Select-Object -Last 1) })
}

function Write-Figure([string] $What, [double] $Value, [string] $Unit, [double] $Most) {
    $state = if (-not $Most) { '' } elseif ($Value -le $Most) { "at most $Most" } else { "TOO SLOW, at most $Most" }
    '{0,-58} {1,9:n1} {2,-2} {3}' -f $What, $Value, $Unit, $state
}

# A change as a person makes it: another help for one chapter's first resource.
function Edit-Chapter([string] $File) {
    $lines = Get-Content $File
    $at = [array]::FindIndex($lines, [Predicate[string]] { $args[0] -match '^    help: ' })
    $lines[$at] += '.'
    Set-Content $File $lines
}

# Compiler and build nodes that dotnet keeps running between two builds; on some machines they are switched off.
$keptRunning = 'MSBUILDDISABLENODEREUSE', 'UseSharedCompilation', 'DOTNET_CLI_USE_MSBUILD_SERVER'

function Measure-Build {
    $folder = Join-Path ([IO.Path]::GetTempPath()) "authentik-bench-$([guid]::NewGuid().ToString('N'))"
    $set = Get-Item $keptRunning.ForEach({ "env:$_" }) -ErrorAction Ignore
    $set | Remove-Item
    try {
        git clone --quiet $root $folder
        $project = Join-Path $folder 'src/Authentik.Module'
        dotnet restore $project --nologo --verbosity quiet | Out-Null
        $build = { dotnet build $project --no-restore --nologo --verbosity quiet | Out-Null; if ($LASTEXITCODE) { throw 'The clone does not build.' } }
        Write-Figure 'build: clean' (Measure-Command $build).TotalSeconds -Unit 's' -Most 55
        Write-Figure 'build: nothing changed' (Get-Median (1..5 | ForEach-Object { (Measure-Command $build).TotalSeconds })) -Unit 's' -Most 2.5
        Edit-Chapter (Join-Path $folder 'api/crypto.yaml')
        Write-Figure 'build: a sentence of one chapter changed' (Measure-Command $build).TotalSeconds -Unit 's' -Most 6
    } finally {
        dotnet build-server shutdown 2>&1 | Out-Null
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
        $set | ForEach-Object { Set-Item "env:$($_.Name)" $_.Value }
    }
}

$import = "Import-Module '$manifest'"
$commands = [int] (Start-Shell -Command "$import; (Get-Command -Module Authentik).Count")
"PowerShell $($PSVersionTable.PSVersion), $([Environment]::ProcessorCount) processors, $commands commands, medians of $Times"
Write-Figure 'Import-Module' (Measure-InNewShell '' $import) -Unit 'ms' -Most 150
Write-Figure 'first Get-Help New-AuthentikOAuth2Provider -Full' (Measure-InNewShell $import 'Get-Help New-AuthentikOAuth2Provider -Full') -Unit 'ms' -Most 500
Write-Figure 'first Get-Help New-AuthentikIdentificationStage -Full' (Measure-InNewShell $import 'Get-Help New-AuthentikIdentificationStage -Full') -Unit 'ms' -Most 500
Write-Figure 'Get-Command -Module Authentik, not imported' (Measure-InNewShell "`$env:PSModulePath = '$(Split-Path (Split-Path $manifest))'" 'Get-Command -Module Authentik -ListImported:$false') -Unit 'ms'
Write-Figure 'first Get-AuthentikUser, sandbox' (Measure-InNewShell "$import; Connect-Authentik -Sandbox" 'Get-AuthentikUser') -Unit 'ms'
Write-Figure 'Get-AuthentikUser jdoe, sandbox, the hundredth time' (Measure-InNewShell "$import; Connect-Authentik -Sandbox; 1..99 | ForEach-Object { `$null = Get-AuthentikUser jdoe }" 'Get-AuthentikUser jdoe') -Unit 'ms'
if ($Build) { Measure-Build }
