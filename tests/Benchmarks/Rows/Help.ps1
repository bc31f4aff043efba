# Help of two long commands, as text: the first time in a PowerShell, when the file of help is read, and again.
param([int] $Users, [int] $Times)

foreach ($command in 'New-AuthentikOAuth2Provider', 'New-AuthentikIdentificationStage') {
    $help = Measure-FirstAndWarm (Get-ModuleImport) "Get-Help $command | Out-String" $Times
    Write-Figure "first Get-Help $command" $help.First -AtMost 500
    Write-Figure "Get-Help $command, warm" $help.Warm -AtMost 150
}
