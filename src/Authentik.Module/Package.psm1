# Packs the module in out/Authentik as the PowerShell Gallery takes it. It builds nothing: build.ps1 and the tests call it with what is there.

$ErrorActionPreference = 'Stop'
$script:Root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")

function New-ModulePackage {
    <#
    .SYNOPSIS
        Packs a module folder into Authentik.<version>.nupkg and returns the file.
    #>
    param(
        # Where the package goes; the folder must exist.
        [Parameter(Mandatory)] [string] $Destination,
        [string] $Module = "$script:Root/out/Authentik",
        [string] $Changelog = "$script:Root/CHANGELOG.md",
        # Another version than the module's own.
        [version] $Version = (Import-PowerShellDataFile -LiteralPath "$Module/Authentik.psd1").ModuleVersion,
        # The project's page. Without it, the package has no links.
        [string] $RepositoryUrl)

    if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
        throw 'Packing needs PSResourceGet 1.1 or later. Use PowerShell 7.5 or later.'
    }
    # PSResourceGet writes its settings where it was started if these folders don't exist.
    'ApplicationData', 'LocalApplicationData' | ForEach-Object { $null = [Environment]::GetFolderPath($_, 'Create') }
    $work = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "authentik-package-$([guid]::NewGuid().ToString('N'))") -ItemType Directory).FullName
    try {
        $folder = "$work/Authentik"
        Copy-Item -LiteralPath $Module $folder -Recurse
        New-Notice $folder
        Add-OnlineLink $folder (Get-SiteAddress $RepositoryUrl)
        Edit-Manifest $folder -Version $Version -ReleaseNotes (Get-ReleaseNote $Version $Changelog) -RepositoryUrl $RepositoryUrl.TrimEnd('/')
        Compress-PSResource $folder $work
        $package = Join-Path (Resolve-Path -LiteralPath $Destination).Path "Authentik.$Version.nupkg"
        Export-StablePackage "$work/Authentik.$Version.nupkg" $package
        Get-Item -LiteralPath $package
    }
    finally { Remove-Item -LiteralPath $work -Recurse -Force }
}

# The section of the version, or what is not released yet. Links to other files of the repository would lead nowhere, so the text is plain.
function Get-ReleaseNote([version] $Version, [string] $Changelog) {
    $text = (Get-Content -LiteralPath $Changelog -Raw) -replace '\r'
    foreach ($heading in "$Version", 'Unreleased') {
        $section = [regex]::Match($text, "(?ms)^## \[$([regex]::Escape($heading))\][^\n]*\n(.*?)(?=^## |^\[[^\]]+\]: |\z)")
        if ($section.Success -and $section.Groups[1].Value.Trim()) {
            return $section.Groups[1].Value.Trim()
        }
    }
    throw "$Changelog has no section [$Version] or [Unreleased] with text. Add one before you pack."
}

# The licences beside the libraries become one file, which people look for at the top.
function New-Notice([string] $Folder) {
    $notices = Get-ForeignLibrary $Folder | ForEach-Object {
        $licence = Join-Path $_.DirectoryName "$($_.BaseName).LICENSE.txt"
        if (-not (Test-Path -LiteralPath $licence)) {
            throw "$($_.Name) has no licence text. Add $($_.BaseName).LICENSE.txt beside the project that references it."
        }
        "`n$('=' * 78)`n$($_.BaseName) $($_.VersionInfo.ProductVersion -replace '\+.*')`n$('=' * 78)`n`n$((Get-Content -LiteralPath $licence -Raw).Trim())"
        Remove-Item -LiteralPath $licence
    }
    $text = @('Authentik for PowerShell contains these libraries of other projects:') + $notices -join "`n"
    [IO.File]::WriteAllText("$Folder/THIRD-PARTY-NOTICES.txt", $text.Replace("`r", '') + "`n")
}

function Get-ForeignLibrary([string] $Folder) {
    Get-ChildItem -LiteralPath $Folder -Recurse -Filter *.dll | Where-Object Name -NotLike 'Authentik.*' | Sort-Object Name
}

