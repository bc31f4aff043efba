#hidden
$null = Connect-Authentik -Sandbox
#shown
Get-AuthentikFlowStageBinding -Target default-authentication-flow | Format-Table Order, StageName, Kind
Get-AuthentikFlowDiagram default-authentication-flow
