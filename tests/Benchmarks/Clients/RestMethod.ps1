# Invoke-RestMethod, as someone without the module uses it.
param([string] $Uri, [string] $Work, [int] $Repeat)

$headers = @{ Authorization = 'Bearer bench-token' }

function Get-User { Invoke-RestMethod "$Uri/api/v3/core/users/1000001/" -Headers $headers }

function Get-AllUser {
    $page = 1
    while ($page) {
        $response = Invoke-RestMethod "$Uri/api/v3/core/users/?page=$page&page_size=100" -Headers $headers
        $response.results
        $page = $response.pagination.next
    }
}

$script = $Work -eq 'list' ? { (Get-AllUser | Measure-Object).Count } : { @(Get-User).Count }
foreach ($i in 1..$Repeat) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $count = & $script
    "$($watch.Elapsed.TotalMilliseconds) $count"
}
