# Profiles: what is saved where, who can read it, and what happens to a file that is not as it was written.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $skip = Test-RealServer
}

Describe 'Profiles' -Skip:$skip {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1", "$PSScriptRoot/Support/Vault.psm1" -Force
        Import-Authentik
        $server = Start-TestServer
        $configuration, $modulePath = $env:XDG_CONFIG_HOME, $env:PSModulePath
        $env:XDG_CONFIG_HOME = Join-Path $TestDrive 'config'
        $unix = -not $IsWindows
        function Get-Failure([scriptblock] $Script) {
            $ErrorActionPreference = 'Stop'
            try { & $Script } catch { return $_ }
            throw 'It did not fail.'
        }
        function Get-ProfileFile([string] $Name) { (Get-AuthentikProfile $Name).Path }
    }

    AfterAll {
        Remove-TestVault
        Get-AuthentikSession | Disconnect-Authentik
        Get-AuthentikProfile pester-* -ErrorAction Ignore | Remove-AuthentikProfile -Force
        $env:XDG_CONFIG_HOME, $env:PSModulePath = $configuration, $modulePath
        Stop-TestServer $server
    }

    BeforeEach {
        $env:PSModulePath = $modulePath
        Get-AuthentikSession | Disconnect-Authentik
        Get-AuthentikProfile pester-* -ErrorAction Ignore | Remove-AuthentikProfile -Force
        Connect-Authentik $server.Uri $server.Token -Name first
    }

    Context 'in plain text' {
        BeforeAll { Import-TestVault @() }

        It 'are not saved unless that is allowed, with <Name>' -ForEach @(
            @{ Name = 'SecretManagement without a vault'; Prepare = { Import-TestVault @() } }
            @{ Name = 'no SecretManagement at all'; Prepare = { Remove-TestVault; $env:PSModulePath = Join-Path $PSHOME Modules } }
        ) {
            . $Prepare
            $failure = Get-Failure { Save-AuthentikProfile pester-a }
            $failure.FullyQualifiedErrorId | Should -BeLike 'MissingValue,*'
            $failure.Exception.Message | Should -BeLike '*Microsoft.PowerShell.SecretManagement*-AllowPlainText*'
            Get-AuthentikProfile | Should -BeNullOrEmpty
        }

        It 'warn, connect again, and are not shown' {
            $saved = Save-AuthentikProfile pester-a -AllowPlainText -PassThru -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*plain text*'
            $saved | Should -BeOfType Authentik.Profile
            $saved.IsPlainText | Should -BeTrue
            Disconnect-Authentik
            $session = Connect-Authentik -Profile pester-a -PassThru
            $session.Name | Should -Be pester-a
            $session.Uri | Should -Be $server.Uri.TrimEnd('/').Insert($server.Uri.TrimEnd('/').Length, '/')
            Get-AuthentikUser jdoe | Should -Not -BeNullOrEmpty
            $shown = Get-AuthentikProfile pester-a | Format-List * -Force | Out-String -Width 400
            $shown + (Get-AuthentikProfile | ConvertTo-Json -Depth 9) | Should -Not -Match $server.Token
        }

        It 'are readable by their owner only' -Skip:$IsWindows {
            Save-AuthentikProfile pester-a -AllowPlainText -WarningAction SilentlyContinue
            $file = Get-ProfileFile pester-a
            [IO.File]::GetUnixFileMode($file) | Should -Be 'UserWrite, UserRead'
            [IO.File]::GetUnixFileMode((Split-Path $file)) | Should -Be 'UserExecute, UserWrite, UserRead'
            Get-ChildItem (Split-Path $file) | Should -HaveCount 1 -Because 'no draft is left'
        }

        It 'are refused when others can <Name> them' -Skip:$IsWindows -ForEach @(
            @{ Name = 'read'; Mode = '644' }, @{ Name = 'change'; Mode = '620' }, @{ Name = 'reach (group)'; Mode = '640' }
        ) {
            Save-AuthentikProfile pester-a -AllowPlainText -WarningAction SilentlyContinue
            $file = Get-ProfileFile pester-a
            chmod $Mode $file
            $failure = Get-Failure { Connect-Authentik -Profile pester-a }
            $failure.Exception.Message | Should -BeLike "*chmod 600 '$file'*"
            (Get-Failure { Get-AuthentikProfile pester-a }).Exception.Message | Should -BeLike '*Others may*'
            chmod 600 $file
            Connect-Authentik -Profile pester-a
        }

        It 'are told as damaged, and never shown: <Name>' -ForEach @(
            @{ Name = 'cut off'; Change = { param($text) $text.Substring(0, $text.Length - 40) } }
            @{ Name = 'empty'; Change = { '' } }
            @{ Name = 'something else'; Change = { '[1, 2]' } }
            @{ Name = 'without an address'; Change = { param($text) $text -replace '"uri": "[^"]*",' } }
            @{ Name = 'with a word that is none of ours'; Change = { param($text) $text -replace '"apiToken"', '"carrierPigeon"' } }
            @{ Name = 'with a key that is none of ours'; Change = { param($text) $text -replace '"format"', '"extra": 1, "format"' } }
            @{ Name = 'of a later version'; Change = { param($text) $text -replace '"format": 1', '"format": 2' } }
        ) {
            Save-AuthentikProfile pester-a -AllowPlainText -WarningAction SilentlyContinue
            $file = Get-ProfileFile pester-a
            $text = Get-Content $file -Raw
            Set-Content $file (& $Change $text) -NoNewline
            $failure = Get-Failure { Connect-Authentik -Profile pester-a }
            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidValue,*'
            $failure.Exception.Message | Should -BeLike '*can''t be read*Remove-AuthentikProfile pester-a*Save-AuthentikProfile*'
            "$failure" + ($failure | Format-List * -Force | Out-String) | Should -Not -Match $server.Token
            Remove-AuthentikProfile pester-a -Force -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike '*may still contain its secrets*'
            Test-Path $file | Should -BeFalse
        }

        It 'replace an older one only with -Force, and as a whole' {
            Save-AuthentikProfile pester-a -AllowPlainText -WarningAction SilentlyContinue
            (Get-Failure { Save-AuthentikProfile pester-a -AllowPlainText -WarningAction SilentlyContinue }).Exception.Message | Should -BeLike '*-Force*'
            Save-AuthentikProfile pester-a -AllowPlainText -Force -WarningAction SilentlyContinue
            Save-AuthentikProfile pester-b -AllowPlainText -WhatIf -WarningAction SilentlyContinue
            (Get-AuthentikProfile).Name | Should -Be pester-a
        }

        It 'refuse the name <Name>' -ForEach @(@{ Name = '../x' }, @{ Name = '.x' }, @{ Name = 'a b' }, @{ Name = "x`n" }, @{ Name = 'ä' }, @{ Name = 'x' * 65 }) {
            (Get-Failure { Save-AuthentikProfile $Name -AllowPlainText -WarningAction SilentlyContinue }).Exception.Message | Should -BeLike "*isn't a valid profile name*"
        }

        It 'keep the way to the server' {
            $authority = Join-Path $TestDrive 'ca.pem'
            $key = [Security.Cryptography.RSA]::Create(2048)
            $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=x', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
            Set-Content $authority $request.CreateSelfSigned([datetime]::UtcNow, [datetime]::UtcNow.AddDays(1)).ExportCertificatePem()
            Connect-Authentik $server.Uri $server.Token -Name way -CaCertificatePath $authority -NoProxy -ConnectionTimeoutSeconds 7 -OperationTimeoutSeconds 70 -Header @{ 'X-Access' = 'header-canary' }
            Save-AuthentikProfile pester-a -AllowPlainText -WarningAction SilentlyContinue
            $saved = Get-AuthentikProfile pester-a
            $saved.CaCertificatePath | Should -Be $authority
            $saved.NoProxy, $saved.ConnectionTimeoutSeconds, $saved.OperationTimeoutSeconds | Should -Be $true, 7, 70
            $saved.Headers | Should -Be X-Access
            Connect-Authentik -Profile pester-a
            Clear-WireLog $server
            Get-AuthentikUser jdoe | Out-Null
            (Get-WireLog $server)[0].headers.'X-Access' | Should -Be header-canary
        }
    }

    Context 'with a vault' {
        BeforeAll { Import-TestVault }
        BeforeEach { Set-TestVault -Locked $false }

        It 'keep secrets in the default vault, and nothing in the file' {
            Save-AuthentikProfile pester-v
            $saved = Get-AuthentikProfile pester-v
            $saved.Vault | Should -Be Main
            $saved.SecretNames | Should -Be credential
            Get-Content $saved.Path -Raw | Should -Not -Match $server.Token
            (Get-TestVault Main)['Authentik-pester-v-credential'] | ConvertFrom-SecureString -AsPlainText | Should -Be $server.Token
            Disconnect-Authentik
            Connect-Authentik -Profile pester-v -Name again
            Get-AuthentikUser jdoe -Session again | Should -Not -BeNullOrEmpty
        }

        It 'use the vault that is named' {
            Save-AuthentikProfile pester-v -Vault other
            (Get-AuthentikProfile pester-v).Vault | Should -Be Other
            (Get-Failure { Save-AuthentikProfile pester-w -Vault nosuch }).Exception.Message | Should -BeLike "*vault 'nosuch' was not found*"
        }

        It 'say what to do when the vault is locked or has lost the secret' {
            Save-AuthentikProfile pester-v
            Set-TestVault -Locked $true
            (Get-Failure { Connect-Authentik -Profile pester-v }).Exception.Message | Should -BeLike '*locked*Unlock-SecretVault Main*'
            Set-TestVault -Locked $false
            (Get-TestVault Main).Clear()
            (Get-Failure { Connect-Authentik -Profile pester-v }).Exception.Message | Should -BeLike '*not found*'
        }

        It 'take their secrets along when they are removed' {
            Save-AuthentikProfile pester-v
            Remove-AuthentikProfile pester-v -WhatIf
            (Get-TestVault Main).Count | Should -BeGreaterThan 0
            Get-AuthentikProfile pester-v | Remove-AuthentikProfile -Force
            (Get-TestVault Main).Keys | Should -Not -Contain 'Authentik-pester-v-credential'
            Get-AuthentikProfile | Should -BeNullOrEmpty
        }
    }

    Context 'otherwise' {
        It 'are listed, and named by wildcards and Tab' {
            'pester-a', 'pester-b' | ForEach-Object { Save-AuthentikProfile $_ -AllowPlainText -WarningAction SilentlyContinue }
            (Get-AuthentikProfile pester-*).Name | Should -Be pester-a, pester-b
            (TabExpansion2 'Connect-Authentik -Profile pest' -cursorColumn 31).CompletionMatches.ListItemText | Should -Be pester-a, pester-b
            (Get-Failure { Get-AuthentikProfile nosuch }).Exception.Message | Should -BeLike '*was not found*pester-a, pester-b*'
            (Get-Failure { Remove-AuthentikProfile nosuch -Force }).FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
            Get-AuthentikProfile nosuch* | Should -BeNullOrEmpty
        }

        It 'cannot be made of a sandbox' {
            Connect-Authentik -Sandbox -Name box
            (Get-Failure { Save-AuthentikProfile pester-a -Session box }).Exception.Message | Should -BeLike '*sandbox*'
        }
    }
}
