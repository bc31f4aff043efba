# One object by its id, again and again in one process. The first half of the requests warms up.
param([int] $Users, [int] $Times)

$repeat = 400
$runs = Use-Stub { Measure-Client -Client Module, RestMethod, bare -Uri $_ -Work get -Objects 1 -Repeat $repeat -Times $Times }
$medians = @{}
foreach ($client in $runs.Keys) {
    $medians[$client] = Get-Median ($runs[$client] | ForEach-Object { Get-Median ($_ | Select-Object -Last ($repeat / 2)) })
}
Write-Part 'one user by id, warm' $medians.Module $medians.RestMethod 'Invoke-RestMethod' -AtMost 0.9
Write-Part 'one user by id, warm' $medians.Module $medians.bare 'bare program' -AtMost 1.5
