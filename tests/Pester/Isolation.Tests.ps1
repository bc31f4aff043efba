# What the module loads, and when. Each case runs in a PowerShell of its own. Package.Tests.ps1 has the installed module, beside other modules.

Describe 'Isolation' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/Shell.psm1" -Force
        $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
        $manifest = Join-Path $root 'out/Authentik/Authentik.psd1'

        function Invoke-Fresh([string] $Script) {
            Invoke-Shell "`$manifest = '$($manifest -replace "'", "''")'`n$Script"
        }

        $connectNowhere = 'try { Connect-Authentik http://127.0.0.1:1 token-of-no-server } catch [Authentik.ApiException] { $_.Exception.Kind }'
        $loaded = '[AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetName().Name })'
    }

    It 'loads nothing of the network when it is imported' {
        # A new PowerShell imports these two in the background, and they load System.Net.Security.
        $own = 'Microsoft.PowerShell.Management, Microsoft.PowerShell.Utility'
        $names = Invoke-Fresh "Import-Module $own; `$before = $loaded; Import-Module `$manifest; $loaded | Where-Object { `$_ -notin `$before }"
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
