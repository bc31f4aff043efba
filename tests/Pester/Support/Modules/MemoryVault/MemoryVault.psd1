# A vault in memory for the real SecretManagement, as its extension modules are laid out.
@{
    ModuleVersion     = '0.0.1'
    GUID              = '0f0b1d0a-3f7b-4c57-8d39-6a2b1f3b9f10'
    NestedModules     = './MemoryVault.Extension'
    FunctionsToExport = @()
    CmdletsToExport   = @()
    AliasesToExport   = @()
    PrivateData       = @{ PSData = @{ Tags = @('SecretManagement') } }
}
