#hidden
$null = Connect-Authentik -Sandbox
$null = New-AuthentikToken jdoe-cli -User jdoe -Intent app_password -WarningAction Ignore
#shown
Get-AuthentikUser jdoe | Set-AuthentikUser -IsActive $false -PassThru
Get-AuthentikToken -User jdoe
Get-AuthentikToken -User jdoe | Remove-AuthentikToken -Confirm:$false
Get-AuthentikUser jdoe | Stop-AuthentikUserSession -Confirm:$false
Set-AuthentikUser jdoe -Group @() -PassThru | Format-Table Username, IsActive, Groups
