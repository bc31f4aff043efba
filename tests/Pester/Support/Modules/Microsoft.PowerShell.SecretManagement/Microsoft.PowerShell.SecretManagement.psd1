# Stands in for SecretManagement, which few machines have: its commands, as far as the module calls them, and vaults in memory.
@{
    ModuleVersion     = '0.0.1'
    GUID              = '3f0c7cf1-5a0f-4f0b-9d0e-5b1c5c1f7c55'
    RootModule        = 'Microsoft.PowerShell.SecretManagement.psm1'
    FunctionsToExport = 'Get-SecretVault', 'Set-Secret', 'Get-Secret', 'Get-SecretInfo', 'Remove-Secret'
    CmdletsToExport   = @()
    AliasesToExport   = @()
}
