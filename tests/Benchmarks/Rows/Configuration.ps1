# The configuration of a server with 10,000 objects, and 20 ms for each request: written as files, compared with them, and 1,000 changes.
param([int] $Users, [int] $Times)

$objects, $changes = [int] ($Users / 10), [int] ($Users / 100)
$folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "authentik-bench-$(New-Guid)") -ItemType Directory).FullName
$export = Join-Path $folder 'export'
$clients = Join-Path $PSScriptRoot '../Clients'
$jobs = [ordered]@{
    export  = "Export-AuthentikConfiguration '$export'"
    compare = "Compare-AuthentikConfiguration '$export' -IncludeUnchanged"
}

# Half of the changed objects are applications, the others providers. What is added isn't in the files, because it's the default.
function New-ChangedFolder([int] $Number) {
    $changed = Join-Path $folder $Number
    Copy-Item $export $changed -Recurse
    $lines = @{ Application = "meta_publisher: Publisher $Number"; OAuth2Provider = "access_code_validity: minutes=$($Number + 1)" }
    foreach ($kind in $lines.Keys) {
        $files = Get-ChildItem (Join-Path $changed $kind) -Filter *.yaml | Select-Object -First ($changes / 2)
        $files | Add-Content -Value $lines[$kind]
    }
    $changed
}

# A job in a new process. A folder that has an export already would only be compared.
function Invoke-Job([string] $Uri, [string] $Job) {
    if ($Job -eq 'export') { Remove-Item $export -Recurse -Force -ErrorAction Ignore }
    [double[]] ((Invoke-Shell "& '$clients/JobMemory.ps1' $Uri $(ConvertTo-Quoted $jobs[$Job])") -split ' ')
}

function Write-Job([string] $What, $Runs, $Counters) {
    Write-Figure "$What, time" (Get-MedianAt $Runs 2) -AtMost 180 -Unit s -Digits 1
    Write-Excess "most memory, $What" (Get-MedianAt $Runs 1) (Get-MedianAt $Runs 0) 'idle' -AtMost 150 -Unit MB
    Write-Figure "$What, requests" $Counters.Requests -Unit requests
    Write-Figure "$What, most requests at once" $Counters.Most -AtMost 4 -Unit requests
}

try {
    Use-Stub -Configuration $objects -Latency 20 {
        $uri = $_
        $what = "$($objects.ToString('N0', [cultureinfo]::InvariantCulture)) objects of a configuration, 20 ms of latency"

        # The server prepares its responses when they are requested first.
        $null = Invoke-Job $uri export
        foreach ($job in $jobs.Keys) {
            $runs = @(foreach ($run in 1..$Times) {
                $null = Invoke-RestMethod "$uri/counters" -Method Delete
                , (Invoke-Job $uri $job)
            })
            $requests = ((Get-RequestCount $uri).Values | Measure-Object -Sum).Sum
            Write-Job "$job $what" $runs @{ Requests = $requests; Most = Invoke-RestMethod "$uri/counters/most" }
        }
        $one, $eight = 1, 8 | ForEach-Object { New-ChangedFolder $_ }
        $runs = @(foreach ($run in 1..$Times) {
            , [double[]] @(foreach ($pair in @($one, 1), @($eight, 8)) {
                $seconds, $all, $count = (Invoke-Shell "& '$clients/ConfigurationApply.ps1' $uri '$($pair[0])' $($pair[1])") -split ' '
                if ([int] $count -ne $changes) { throw "$changes objects should be changed, not $count." }
                1000 * $seconds
            })
        })
        $what = "$($changes.ToString('N0', [cultureinfo]::InvariantCulture)) changes of a configuration, 20 ms of latency, -ThrottleLimit 8"
        Write-Faster $what (Get-MedianAt $runs 1) (Get-MedianAt $runs 0) 'one after another' -AtLeast 6
    }
} finally { Remove-Item $folder -Recurse -Force }
