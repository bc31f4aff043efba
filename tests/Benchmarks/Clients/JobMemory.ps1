# A job of the module on a large server: prints the megabytes of the idle process with an open session, the most while the job runs, the
# seconds, and how many objects it returned.
param([string] $Uri, [string] $Job)

Import-Module "$PSScriptRoot/../../../out/Authentik/Authentik.psd1"
$null = Connect-Authentik $Uri bench-token
[GC]::Collect()
[GC]::WaitForPendingFinalizers()

# Linux forgets the peak that loading caused; elsewhere it counts as well.
if ($IsLinux) { [IO.File]::WriteAllText('/proc/self/clear_refs', '5') }
$process = [Diagnostics.Process]::GetCurrentProcess()
$idle = $process.WorkingSet64
$watch = [Diagnostics.Stopwatch]::StartNew()
$count = (& ([scriptblock]::Create($Job)) | Measure-Object).Count
$seconds = $watch.Elapsed.TotalSeconds
$process.Refresh()
"$($idle / 1MB) $($process.PeakWorkingSet64 / 1MB) $seconds $count"
