# All users into Measure-Object: the first list of a process, and the second, after .NET has compiled what lists need.
param([int] $Users, [int] $Times)

$noNode = Install-NodeClient
$clients = @('Module', 'RestMethod', 'bare') + @(if (-not $noNode) { 'Node' })
$runs = Use-Stub -Users $Users { Measure-Client -Client $clients -Uri $_ -Work list -Objects $Users -Repeat 2 -Times $Times }
$first, $second = 0, 1 | ForEach-Object {
    $at = $_
    $medians = @{}
    $clients | ForEach-Object { $medians[$_] = Get-MedianAt $runs[$_] $at }
    $medians
}

$what = "list $($Users.ToString('N0', [cultureinfo]::InvariantCulture)) users"
Write-Faster "$what, first" $first.Module $first.RestMethod 'Invoke-RestMethod' -AtLeast 5
if ($noNode) { Write-Missing "$what, first, beside Node" $noNode }
else { Write-Part "$what, first" $first.Module $first.Node '@goauthentik/api' -AtMost 1 }
Write-Faster "$what, second" $second.Module $second.RestMethod 'Invoke-RestMethod' -AtLeast 10
if ($noNode) { Write-Missing "$what, second, beside Node" $noNode }
else { Write-Part "$what, second" $second.Module $second.Node '@goauthentik/api' -AtMost 0.5 }
Write-Part "$what, second" $second.Module $second.bare 'bare program' -AtMost 1.3
