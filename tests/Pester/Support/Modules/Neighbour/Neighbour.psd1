# Another module, which brings a RestSharp of its own. The build puts the library beside this file.
@{
    ModuleVersion      = '1.0'
    GUID               = '6f0e3a64-9d3c-4d27-9a8e-6a4e6c0f2b7d'
    RequiredAssemblies = 'RestSharp.dll'
    FunctionsToExport  = @()
    CmdletsToExport    = @()
    AliasesToExport    = @()
}
