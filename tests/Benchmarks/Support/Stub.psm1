# The server of the benchmarks, in a process of its own.

$project = Join-Path $PSScriptRoot '../Authentik.Benchmarks'

# The program that is the server, and also the bare client.
function Get-BenchmarkProgram { Join-Path $project 'bin/Release/net10.0/Authentik.Benchmarks.dll' }

function Build-BenchmarkProgram {
    $PSNativeCommandUseErrorActionPreference = $false
    $output = dotnet build $project --configuration Release --nologo --verbosity quiet
    if ($LASTEXITCODE) { throw ($output -join "`n") }
}

# Starts a server, hands it to the script as $_, and stops it.
function Use-Stub {
    param(
        [Parameter(Mandatory, Position = 0)] [scriptblock] $Script,
        [int] $Users = 1000,
        [int] $Latency,
        [int] $Groups = 20,
        [int] $Applications,
        # So many objects of a configuration, in place of all others.
        [int] $Configuration)

    $work = $Configuration ? ('configuration', $Configuration, $Latency) : ('serve', $Users, $Latency, $Groups, $Applications)
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', [string[]] (@(Get-BenchmarkProgram) + $work))
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    try {
        $uri = $process.StandardOutput.ReadLine()
        if (-not $uri) { throw 'The server of the benchmarks did not start.' }
        $uri | ForEach-Object $Script
    }
    finally {
        $process.StandardInput.Close()
        if (-not $process.WaitForExit(5000)) { $process.Kill() }
        $process.Dispose()
    }
}

# The requests by operation, such as 'GET /core/users/'.
function Get-RequestCount([string] $Uri) {
    $counts = Invoke-RestMethod "$Uri/counters"
    $table = [ordered]@{}
    $counts.psobject.Properties | ForEach-Object { $table[$_.Name] = $_.Value }
    $table
}

Export-ModuleMember Get-BenchmarkProgram, Build-BenchmarkProgram, Use-Stub, Get-RequestCount
