# The stand-in for SecretManagement, and what tests do to its vaults. It wins over an installed SecretManagement while it is imported.

$script:Name = 'Microsoft.PowerShell.SecretManagement'

# Without vaults, as SecretManagement is right after it was installed.
function Import-TestVault([string[]] $Vault = @('Main', 'Other')) {
    Remove-TestVault
    Import-Module (Join-Path $PSScriptRoot "Modules/$script:Name/$script:Name.psd1") -Global
    & (Get-Module $script:Name) {
        param($names)
        foreach ($name in $names) { $vaults[$name] = @{} }
        $state.Default = "$(@($names)[0])"
    } $Vault
}

function Remove-TestVault {
    Remove-Module $script:Name -Force -ErrorAction Ignore
}

function Set-TestVault([bool] $Locked) {
    & (Get-Module $script:Name) { $state.Locked = $args[0] } $Locked
}

function Get-TestVault([string] $Name) {
    & (Get-Module $script:Name) { $vaults[$args[0]] } $Name
}
