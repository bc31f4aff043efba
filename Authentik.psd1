# The build fills in the empty lists and the version; what stands here is written by hand.
@{
    ModuleVersion = '0.0.0'
    GUID = '9bd4d15b-4a84-4343-9ebb-939e11a14a60'
    CompatiblePSEditions = @('Core')
    PowerShellVersion = '7.4'
    Author = 'The authors of Authentik for PowerShell'
    CompanyName = 'Authentik for PowerShell'
    Copyright = 'MIT licence'
    Description = 'The API of authentik, the identity provider, as commands: names instead of ids, completion, previews, and every server version from 2024.8 on.'

    RequiredAssemblies = @()
    NestedModules = @()
    TypesToProcess = @()
    FormatsToProcess = @()

    CmdletsToExport = @()
    FunctionsToExport = @()
    AliasesToExport = @()
    VariablesToExport = @()

    PrivateData = @{
        PSData = @{
            Tags = @('authentik', 'identity', 'sso', 'oauth2', 'oidc', 'saml', 'ldap', 'iam', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
