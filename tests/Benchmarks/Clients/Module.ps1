# The module.
param([string] $Uri, [string] $Work, [int] $Repeat)

Import-Module "$PSScriptRoot/../../../out/Authentik/Authentik.psd1"
$null = Connect-Authentik $Uri bench-token
$script = $Work -eq 'list' ? { (Get-AuthentikUser | Measure-Object).Count } : { @(Get-AuthentikUser 1000001).Count }
foreach ($i in 1..$Repeat) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $count = & $script
    "$($watch.Elapsed.TotalMilliseconds) $count"
}
