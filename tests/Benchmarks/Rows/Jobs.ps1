# Jobs on a server with 5,000 groups and 500 applications: the memory over the idle process, and the requests, which are printed by operation.
param([int] $Users, [int] $Times)

$groups, $applications = [int] ($Users / 20), [int] ($Users / 200)
$csv = New-TemporaryFile
$script = Join-Path $PSScriptRoot '../Clients/JobMemory.ps1'

# Rows of users who are there, so that all is compared and nothing is written.
$writer = [IO.StreamWriter]::new($csv.FullName)
$writer.WriteLine('username,name,email,attributes.department')
foreach ($number in 1..$Users) {
    $writer.WriteLine("user$(1000000 + $number),Maria Rossi $(1000000 + $number),user$(1000000 + $number)@example.com,Sales")
}
$writer.Dispose()
$jobs = [ordered]@{
    "import $Users unchanged users" = "Import-Csv '$csv' | Import-AuthentikUser"
    'who can reach what'            = 'Get-AuthentikAccess'
    'second factors of all'         = 'Get-AuthentikMfaStatus'
    'stale access'                  = 'Get-AuthentikStaleAccess'
}
try {
    foreach ($job in $jobs.Keys) {
        $requests = [ordered]@{}
        $runs = @(Use-Stub -Users $Users -Groups $groups -Applications $applications {
            foreach ($run in 1..$Times) {
                $null = Invoke-RestMethod "$_/counters" -Method Delete
                , [double[]] ((Invoke-Shell "& '$script' $_ $(ConvertTo-Quoted $jobs[$job])") -split ' ')
            }
            (Get-RequestCount $_).GetEnumerator() | ForEach-Object { $requests[$_.Key] = $_.Value }
        })
        Write-Excess "most memory, $job" (Get-MedianAt $runs 1) (Get-MedianAt $runs 0) 'idle' -AtMost 150 -Unit MB
        Write-Figure "$job, time for $($runs[0][3]) objects" (Get-MedianAt $runs 2) -Unit s -Digits 1
        Write-Figure "$job, requests" ($requests.Values | Measure-Object -Sum).Sum -Unit requests
        $requests.GetEnumerator() | ForEach-Object { Write-Figure "  $($_.Key)" $_.Value -Unit requests }
    }
} finally { Remove-Item $csv }
