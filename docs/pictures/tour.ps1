#hidden
$null = Connect-Authentik -Sandbox
$null = New-AuthentikGroup sales
'username,name,email,groups', 'mrossi,Maria Rossi,mrossi@example.com,sales', 'kweber,Karl Weber,kweber@example.com,sales' |
    Set-Content staff.csv
#shown
Import-Csv staff.csv | New-AuthentikUser -Path users/sales
Get-AuthentikUser k* | Set-AuthentikUser -IsActive $false -PassThru | Format-Table Username, IsActive
Set-AuthentikUser mrosi -Email mrossi@example.org

Get-AuthentikFlowStageBinding -Target default-authentication-flow
Find-AuthentikCommand 'reset password' | Select-Object -First 3
