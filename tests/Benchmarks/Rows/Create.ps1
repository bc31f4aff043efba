# A CSV file of new users, on a server that takes 50 ms for each: one after another, and eight at a time.
param([int] $Users, [int] $Times)

$count = [int] ($Users / 100)
$csv = New-TemporaryFile
1..$count | ForEach-Object { [pscustomobject]@{ username = "new$_"; name = "New $_"; email = "new$_@example.com" } } | Export-Csv $csv
try {
    $runs = @(Use-Stub -Latency 50 {
        $uri = $_
        foreach ($run in 1..$Times) {
            , [double[]] (1, 8 | ForEach-Object {
                $create = "Import-Csv '$csv' | New-AuthentikUser -ThrottleLimit $_"
                $check = "if (-join `$users.Username -cne -join (Import-Csv '$csv').username) { throw 'The output is not in input order.' }"
                $script = "`$watch = [Diagnostics.Stopwatch]::StartNew(); `$users = $create; `$watch.Elapsed.TotalMilliseconds; $check"
                Invoke-Shell "$(Get-ModuleImport); `$null = Connect-Authentik $uri bench-token; $script"
            })
        }
    })
} finally { Remove-Item $csv }
$what = "$($count.ToString('N0', [cultureinfo]::InvariantCulture)) creates from a CSV file, 50 ms of latency"
Write-Faster "$what, -ThrottleLimit 8" (Get-MedianAt $runs 1) (Get-MedianAt $runs 0) 'one after another' -AtLeast 6
