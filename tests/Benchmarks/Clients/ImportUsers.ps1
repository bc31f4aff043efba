# A second import of users, of whom none has changed: prints the megabytes of the idle process with an open session and the most of the
# import, the requests that read and those that write, and the seconds.
param([string] $Uri, [int] $Users)

Import-Module "$PSScriptRoot/../../../out/Authentik/Authentik.psd1"
$null = Connect-Authentik $Uri bench-token
[GC]::Collect()
[GC]::WaitForPendingFinalizers()

# Linux forgets the peak that loading caused; elsewhere it counts as well.
if ($IsLinux) { [IO.File]::WriteAllText('/proc/self/clear_refs', '5') }
$process = [Diagnostics.Process]::GetCurrentProcess()
$idle = $process.WorkingSet64
$clock = [Diagnostics.Stopwatch]::StartNew()
$unchanged = 1..$Users | ForEach-Object {
    $number = 1000000 + $_
    [pscustomobject]@{
        username = "user$number"; name = "Maria Rossi $number"; email = "user$number@example.com"; path = 'users/sales'
        is_active = 'true'; type = 'internal'; 'attributes.department' = 'Sales'; 'attributes.employee.number' = "$number"
    }
} | Import-AuthentikUser | Where-Object Status -EQ Unchanged | Measure-Object
$seconds = $clock.Elapsed.TotalSeconds
if ($unchanged.Count -ne $Users) { throw "$Users users should be unchanged, not $($unchanged.Count)." }
$process.Refresh()
$counts = (Invoke-RestMethod "$Uri/counters").psobject.Properties
$reads = ($counts | Where-Object Name -Like 'GET*' | Measure-Object Value -Sum).Sum
$writes = [int] ($counts | Where-Object Name -NotLike 'GET*' | Measure-Object Value -Sum).Sum
"$($idle / 1MB) $($process.PeakWorkingSet64 / 1MB) $reads $writes $seconds"
