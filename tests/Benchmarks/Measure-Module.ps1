#Requires -Version 7.4
<#
.SYNOPSIS
    Measures what a user of the module waits for, and what its builders wait for, and compares it with targets.
.DESCRIPTION
    Prints a table. Each row is a script in the folder Rows. What is compared runs in turn, in processes of their own, against the server
    in Authentik.Benchmarks, and the median of the runs counts. The module is the one in out/Authentik; build it in Release first.
    docs/performance.md describes the method.
.EXAMPLE
    ./Measure-Module.ps1 -Row List -Users 5000 -Times 1
    Measures the lists alone, and only roughly.
#>
param(
    # The rows to measure; all of them by default.
    [ValidateSet('List', 'Latency', 'Memory', 'One', 'Fresh', 'First', 'Create', 'Set', 'Jobs', 'Configuration', 'Import', 'Help', 'Tab', 'Build')]
    [string[]] $Row = @(
        'List', 'Latency', 'Memory', 'One', 'Fresh', 'First', 'Create', 'Set', 'Jobs', 'Configuration', 'Import', 'Help', 'Tab',
        'Build'),

    # The size of everything: so many users in the longest list, a tenth of it in rows to change, a hundredth in users to create.
    [ValidateRange(100, 800000)]
    [int] $Users = 100000,

    # How often each thing is measured.
    [ValidateRange(1, 100)]
    [int] $Times = 5
)

$ErrorActionPreference = 'Stop'
$env:POWERSHELL_TELEMETRY_OPTOUT = 1
Import-Module "$PSScriptRoot/../Pester/Support/Shell.psm1"
'Figures', 'Stub', 'Node', 'Clients', 'Machine' | ForEach-Object { Import-Module "$PSScriptRoot/Support/$_.psm1" }

Build-BenchmarkProgram
Get-MachineText -Times $Times
''
Write-TableHead
try {
    foreach ($name in $Row) {
        # A row that fails doesn't end half an hour of measuring.
        try { & "$PSScriptRoot/Rows/$name.ps1" -Users $Users -Times $Times }
        catch {
            Write-Missing "row $name" 'it failed'
            Write-Error -ErrorRecord $_ -ErrorAction Continue
        }
    }
} finally { Remove-NodeClient }
