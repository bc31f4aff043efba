# The module beside other modules: what it loads, and when. Each case runs in a PowerShell of its own.

Describe 'Isolation' {
    BeforeAll {
        $root = Resolve-Path "$PSScriptRoot/../.."
        $manifest = Join-Path $root 'out/Authentik/Authentik.psd1'
        $restSharp = Join-Path $root 'out/Authentik/lib/RestSharp.dll'

        # Runs in a new process and returns what it wrote.
        function Invoke-Fresh([string] $Script) {
            $text = "`$ErrorActionPreference = 'Stop'; `$manifest = '$manifest'; `$restSharp = '$restSharp'`n$Script"
            $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($text))
            $written = pwsh -NoProfile -NonInteractive -EncodedCommand $encoded 2>&1
            if ($LASTEXITCODE -ne 0) { throw ($written | Out-String) }
            $written
        }

        $connectNowhere = 'try { Connect-Authentik http://127.0.0.1:1 token-of-no-server } catch [Authentik.ApiException] { $_.Exception.Kind }'
        $loaded = '[AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetName().Name })'
    }

    It 'has a manifest that holds' {
        $found = Test-ModuleManifest $manifest
        "$($found.PowerShellVersion)" | Should -Be '7.4'
        $found.CompatiblePSEditions | Should -Be Core
        $found.ExportedCmdlets.Count | Should -BeGreaterThan 20
        $found.ExportedFunctions.Count + $found.ExportedAliases.Count | Should -Be 0
    }

    It 'loads nothing of the network when it is imported' {
        $names = Invoke-Fresh "`$before = $loaded; Import-Module `$manifest; $loaded | Where-Object { `$_ -notin `$before }"
        $names | Should -Contain Authentik.Models
        $names | Where-Object { $_ -match 'RestSharp|Transport|System\.Net\.(Http|Sockets|Security)|YamlDotNet' } | Should -BeNullOrEmpty
    }

    It 'has its types by name right after the import' {
        Invoke-Fresh 'Import-Module $manifest; [Authentik.User].Name; [Authentik.RedirectUri]::new().GetType().Name; [Authentik.ApiException].BaseType.Name' |
            Should -Be User, RedirectUri, Exception
    }

    It 'lets its errors be caught by type' {
        Invoke-Fresh "Import-Module `$manifest; $connectNowhere" | Should -Be Connection
    }

    It 'works with another RestSharp loaded before it' {
        Invoke-Fresh "Add-Type -Path (Copy-Item `$restSharp (Join-Path ([IO.Path]::GetTempPath()) 'RestSharp.dll') -Force -PassThru).FullName; Import-Module `$manifest; $connectNowhere; [RestSharp.RestClient].Assembly.Location -like '*tmp*' -or `$IsWindows" |
            Should -Be Connection, True
    }

    It 'works with another RestSharp loaded after it, which keeps its own types' {
        Invoke-Fresh "Import-Module `$manifest; $connectNowhere; Add-Type -Path (Copy-Item `$restSharp (Join-Path ([IO.Path]::GetTempPath()) 'RestSharp.dll') -Force -PassThru).FullName; [RestSharp.RestClient].Assembly -eq [AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.Location -like '*Authentik/lib/RestSharp.dll' })[0]; $connectNowhere" |
            Should -Be Connection, False, Connection
    }

    It 'can be imported twice, with -Force, and removed and imported again' {
        Invoke-Fresh "Import-Module `$manifest; Import-Module `$manifest; Import-Module `$manifest -Force; $connectNowhere; Remove-Module Authentik; Import-Module `$manifest; $connectNowhere; (Get-Command -Module Authentik).Count -gt 20" |
            Should -Be Connection, Connection, True
    }

    It 'works in two runspaces, each with a default session of its own' {
        $script = @"
            `$pool = 1..2 | ForEach-Object {
                `$shell = [powershell]::Create().AddScript({ param(`$manifest) Import-Module `$manifest; (Get-AuthentikSession | Measure-Object).Count; [Authentik.User].Name }).AddArgument(`$manifest)
                [pscustomobject]@{ Shell = `$shell; Run = `$shell.BeginInvoke() }
            }
            `$pool.ForEach({ `$_.Shell.EndInvoke(`$_.Run) -join ',' })
"@
        Invoke-Fresh $script | Should -Be '0,User', '0,User'
    }

    It 'is found by its commands without being imported' {
        Invoke-Fresh '$env:PSModulePath = (Split-Path (Split-Path $manifest)) + [IO.Path]::PathSeparator + $env:PSModulePath; (Get-Command Get-AuthentikUser).Source; (Get-AuthentikSession | Measure-Object).Count' |
            Should -Be Authentik, 0
    }

    It 'says what is wrong when its library folder is gone' {
        $copy = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
        Copy-Item (Split-Path $manifest) $copy -Recurse
        Remove-Item (Join-Path $copy 'lib') -Recurse
        try {
            Invoke-Fresh "Import-Module '$copy/Authentik.psd1'; try { Connect-Authentik http://127.0.0.1:1 token-of-no-server } catch { `$_.Exception.GetType().Name }" |
                Should -Be FileNotFoundException
        }
        finally { Remove-Item $copy -Recurse }
    }
}
