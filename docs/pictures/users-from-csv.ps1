#hidden
$null = Connect-Authentik -Sandbox
$null = New-AuthentikGroup sales
'username,name,email,groups', 'mrossi,Maria Rossi,mrossi@example.com,sales', 'kweber,Karl Weber,,sales', 'tberg,Tom Berg,,salse' |
    Set-Content staff.csv
#shown
Import-Csv staff.csv | New-AuthentikUser -ErrorVariable failed
$failed.TargetObject | Select-Object username, groups
Get-AuthentikGroupMember sales | Select-Object Username, Name, Email
