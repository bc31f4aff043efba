@{
    ModuleVersion     = '0.0.1'
    GUID              = '9d9ba1c6-5b65-4a0e-9c44-0d4c8a6f4a11'
    RootModule        = 'MemoryVault.Extension.psm1'
    FunctionsToExport = 'Set-Secret', 'Get-Secret', 'Remove-Secret', 'Get-SecretInfo', 'Test-SecretVault'
    CmdletsToExport   = @()
    AliasesToExport   = @()
}
