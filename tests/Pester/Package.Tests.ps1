# The package as a user gets it: what is in it, and what becomes of it in an empty home. What lies in out/Authentik is packed; nothing is built.

BeforeDiscovery {
    # PSResourceGet before 1.1, which PowerShell 7.4.0 had, installs packages but makes none.
    $canPack = [bool] (Get-Command Compress-PSResource -ErrorAction Ignore)
}

BeforeAll {
    Import-Module "$PSScriptRoot/Support/Shell.psm1", "$PSScriptRoot/../../src/Authentik.Module/Package.psm1" -Force
    $module = [IO.Path]::GetFullPath("$PSScriptRoot/../../out/Authentik")

    function New-Folder([string] $Name) { (New-Item (Join-Path $TestDrive $Name) -ItemType Directory -Force).FullName }
    function Expand-Package($Package, [string] $Name) {
        $folder = New-Folder $Name
        [IO.Compression.ZipFile]::ExtractToDirectory("$Package", $folder)
        $folder
    }

    $shelf = New-Folder shelf
    $package = New-ModulePackage $shelf
    $version = $package.BaseName -replace '^Authentik\.'
}

Describe 'The package' -Skip:(-not $canPack) {
    BeforeAll {
        $content = Expand-Package $package content
        $manifest = Import-PowerShellDataFile "$content/Authentik.psd1"
        $metadata = ([xml] (Get-Content "$content/Authentik.nuspec" -Raw)).package.metadata
        $files = Get-PackageFile $package
    }

    It 'has the files of docs/package.txt, and no others' {
        $listed = Get-Content "$PSScriptRoot/../../docs/package.txt"
        $files | Should -Be $listed -Because 'build.ps1 -Task Names renews docs/package.txt'
    }

    It 'has no debug files' {
        $files | Where-Object { $_ -match '\.(pdb|dbg|deps\.json|runtimeconfig\.json)$' } | Should -BeNullOrEmpty
    }

    It 'lists its files and its commands in the manifest' {
        $manifest.FileList | Should -Be $files
        $manifest.CmdletsToExport.Count | Should -BeGreaterThan 500
        $manifest.CmdletsToExport -match '\*' | Should -BeNullOrEmpty
        'FunctionsToExport', 'AliasesToExport', 'VariablesToExport' | ForEach-Object { $manifest[$_].Count | Should -Be 0 -Because $_ }
    }

    It 'says what it is' {
        $metadata.id | Should -BeExactly Authentik
        $metadata.version | Should -Be $version
        'authors', 'description', 'copyright' | ForEach-Object { $metadata.$_ | Should -Not -BeNullOrEmpty -Because $_ }
        $metadata.tags -split ' ' | Should -Contain PSModule
        $metadata.tags -split ' ' | Should -Contain PSEdition_Core
        Get-Content "$content/LICENSE" -Raw | Should -BeLike 'MIT License*'
        [IO.File]::ReadAllBytes("$content/icon.png")[1..3] | Should -Be ([byte[]][char[]] 'PNG')
    }

    It 'is the same, byte for byte, when it is packed again' {
        $again = New-ModulePackage (New-Folder again)
        (Get-FileHash $again).Hash | Should -Be (Get-FileHash $package).Hash
    }

    Context 'links' {
        It 'has none without the address of the project' {
            $manifest.PrivateData.PSData.Keys -match 'Uri$' | Should -BeNullOrEmpty
            $metadata.ChildNodes.LocalName -match 'Url$' | Should -BeNullOrEmpty
        }

        It 'leads to the address that it was given' {
            $page = 'https://example.com/owner/name'
            $linked = Expand-Package (New-ModulePackage (New-Folder linked) -RepositoryUrl "$page/") linked-content
            $data = ([xml] (Get-Content "$linked/Authentik.nuspec" -Raw)).package.metadata
            $data.projectUrl | Should -Be $page
            $data.licenseUrl | Should -Be "$page/blob/HEAD/LICENSE"
            $data.iconUrl | Should -Be "$page/raw/HEAD/src/Authentik.Module/icon.png"
            $data.releaseNotes | Should -BeLike "*$page/blob/HEAD/CHANGELOG.md"
        }

        It 'has the site of a project on GitHub at <Site>' -ForEach @(
            @{ Url = 'https://github.com/Some-Owner/name.ps'; Site = 'https://some-owner.github.io/name.ps/' }
            @{ Url = 'https://github.com/owner/name.git/'; Site = 'https://owner.github.io/name/' }
            @{ Url = 'https://github.com/owner/owner.github.io'; Site = 'https://owner.github.io/' }
        ) { Get-SiteAddress $Url | Should -BeExactly $Site }

        It 'knows no site of <_>' -ForEach '', 'https://example.com/owner/name', 'https://github.com/owner', 'https://github.com.example.com/owner/name' {
            Get-SiteAddress $_ | Should -BeNullOrEmpty
        }

        It 'opens the page of each command with Get-Help -Online' {
            $online = Expand-Package (New-ModulePackage (New-Folder online) -RepositoryUrl https://github.com/owner/name) online-content
            $pages = foreach ($file in Get-ChildItem "$online/en-US/*-Help.xml") {
                ([xml] (Get-Content $file -Raw)).helpItems.ChildNodes | ForEach-Object { "$($_.details.name) $(@($_.relatedLinks.navigationLink)[0].uri)" }
            }
            $pages | Sort-Object | Should -Be ($manifest.CmdletsToExport | Sort-Object | ForEach-Object { "$_ https://owner.github.io/name/reference/$_" })
            $uri = Invoke-Shell "Import-Module '$online/Authentik.psd1'; @((Get-Help Get-AuthentikUser -Full).relatedLinks.navigationLink.uri)[0]"
            $uri | Should -Be 'https://owner.github.io/name/reference/Get-AuthentikUser'
            $links = Invoke-Shell "Import-Module '$online/Authentik.psd1'; (Get-Help Get-AuthentikUser -Full).relatedLinks.navigationLink.linkText"
            $links | Should -Contain Set-AuthentikUser
        }

        It 'has no page for Get-Help -Online without the address, or with one that has no site' {
            $elsewhere = Expand-Package (New-ModulePackage (New-Folder elsewhere) -RepositoryUrl https://example.com/owner/name) elsewhere-content
            foreach ($folder in $content, $elsewhere) {
                (Get-Content "$folder/en-US/*-Help.xml" -Raw) -match '<maml:uri>[^<]' | Should -BeNullOrEmpty
            }
        }
    }

    Context 'release notes' {
        BeforeAll {
            $changelog = Join-Path $TestDrive CHANGELOG.md
            Set-Content $changelog '# Changelog', '', '## [Unreleased]', '', "- It's new: `$x, ``y``.", '', '## [2.0.0] - 2026-01-02', '', '- Two.', '', '## [1.0.0]', '', '- One.', '', '[1.0.0]: https://example.com'
            function Get-Note([version] $Version) { InModuleScope Package { param($version, $changelog) Get-ReleaseNote $version $changelog } -Parameters @{ version = $Version; changelog = $changelog } }
        }

        It 'are the section of version <Version>' -ForEach @(
            @{ Version = '1.0.0'; Text = '- One.' }
            @{ Version = '2.0.0'; Text = '- Two.' }
            @{ Version = '3.0.0'; Text = "- It's new: `$x, ``y``." }
        ) { Get-Note $Version | Should -BeExactly $Text }

        It 'are needed' {
            Set-Content $changelog '# Changelog', '## [1.0.0]', 'One.'
            { Get-Note 3.0.0 } | Should -Throw '*no section `[3.0.0`]*'
        }

        It 'are in the manifest and in the package' {
            $notes = $manifest.PrivateData.PSData.ReleaseNotes
            (Get-Content "$PSScriptRoot/../../CHANGELOG.md" -Raw) -replace '\r' | Should -BeLike "*$([WildcardPattern]::Escape($notes))*"
            $notes | Should -BeLike '*Connect-Authentik*'
            $metadata.releaseNotes -replace '\r' | Should -Be $notes
        }
    }

    Context 'libraries of others' {
        It 'are named with their version and licence' {
            $foreign = Get-ChildItem $content -Recurse -Filter *.dll | Where-Object Name -NotLike 'Authentik.*'
            $foreign.Name | Should -Contain RestSharp.dll
            $notices = Get-Content "$content/THIRD-PARTY-NOTICES.txt" -Raw
            foreach ($library in $foreign) {
                # The version of an assembly can be that of an older package, for programs that were built with it.
                $number = ([version] $library.VersionInfo.FileVersion).ToString(3)
                $notices | Should -Match "(?ms)^$([regex]::Escape("$($library.BaseName) $number"))\n.*?\n.*?^ *\S.*Licen[sc]e"
            }
        }

        It 'must have a licence text' {
            $copy = Join-Path (New-Folder unlicensed) Authentik
            Copy-Item $module $copy -Recurse
            Copy-Item "$module/lib/RestSharp.dll" "$copy/lib/Foreign.dll"
            { New-ModulePackage $TestDrive -Module $copy } | Should -Throw '*Foreign.LICENSE.txt*'
        }
    }

    Context 'paths of this machine' {
        It 'are in none of its files' {
            # A Debug assembly tells the debugger where it was built; build.ps1 packs Release.
            $isDebug = { (Get-Content "$content/$_" -Raw -Encoding latin1) -match '[/\\]obj[/\\]Debug[/\\]' }
            Find-BuildPath $package | Where-Object { $_ -notlike 'Authentik.*.dll' -and $_ -notlike 'lib/Authentik.*.dll' -or -not (& $isDebug) } | Should -BeNullOrEmpty
        }

        It 'are found in <Name>' -ForEach @(
            @{ Name = 'a text'; Encoding = 'utf-8'; Change = { $_ } }
            @{ Name = 'the strings of an assembly'; Encoding = 'utf-16'; Change = { $_ } }
            @{ Name = 'the strings of an assembly, at an odd place'; Encoding = 'utf-16'; Prefix = [byte] 1; Change = { $_ } }
            @{ Name = 'JSON of Windows'; Encoding = 'utf-8'; Change = { $_.Replace('\', '/').Replace('/', '\\') } }
            @{ Name = 'another case'; Encoding = 'utf-8'; Change = { $_ -creplace 'place', 'Place' } }
        ) {
            $place = New-Folder place
            $null = New-Folder place/source
            $marked = New-Folder "marked/$Name"
            $path = "$place/source/x.cs" | ForEach-Object $Change
            [IO.File]::WriteAllBytes("$marked/file", @($Prefix | Where-Object { $_ }) + [Text.Encoding]::GetEncoding($Encoding).GetBytes("before $path after"))
            Set-Content "$marked/other" "before $place/nothing/x.cs ${place}bo/source after"
            [IO.Compression.ZipFile]::CreateFromDirectory($marked, "$marked.zip")
            Find-BuildPath "$marked.zip" -Folder $place | Should -Be file
        }
    }
}

# Windows takes the home from the user's account, so that these tests would install into the real one.
Describe 'The installed package' -Skip:($IsWindows -or -not $canPack) {
    BeforeAll {
        $homeFolder = New-Folder home
        $modules = Join-Path $homeFolder '.local/share/powershell/Modules'
        $installed = Join-Path $modules "Authentik/$version"
        $newer = [version]::new(([version] $version).Major + 1, 0, 0)
        $userNames = "Connect-Authentik -Sandbox; (Get-AuthentikUser jdoe).Username"
        function Invoke-AtHome([string] $Command, [hashtable] $Environment = @{}) {
            Invoke-Shell $Command -HomeFolder $homeFolder -Environment $Environment
        }
        function Get-Fingerprint { Get-ChildItem $installed -Recurse -File | ForEach-Object { "$($_.FullName) $($_.LastWriteTimeUtc.Ticks) $((Get-FileHash $_).Hash)" } }

        # Another module that brings a RestSharp of its own; an older one, where the test run has laid it out.
        $neighbour = New-Folder home/.local/share/powershell/Modules/Neighbour
        $older = "$env:AUTHENTIK_TEST_MODULES/Neighbour"
        Copy-Item ((Test-Path "$older/RestSharp.dll") ? "$older/*" : ("$module/lib/RestSharp.dll", "$PSScriptRoot/Support/Modules/Neighbour/Neighbour.psd1")) $neighbour

        Invoke-AtHome "Register-PSResourceRepository Shelf '$shelf' -Trusted; Install-PSResource Authentik -Repository Shelf" | Should -BeNullOrEmpty
    }

    It 'has a manifest that holds' {
        $found = Test-ModuleManifest "$installed/Authentik.psd1"
        "$($found.PowerShellVersion)" | Should -Be '7.4'
        $found.CompatiblePSEditions | Should -Be Core
        $found.ExportedCmdlets.Count | Should -BeGreaterThan 500
    }

    It 'is found by its commands without being imported' {
        Invoke-AtHome "(Get-Command Get-AuthentikUser).Module.ModuleBase; $userNames" | Should -Be $installed, jdoe
    }

    It 'can be imported twice, with -Force, and removed and imported again' {
        Invoke-AtHome "Import-Module Authentik; Import-Module Authentik; $userNames; Import-Module Authentik -Force; $userNames; Remove-Module Authentik; Import-Module Authentik; $userNames; @(Get-Module Authentik).Count" |
            Should -Be jdoe, jdoe, jdoe, 1
    }

    It 'works with the RestSharp of another module loaded before it' {
        Invoke-AtHome "Import-Module Neighbour; Import-Module Authentik; $userNames; [RestSharp.RestClient].Assembly.Location" | Should -Be jdoe, "$neighbour/RestSharp.dll"
    }

    It 'works with the RestSharp of another module loaded after it, which keeps its own types' {
        Invoke-AtHome "Import-Module Authentik; $userNames; Import-Module Neighbour; [RestSharp.RestClient].Assembly.Location; $userNames" |
            Should -Be jdoe, "$neighbour/RestSharp.dll", jdoe
    }

    It 'works from a read-only folder, and writes nothing into it' {
        $all = @(Get-Item $installed) + @(Get-ChildItem $installed -Recurse)
        $before = Get-Fingerprint
        $modes = $all.ForEach({ $_.UnixFileMode })
        try {
            $all | ForEach-Object { $_.UnixFileMode = $_.UnixFileMode -band -bnot [IO.UnixFileMode] 'UserWrite, GroupWrite, OtherWrite' }
            Invoke-AtHome "$userNames; (Get-Help Get-AuthentikUser).Name" | Should -Be jdoe, Get-AuthentikUser
        }
        finally { 0..($all.Count - 1) | ForEach-Object { $all[$_].UnixFileMode = $modes[$_] } }
        Get-Fingerprint | Should -Be $before
    }

    It 'works under <_>' -ForEach 'tr-TR', 'de-DE' {
        $system = "$($_.Replace('-', '_')).UTF-8"
        # macOS doesn't take the culture from the environment.
        $script = @"
            [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = '$_'
            $userNames
            (New-AuthentikUser -Username ILIYAS -Name 'İlyas Işık').Name
            (Get-AuthentikUser -IsActive `$true -Search iliyas).Username
            (get-authentikflow -DESIGNATION authorization | Measure-Object).Count -gt 0
            (Get-Help Get-AuthentikUser).Synopsis -match ' '
            [cultureinfo]::CurrentCulture.Name
"@
        Invoke-AtHome $script @{ LC_ALL = $system; LANG = $system } | Should -Be jdoe, 'İlyas Işık', ILIYAS, True, True, $_
    }

    It 'works without a home' {
        # Without a home, PowerShell writes its caches where it was started.
        Push-Location (New-Folder homeless)
        try { Invoke-AtHome "`$null -eq `$env:HOME; $userNames" @{ HOME = $null; USERPROFILE = $null; PSModulePath = $modules } | Should -Be True, jdoe }
        finally { Pop-Location }
    }

    # The last two, in this order.
    It 'is updated to a newer version' {
        $changelog = Join-Path $TestDrive CHANGELOG.md
        Set-Content $changelog '## [Unreleased]', '- More of it.'
        $package = New-ModulePackage (New-Folder newer) -Version $newer -Changelog $changelog
        Invoke-AtHome "Publish-PSResource -NupkgPath '$package' -Repository Shelf; Update-PSResource Authentik" | Should -BeNullOrEmpty
        Invoke-AtHome "$userNames; `"`$((Get-Module Authentik).Version)`"" | Should -Be jdoe, "$newer"
    }

    It 'is uninstalled without a trace' {
        Invoke-AtHome "Uninstall-PSResource Authentik -Version '*'; (Get-Command Get-AuthentikUser -ErrorAction Ignore | Measure-Object).Count" | Should -Be 0
        Get-ChildItem $modules -Name | Should -Be Neighbour
    }
}
