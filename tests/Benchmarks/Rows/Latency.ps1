# A server that takes 20 ms for each page. The rival for the target is a compiled program that requests one page after another, because
# it adds the least to the waiting. It's the second list of each process, of a fifth of the users.
param([int] $Users, [int] $Times)

$some = [int] ($Users / 5)
$runs = Use-Stub -Users $some -Latency 20 {
    Measure-Client -Client Module, bare, RestMethod -Uri $_ -Work list -Objects $some -Repeat 2 -Times $Times
}
$ours = Get-MedianAt $runs.Module 1
$what = "list $($some.ToString('N0', [cultureinfo]::InvariantCulture)) users, 20 ms of latency a page"
Write-Faster $what $ours (Get-MedianAt $runs.bare 1) 'page after page' -AtLeast 1.8
Write-Faster $what $ours (Get-MedianAt $runs.RestMethod 1) 'Invoke-RestMethod'
