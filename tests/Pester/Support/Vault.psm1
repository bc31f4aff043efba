# Stands in for the module SecretManagement, which not every machine has: the same commands, two vaults in memory. Imported with
# -Name Microsoft.PowerShell.SecretManagement through Import-TestVault.

function Import-TestVault {
    $source = {
        $vaults = @{ Main = @{}; Other = @{} }
        $state = @{ Locked = $false; Default = 'Main' }

        function Get-Vault([string] $Name) {
            if (-not $vaults.ContainsKey($Name)) { throw "Vault $Name does not exist in registry." }
            if ($state.Locked) { throw 'Unable to read or update the store because the vault is locked.' }
            $vaults[$Name]
        }

        function Get-SecretVault {
            [CmdletBinding()] param()
            $vaults.Keys | Sort-Object | ForEach-Object { [pscustomobject]@{ Name = $_; IsDefault = $_ -eq $state.Default } }
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

        function Set-TestVault([bool] $Locked, [string] $Default = 'Main') { $state.Locked = $Locked; $state.Default = $Default }
        function Get-TestVault([string] $Name) { $vaults[$Name] }
    }
    New-Module -Name Microsoft.PowerShell.SecretManagement -ScriptBlock $source | Import-Module -Global
}

function Remove-TestVault {
    Remove-Module Microsoft.PowerShell.SecretManagement -Force -ErrorAction Ignore
}
