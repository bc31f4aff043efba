#hidden
$null = Connect-Authentik -Sandbox
#shown
Get-AuthentikFlowStageBinding -Target default-authentication-flow
Get-AuthentikFlowDiagram default-authentication-flow
