# The memory of the process while it lists: a tenth of the users, and ten times as many.
param([int] $Users, [int] $Times)

$script = Join-Path $PSScriptRoot '../Clients/Memory.ps1'
foreach ($count in [int] ($Users / 10), ($Users * 10)) {
    $runs = @(Use-Stub -Users $count {
        foreach ($run in 1..$Times) {
            , [double[]] ((Invoke-Shell "& '$script' $_ $count") -split ' ')
        }
    })
    $what = "most memory, list $($count.ToString('N0', [cultureinfo]::InvariantCulture)) users"
    Write-Excess $what (Get-MedianAt $runs 1) (Get-MedianAt $runs 0) 'idle' -AtMost 60 -Unit MB
}