# What only a package needs: the list of files, the release notes and the links.
function Edit-Manifest([string] $Folder, [version] $Version, [string] $ReleaseNotes, [string] $RepositoryUrl) {
    $file = "$Folder/Authentik.psd1"
    $files = Get-ChildItem -LiteralPath $Folder -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/') }
    $list = [Linq.Enumerable]::Order([string[]] $files, [StringComparer]::Ordinal) | ForEach-Object { "        $(ConvertTo-Literal $_)`n" }
    $data = [ordered] @{ ReleaseNotes = $ReleaseNotes }
    if ($RepositoryUrl) {
        $page = "$RepositoryUrl/blob/HEAD"
        $data.ReleaseNotes += "`n`n$page/CHANGELOG.md"
        $data.ProjectUri = $RepositoryUrl
        $data.LicenseUri = "$page/LICENSE"
        $data.IconUri = "$RepositoryUrl/raw/HEAD/src/Authentik.Module/icon.png"
    }
    $lines = $data.Keys | ForEach-Object { "`n            $_ = $(ConvertTo-Literal $data[$_])" }
    $text = Get-Content -LiteralPath $file -Raw
    $text = Edit-Line $text "(?m)(?<=^    ModuleVersion = )'[^']*'" "'$Version'"
    $text = Edit-Line $text '(?m)^(?=    PrivateData = @\{)' "    FileList = @(`n$(-join $list)    )`n`n"
    $text = Edit-Line $text '(?m)(?<=^        PSData = @\{)' (-join $lines)
    [IO.File]::WriteAllText($file, $text)
}

# Get-Help -Online opens the address of the first link, which so stands before those to other commands.
function Add-OnlineLink([string] $Folder, [string] $Site) {
    if (-not $Site) { return }
    foreach ($file in Get-ChildItem -LiteralPath "$Folder/en-US" -Filter *-Help.xml) {
        $text = [regex]::Replace(
            [IO.File]::ReadAllText($file.FullName),
            '(?s)<command:command>.*?<command:name>(?<name>[^<]+)</command:name>.*?<command:relatedLinks(?:>| />)',
            {
                param($command)
                $link = '<maml:navigationLink><maml:linkText>Online version:</maml:linkText>' +
                    "<maml:uri>${Site}reference/$($command.Groups['name'].Value)</maml:uri></maml:navigationLink>"
                $open = '<command:relatedLinks>'
                $command.Value.EndsWith('/>') ? ($command.Value -replace '<command:relatedLinks />$', "$open$link</command:relatedLinks>") : "$($command.Value)$link"
            })
        [IO.File]::WriteAllText($file.FullName, $text)
    }
}

function ConvertTo-Literal([string] $Text) {
    "'$([Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($Text))'"
}

function Edit-Line([string] $Text, [string] $Pattern, [string] $New) {
    $found = [regex]::Matches($Text, $Pattern)
    if ($found.Count -ne 1) {
        throw "The manifest has $($found.Count) lines that match $Pattern; packing needs one."
    }
    $Text.Remove($found[0].Index, $found[0].Length).Insert($found[0].Index, $New)
}

# Compress-PSResource writes the time, the system and a random name into the package. Without them, the same files give the same bytes.
function Export-StablePackage([string] $From, [string] $To) {
    $parts = @{}
    Read-Package $From {
        param($name, $bytes)
        $text = [Text.Encoding]::UTF8.GetString($bytes)
        switch -Regex ($name) {
            '\.psmdcp$' { $name = $name -replace '\w+(?=\.psmdcp$)', 'Authentik'; $text = $text -replace '(?s)(?<=<lastModifiedBy>).*(?=</lastModifiedBy>)' }
            '^_rels/\.rels$' { $text = $text -replace '\w+(\.psmdcp" Id=")\w+', 'Authentik$1CoreProperties' }
            '^\[Content_Types\]\.xml$' { $text = Format-ContentType $text }
            default { $text = $null }
        }
        $parts[$name] = $null -eq $text ? $bytes : [Text.Encoding]::UTF8.GetBytes($text)
    }
    $time = Get-SourceTime
    [IO.File]::Delete($To)
    $package = [IO.Compression.ZipFile]::Open($To, 'Create')
    try {
        foreach ($name in [Linq.Enumerable]::Order([string[]] $parts.Keys, [StringComparer]::Ordinal)) {
            $entry = $package.CreateEntry($name)
            $entry.LastWriteTime = $time
            $entry.ExternalAttributes = 0x81A40000  # A file that its owner writes and everybody reads.
            $stream = $entry.Open()
            $stream.Write($parts[$name])
            $stream.Dispose()
        }
    }
    finally { $package.Dispose() }
}

