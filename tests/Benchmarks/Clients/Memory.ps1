# The module's memory: prints the megabytes of the idle process with an open session, and the most while all users are listed.
param([string] $Uri, [int] $Users)

Import-Module "$PSScriptRoot/../../../out/Authentik/Authentik.psd1"
$null = Connect-Authentik $Uri bench-token
[GC]::Collect()
[GC]::WaitForPendingFinalizers()

# Linux forgets the peak that loading caused; elsewhere it counts as well.
if ($IsLinux) { [IO.File]::WriteAllText('/proc/self/clear_refs', '5') }
$process = [Diagnostics.Process]::GetCurrentProcess()
$idle = $process.WorkingSet64
$count = (Get-AuthentikUser | Measure-Object).Count
if ($count -ne $Users) { throw "$Users users should be listed, not $count." }
$process.Refresh()
"$($idle / 1MB) $($process.PeakWorkingSet64 / 1MB)"
