# Parameters, results and errors are those of SecretManagement 1.1; InstalledVault.Tests.ps1 holds the same calls against the real one.

$vaults = [ordered]@{}
$state = @{ Locked = $false; Default = '' }

function Get-Vault([string] $Name) {
    if (-not $vaults.Contains($Name)) { throw "Vault $Name does not exist in registry." }
    if ($state.Locked) { throw 'Unable to read or update the store because the vault is locked.' }
    $vaults[$Name]
}

function Get-SecretVault {
    [CmdletBinding()] param()
    $vaults.Keys | ForEach-Object { [pscustomobject]@{ Name = $_; IsDefault = $_ -eq $state.Default } }
}

function Set-Secret {
    [CmdletBinding()] param([string] $Name, [securestring] $SecureStringSecret, [string] $Vault)
    (Get-Vault $Vault)[$Name] = $SecureStringSecret
}

function Get-Secret {
    [CmdletBinding()] param([string] $Name, [string] $Vault)
    $secret = (Get-Vault $Vault)[$Name]
    if (-not $secret) { Write-Error "The secret $Name was not found." } else { $secret }
}

function Get-SecretInfo {
    [CmdletBinding()] param([string] $Name, [string] $Vault)
    (Get-Vault $Vault).Keys | Where-Object { $_ -like $Name } | ForEach-Object { [pscustomobject]@{ Name = $_; VaultName = $Vault } }
}

function Remove-Secret {
    [CmdletBinding(SupportsShouldProcess)] param([string] $Name, [string] $Vault)
    if ($PSCmdlet.ShouldProcess($Name)) { (Get-Vault $Vault).Remove($Name) }
}
