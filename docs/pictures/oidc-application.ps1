#hidden
$null = Connect-Authentik -Sandbox
$null = New-AuthentikGroup staff -User jdoe
$provider = @{ RedirectUri = 'https://grafana.example.com/login/generic_oauth'; PropertyMapping = 'openid', 'email', 'profile' }
$provider.AuthorizationFlow = 'default-provider-authorization-implicit-consent'
#shown
New-AuthentikOAuth2Provider grafana @provider | Format-Table Name, ClientType, RedirectUris
New-AuthentikApplication Grafana -Provider grafana
$null = New-AuthentikPolicyBinding -Target grafana -Group staff
Test-AuthentikApplicationAccess grafana -User jdoe
Test-AuthentikApplicationAccess grafana -User eve