function Read-Package([string] $Package, [scriptblock] $Action) {
    $archive = [IO.Compression.ZipFile]::OpenRead($Package)
    try {
        foreach ($entry in $archive.Entries) {
            $memory, $stream = [IO.MemoryStream]::new(), $entry.Open()
            $stream.CopyTo($memory)
            $stream.Dispose()
            & $Action $entry.FullName $memory.ToArray()
        }
    }
    finally { $archive.Dispose() }
}

# In the order of the names, because the folder's own order depends on the file system.
function Format-ContentType([string] $Text) {
    $document = [xml] $Text.TrimStart([char] 0xFEFF)
    $types = $document.DocumentElement
    $sorted = @($types.ChildNodes) | Sort-Object OuterXml -Culture ''
    $types.RemoveAll()
    $types.SetAttribute('xmlns', 'http://schemas.openxmlformats.org/package/2006/content-types')
    $sorted | ForEach-Object { $null = $types.AppendChild($_) }
    $document.OuterXml
}

# The time of the commit. A fixed time would do no good: PowerShell takes a manifest of the same path and time for one that it has already read.
function Get-SourceTime {
    $seconds = $env:SOURCE_DATE_EPOCH
    if (-not $seconds -and (Get-Command git -ErrorAction Ignore)) {
        $PSNativeCommandUseErrorActionPreference = $false
        $seconds = git -C $script:Root log -1 --format=%ct 2>$null
    }
    $seconds ? [DateTimeOffset]::FromUnixTimeSeconds($seconds) : [DateTimeOffset]::new(2000, 1, 1, 0, 0, 0, 0)
}

function Get-SiteAddress {
    <#
    .SYNOPSIS
        The address of the project's site, as GitHub Pages has it; nothing for a project that is elsewhere.
    #>
    param([string] $RepositoryUrl)
    if ($RepositoryUrl -match '^https://github\.com/(?<owner>[\w-]+)/(?<name>[\w.-]+?)(?:\.git)?/?$') {
        $site = "https://$($Matches.owner.ToLowerInvariant()).github.io"
        "$site/" -eq "https://$($Matches.name)/" ? "$site/" : "$site/$($Matches.name)/"
    }
}

function Get-PackageFile {
    <#
    .SYNOPSIS
        Lists what a package installs, without the parts that belong to the package format.
    #>
    param([Parameter(Mandatory)] [string] $Package)
    $names = [Collections.Generic.List[string]]::new()
    Read-Package $Package { param($name) $names.Add($name) }
    $format = '^(_rels/|package/|\[Content_Types\]\.xml$|[^/]+\.nuspec$)'
    [Linq.Enumerable]::Order([string[]] ($names -notmatch $format), [StringComparer]::Ordinal)
}

function Find-BuildPath {
    <#
    .SYNOPSIS
        Finds the parts of a package that contain the path of a folder of this machine.
    #>
    param(
        [Parameter(Mandatory)] [string] $Package,
        [string[]] $Folder = ($script:Root, $HOME))
    Read-Package $Package {
        param($name, $bytes)
        if ($Folder.Where({ Test-BuildPath $bytes $_ }, 'First')) { $name }
    }
}

# Something that exists in the folder must follow, because authentik has API paths such as /root/config/.
function Test-BuildPath([byte[]] $Bytes, [string] $Folder) {
    $parts = $Folder.TrimEnd('\', '/') -split '[\\/]'
    # Texts and the metadata of assemblies are UTF-8, the strings of assemblies are UTF-16. The latter start at odd places, too.
    $texts = { [Text.Encoding]::UTF8.GetString($Bytes) }, { [Text.Encoding]::Unicode.GetString($Bytes) }, { [Text.Encoding]::Unicode.GetString($Bytes, 1, $Bytes.Length - 1) }
    $path = $parts.ForEach({ [regex]::Escape($_) }) -join '[\\/]{1,2}'
    foreach ($text in $texts) {
        foreach ($found in [regex]::Matches((& $text), "(?i)$path[\\/]{1,2}(?<child>[\w.-]+)")) {
            if (Test-Path -LiteralPath (Join-Path $Folder $found.Groups['child'].Value)) { return $true }
        }
    }
    $false
}

Export-ModuleMember New-ModulePackage, Get-SiteAddress, Get-PackageFile, Find-BuildPath
