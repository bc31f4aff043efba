# The clients that are compared. Each is a process that does the same work several times and prints "milliseconds objects" each time.

Import-Module "$PSScriptRoot/../../Pester/Support/Shell.psm1"
'Stub', 'Node', 'Figures' | ForEach-Object { Import-Module "$PSScriptRoot/$_.psm1" }
$clients = Resolve-Path "$PSScriptRoot/../Clients"
$manifest = [IO.Path]::GetFullPath("$PSScriptRoot/../../../out/Authentik/Authentik.psd1")

# Runs each client in turn, and all of them again, so that a slow minute of the machine meets all of them.
# Returns for each client the times of its runs; each run is the list of its times.
function Measure-Client {
    param([string[]] $Client, [string] $Uri, [ValidateSet('list', 'get')] [string] $Work, [int] $Objects, [int] $Repeat, [int] $Times)

    $runs = [ordered]@{}
    $Client | ForEach-Object { $runs[$_] = [Collections.Generic.List[double[]]]::new() }
    foreach ($run in 1..$Times) {
        foreach ($name in $Client) {
            $runs[$name].Add([double[]] @(Invoke-Client $name $Uri $Work $Repeat | ForEach-Object { Read-Time $_ $Objects $name }))
        }
    }
    $runs
}

# The median over the runs of the time at one place of each run.
function Get-MedianAt($Runs, [int] $Index) { Get-Median ($Runs | ForEach-Object { $_[$Index] }) }

# Milliseconds that a script takes in a new PowerShell, as it measures itself.
function Measure-InNewShell([string] $Script) {
    $command = "`$watch = [Diagnostics.Stopwatch]::StartNew(); $Script | Out-Null; `$watch.Elapsed.TotalMilliseconds"
    [double] (Invoke-Shell $command)
}

# The same for a script that runs several times in each of the shells: the medians of the first time, and of the times after it.
function Measure-FirstAndWarm([string] $Prepare, [string] $Script, [int] $Times) {
    $measure = "(Measure-Command { $Script }).TotalMilliseconds"
    $runs = @(foreach ($run in 1..$Times) {
        , [double[]] (Invoke-Shell "$Prepare; foreach (`$i in 0..5) { $measure }")
    })
    @{
        First = Get-MedianAt $runs 0
        Warm = Get-Median ($runs | ForEach-Object { Get-Median $_[1..5] })
    }
}

# What a script starts with that uses the module.
function Get-ModuleImport { "Import-Module '$($manifest -replace "'", "''")'" }

# A script as one argument.
function ConvertTo-Quoted([string] $Script) { "'$($Script -replace "'", "''")'" }

function Invoke-Client([string] $Name, [string] $Uri, [string] $Work, [int] $Repeat) {
    switch ($Name) {
        'Node' { node (Get-NodeScript) $Uri $Work $Repeat }
        'bare' { dotnet (Get-BenchmarkProgram) $Work $Uri $Repeat }
        default { Start-Shell -File (Join-Path $clients "$Name.ps1") $Uri $Work $Repeat }
    }
    if ($LASTEXITCODE) { throw "The client $Name failed." }
}

function Read-Time([string] $Line, [int] $Objects, [string] $Client) {
    $time, $count = $Line -split ' '
    if ([int] $count -ne $Objects) { throw "$Client should read $Objects objects, but it printed: $Line" }
    [double] $time
}

Export-ModuleMember Measure-Client, Get-MedianAt, Measure-InNewShell, Measure-FirstAndWarm, Get-ModuleImport, ConvertTo-Quoted
