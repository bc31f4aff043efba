# SecretManagement calls these in a runspace of its own for each call, so the secrets are kept with the process.
$key = 'Authentik.Tests.MemoryVault'
if (-not [AppDomain]::CurrentDomain.GetData($key)) {
    [AppDomain]::CurrentDomain.SetData($key, [Collections.Concurrent.ConcurrentDictionary[string, object]]::new())
}
$secrets = [AppDomain]::CurrentDomain.GetData($key)

function Set-Secret {
    [CmdletBinding()] param([string] $Name, [object] $Secret, [string] $VaultName, [hashtable] $AdditionalParameters)
    $secrets["$VaultName/$Name"] = $Secret
    $true
}

function Get-Secret {
    [CmdletBinding()] param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters)
    if ($secrets.ContainsKey("$VaultName/$Name")) { $secrets["$VaultName/$Name"] }
}

function Remove-Secret {
    [CmdletBinding()] param([string] $Name, [string] $VaultName, [hashtable] $AdditionalParameters)
    $removed = $null
    $secrets.TryRemove("$VaultName/$Name", [ref] $removed)
}

function Get-SecretInfo {
    [CmdletBinding()] param([string] $Filter, [string] $VaultName, [hashtable] $AdditionalParameters)
    foreach ($entry in $secrets.Keys) {
        $vault, $name = $entry -split '/', 2
        if ($vault -eq $VaultName -and $name -like $Filter) {
            [Microsoft.PowerShell.SecretManagement.SecretInformation]::new($name, [Microsoft.PowerShell.SecretManagement.SecretType]::SecureString, $VaultName)
        }
    }
}

function Test-SecretVault {
    [CmdletBinding()] param([string] $VaultName, [hashtable] $AdditionalParameters)
    $true
}
