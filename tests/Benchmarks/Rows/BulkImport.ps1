# An import of as many users as there are, none of whom has changed: its memory and its requests.
param([int] $Users, [int] $Times)

$script = Join-Path $PSScriptRoot '../Clients/ImportUsers.ps1'
$runs = @(foreach ($run in 1..$Times) {
    Use-Stub -Users $Users { , [double[]] ((Invoke-Shell "& '$script' $_ $Users") -split ' ') }
})
$count = $Users.ToString('N0', [cultureinfo]::InvariantCulture)
Write-Excess "most memory, import $count users" (Get-MedianAt $runs 1) (Get-MedianAt $runs 0) 'idle' -AtMost 150 -Unit MB
$requests = (Get-MedianAt $runs 2) + (Get-MedianAt $runs 3)
Write-Figure "requests, import $count unchanged users" $requests -AtMost ($Users / 100 * 1.1 + 60) -Unit ''
