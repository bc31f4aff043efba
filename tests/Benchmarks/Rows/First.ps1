# A pipeline that ends early: the rest of the list isn't requested.
param([int] $Users, [int] $Times)

Use-Stub -Users $Users {
    $connect = "$(Get-ModuleImport); `$null = Connect-Authentik $_ bench-token"
    $null = Invoke-Shell "$connect; `$null = Invoke-RestMethod $_/counters -Method Delete; Get-AuthentikUser | Select-Object -First 10"
    $requests = (Get-RequestCount $_).Values | Measure-Object -Sum
    Write-Figure 'the first 10 users of the list' $requests.Sum -AtMost 1 -Unit 'requests'
}
