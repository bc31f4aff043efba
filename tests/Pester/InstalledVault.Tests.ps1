# Profiles with the SecretManagement that this machine has installed. Profiles.Tests.ps1 has the rest, with a stand-in for it.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $installed = $env:AUTHENTIK_TEST_SECRETMANAGEMENT ? $env:AUTHENTIK_TEST_SECRETMANAGEMENT :
        (Get-Module Microsoft.PowerShell.SecretManagement -ListAvailable | Select-Object -First 1).ModuleBase
}

Describe 'Profiles with SecretManagement installed' -Skip:(-not $installed -or (Test-RealServer)) -ForEach @{ Installed = $installed } {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $configuration = $env:XDG_CONFIG_HOME
        $env:XDG_CONFIG_HOME = Join-Path $TestDrive 'config'
        Import-Module (Join-Path $Installed 'Microsoft.PowerShell.SecretManagement.psd1')
        $vault = 'AuthentikTests' + [guid]::NewGuid().ToString('N')
        Register-SecretVault -Name $vault -ModuleName (Join-Path $PSScriptRoot 'Support/Modules/MemoryVault')
        $server = Start-TestServer
        Connect-Authentik $server.Uri $server.Token -Name first
        Save-AuthentikProfile pester-i -Vault $vault
    }

    AfterAll {
        Get-AuthentikProfile pester-* -ErrorAction Ignore | Remove-AuthentikProfile -Force
        Unregister-SecretVault $vault
        Get-AuthentikSession | Disconnect-Authentik
        $env:XDG_CONFIG_HOME = $configuration
        Stop-TestServer $server
    }

    It 'keeps the token in the vault, and nothing in the file' {
        $saved = Get-AuthentikProfile pester-i
        $saved.Vault | Should -Be $vault
        Get-Content $saved.Path -Raw | Should -Not -Match $server.Token
        Get-Secret 'Authentik-pester-i-credential' -Vault $vault -AsPlainText | Should -Be $server.Token
    }

    It 'connects again with what the vault has' {
        Connect-Authentik -Profile pester-i -Name again
        Get-AuthentikUser jdoe -Session again | Should -Not -BeNullOrEmpty
    }

    It 'names the vaults there are when another one is asked for' {
        { Save-AuthentikProfile pester-j -Vault nosuch -ErrorAction Stop } | Should -Throw -ExceptionType ([Authentik.InputException])
    }

    It 'says so when the vault has lost the secret' {
        Remove-Secret 'Authentik-pester-i-credential' -Vault $vault
        { Connect-Authentik -Profile pester-i -ErrorAction Stop } | Should -Throw '*pester-i*'
        Save-AuthentikProfile pester-i -Vault $vault -Session first -Force
    }

    It 'removes the secret with the profile' {
        Remove-AuthentikProfile pester-i -Force
        Get-SecretInfo 'Authentik-pester-i-*' -Vault $vault | Should -BeNullOrEmpty
    }
}
