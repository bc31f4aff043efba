# Changes by a folder of a configuration: prints the seconds from the first change to the last, those of the whole command, and how many
# objects were changed.
param([string] $Uri, [string] $Folder, [int] $ThrottleLimit)

Import-Module "$PSScriptRoot/../../../out/Authentik/Authentik.psd1"
$null = Connect-Authentik $Uri bench-token
$first = $null
$watch = [Diagnostics.Stopwatch]::StartNew()
$count = (Import-AuthentikConfiguration $Folder -ThrottleLimit $ThrottleLimit -PassThru | ForEach-Object {
    $first ??= $watch.Elapsed
    $_
} | Measure-Object).Count
"$(($watch.Elapsed - $first).TotalSeconds) $($watch.Elapsed.TotalSeconds) $count"
