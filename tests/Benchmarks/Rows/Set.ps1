# The requests of a CSV file whose cells name groups: the rows identify their users by id, then by name.
param([int] $Users, [int] $Times)

$count = [int] ($Users / 10)
$csv = New-TemporaryFile

# The first user of the server is the session's own, whom the module reads to protect it.
$rows = 2..($count + 1) | ForEach-Object {
    $groups = 'Group {0:d2};Group {1:d2}' -f ($_ % 20 + 1), ($_ * 7 % 20 + 1)
    [pscustomobject]@{ pk = 1000000 + $_; username = "user$(1000000 + $_)"; groups = $groups }
}
$what = "$($count.ToString('N0', [cultureinfo]::InvariantCulture)) rows into Set-AuthentikUser"
try {
    foreach ($identity in 'pk', 'username') {
        $rows | Select-Object $identity, groups | Export-Csv $csv
        $requests = Use-Stub -Users ($count + 1) {
            $connect = "$(Get-ModuleImport); `$null = Connect-Authentik $_ bench-token"
            $clear = "`$null = Invoke-RestMethod $_/counters -Method Delete"
            $null = Invoke-Shell "$connect; $clear; Import-Csv '$csv' | Set-AuthentikUser -ThrottleLimit 8"
            Get-RequestCount $_
        }
        if ($requests['PATCH /core/users/ID/'] -ne $count) {
            throw "$count users should be changed, but the requests were: $($requests | Out-String)"
        }
        $all = ($requests.Values | Measure-Object -Sum).Sum
        Write-Figure "$what by $identity" ($all / $count) -AtMost 1.1 -Unit 'requests a row' -Digits 3
        Write-Figure "$what by $identity, look-ups of groups" $requests['GET /core/groups/'] -AtMost 20 -Unit 'requests'
    }
} finally { Remove-Item $csv }
