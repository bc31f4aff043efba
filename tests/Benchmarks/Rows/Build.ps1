# How long builders wait: a clone of the committed state is built, so that nothing that lies around counts. It takes some minutes.
param([int] $Users, [int] $Times)

$root = Resolve-Path "$PSScriptRoot/../../.."

# A change as a person makes it: another help for one chapter's first resource.
function Edit-Chapter([string] $File) {
    $lines = Get-Content $File
    $at = [array]::FindIndex($lines, [Predicate[string]] { $args[0] -match '^    help: ' })
    $lines[$at] += '.'
    Set-Content $File $lines
}

# Compiler and build nodes that dotnet keeps running between two builds; on some machines they are switched off.
$keptRunning = 'MSBUILDDISABLENODEREUSE', 'UseSharedCompilation', 'DOTNET_CLI_USE_MSBUILD_SERVER'

$folder = Join-Path ([IO.Path]::GetTempPath()) "authentik-bench-$(New-Guid)"
$set = Get-Item $keptRunning.ForEach({ "env:$_" }) -ErrorAction Ignore
$set | Remove-Item
try {
    git clone --quiet $root $folder
    $project = Join-Path $folder 'src/Authentik.Module'
    dotnet restore $project --nologo --verbosity quiet | Out-Null
    $build = {
        dotnet build $project --no-restore --nologo --verbosity quiet | Out-Null
        if ($LASTEXITCODE) { throw 'The clone does not build.' }
    }
    Write-Figure 'build: clean' (Measure-Command $build).TotalSeconds -AtMost 55 -Unit s -Digits 1
    $again = 1..$Times | ForEach-Object { (Measure-Command $build).TotalSeconds }
    Write-Figure 'build: nothing changed' (Get-Median $again) -AtMost 2.5 -Unit s -Digits 1
    Edit-Chapter (Join-Path $folder 'api/crypto.yaml')
    Write-Figure 'build: a sentence of one chapter changed' (Measure-Command $build).TotalSeconds -AtMost 6 -Unit s -Digits 1
} finally {
    dotnet build-server shutdown 2>&1 | Out-Null
    Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    $set | ForEach-Object { Set-Item "env:$($_.Name)" $_.Value }
}
