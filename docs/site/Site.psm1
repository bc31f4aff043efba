# The pages of the commands, and the site made of them and the documents. The module must be built; build.ps1 and the tests call this.

$ErrorActionPreference = 'Stop'
$script:Root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
Import-Module "$script:Root/src/Authentik.Module/Package.psm1"

# Documents that aren't in docs, and their page. What else the repository has isn't part of the site.
$script:OtherPages = [ordered] @{
    'README.md'                       = 'readme.md'
    'CHANGELOG.md'                    = 'changelog.md'
    'CONTRIBUTING.md'                 = 'contributing.md'
    'SECURITY.md'                     = 'security.md'
    'api/README.md'                   = 'book.md'
    'src/Authentik.Sandbox/README.md' = 'sandbox.md'
}

function New-Reference {
    <#
    .SYNOPSIS
        Writes a page of Markdown for each command and about_ topic, with an index, and returns the folder.
    #>
    param([string] $Destination = "$script:Root/out/reference", [string] $Configuration = (Find-Configuration))
    $source = "$script:Root/src"
    $arguments = @(
        '--book', "$script:Root/api"
        '--output', $Destination
        '--commands', "$source/Authentik.PowerShell/Help"
        '--assemblies', ('PowerShell', 'JobCommands' | ForEach-Object { "$source/Authentik.$_/bin/$Configuration/net8.0/Authentik.$_.dll" } | Join-String -Separator ';')
        '--references', "$source/Authentik.Module/obj/$Configuration/net8.0/references.txt"
        '--topics', "$script:Root/docs/about"
    )
    $dotnet = $env:DOTNET_HOST_PATH ? $env:DOTNET_HOST_PATH : 'dotnet'
    & $dotnet "$source/Authentik.Generator/bin/$Configuration/net10.0/Authentik.Generator.dll" reference @arguments
    if ($LASTEXITCODE) { throw 'The generator failed, so there are no pages of the commands.' }
    Get-Item -LiteralPath $Destination
}

# The build that is newest.
function Find-Configuration {
    $built = Get-Item "$script:Root/src/Authentik.Module/obj/*/net8.0/references.txt" | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $built) { throw "The module isn't built. Run ./build.ps1 first." }
    $built.Directory.Parent.Name
}

function New-Site {
    <#
    .SYNOPSIS
        Builds the site and returns its folder. A link that leads nowhere fails the build.
    #>
    param(
        [string] $Destination = "$script:Root/out/site",
        # The project's page. Links to files that aren't pages lead there; without it, they are plain text, and the site is for the
        # root of a host.
        [string] $RepositoryUrl,
        [string] $Configuration = (Find-Configuration))

    $work = Install-SitePackage
    New-SiteSource $work -Destination $Destination -RepositoryUrl $RepositoryUrl -Reference (New-Reference -Configuration $Configuration)
    Invoke-Npm $work run build
    Get-Item -LiteralPath $Destination
}

function Install-SitePackage {
    <#
    .SYNOPSIS
        Installs exactly what the lock file has, and returns the folder in which the site is made.
    #>
    if (-not (Get-Command npm -ErrorAction Ignore)) {
        throw "npm is not installed, so the site can't be built. Install Node.js 20 or later (https://nodejs.org), and try again."
    }
    # Not among the documents, because every test of these would read the packages, too.
    $folder = (New-Item "$script:Root/out/site-work" -ItemType Directory -Force).FullName
    Copy-Item "$PSScriptRoot/package.json", "$PSScriptRoot/package-lock.json" $folder
    # It takes half a minute, so what is there already stays.
    $mark, $lock = "$folder/node_modules/.installed", (Get-FileHash "$folder/package-lock.json").Hash
    if ((Get-Content $mark -ErrorAction Ignore) -ne $lock) {
        Invoke-Npm $folder ci --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries 1
        Set-Content $mark $lock
    }
    $folder
}

function Invoke-Npm([string] $Folder) {
    $PSNativeCommandUseErrorActionPreference = $false
    Push-Location -LiteralPath $Folder
    try {
        $output = npm @args 2>&1
        if ($LASTEXITCODE) { throw "'npm $args' failed in ${Folder}:`n$($output -join "`n" -replace '\e\[[\d;]*m')" }
    }
    finally { Pop-Location }
}

# Everything that the site is made of, besides the packages.
function New-SiteSource([string] $Folder, [string] $Destination, [string] $RepositoryUrl, [IO.DirectoryInfo] $Reference) {
    'pages', 'check', '.vitepress' | ForEach-Object { Remove-Item "$Folder/$_" -Recurse -Force -ErrorAction Ignore }
    Get-ChildItem -LiteralPath $PSScriptRoot -Force -Exclude *.psm1, package*.json | Copy-Item -Destination $Folder -Recurse -Force
    Copy-Item "$script:Root/src/Authentik.PowerShell/CommandSearch/Words/Synonyms.txt" "$Folder/synonyms.txt"
    $pages = Get-SitePage $Reference
    foreach ($source in $pages.Keys) {
        $page = "$Folder/pages/$($pages[$source].Page)"
        $null = New-Item (Split-Path $page) -ItemType Directory -Force
        if ($page -notlike '*.md') {
            Copy-Item -LiteralPath $pages[$source].File $page
            continue
        }
        $text = Get-Content -LiteralPath $pages[$source].File -Raw
        [IO.File]::WriteAllText($page, (Convert-Link $text $source $pages $RepositoryUrl))
    }
    $address = Get-SiteAddress $RepositoryUrl
    $base = $address ? ([uri] $address).AbsolutePath : '/'
    $site = @{ base = $base; repository = $RepositoryUrl; output = [IO.Path]::GetFullPath($Destination) }
    $site | ConvertTo-Json | Set-Content "$Folder/site.json"
}

# The pages and pictures by the path that links in documents have for them. Those of commands count as docs/reference, which the repository doesn't have.
function Get-SitePage([IO.DirectoryInfo] $Reference) {
    $pages = [ordered] @{}
    $docs = Get-Item "$script:Root/docs"
    Get-ChildItem "$docs/*", "$docs/guides/*", "$docs/findings/*", "$docs/pictures/*" -Include *.md, *.svg, *.png -ErrorAction Ignore | ForEach-Object {
        $path = [IO.Path]::GetRelativePath($docs.FullName, $_.FullName).Replace('\', '/')
        $pages["docs/$path"] = @{ Page = $path; File = $_.FullName }
    }
    $script:OtherPages.Keys | Where-Object { Test-Path "$script:Root/$_" } | ForEach-Object {
        $pages[$_] = @{ Page = $script:OtherPages[$_]; File = "$script:Root/$_" }
    }
    Get-ChildItem $Reference -Filter *.md | ForEach-Object {
        $pages["docs/reference/$($_.Name)"] = @{ Page = "reference/$($_.Name)"; File = $_.FullName }
    }
    $pages
}

# A link to a page leads to its place on the site, one to another file to the repository. What leads nowhere stays, and fails the build.
function Convert-Link([string] $Text, [string] $Source, [Collections.IDictionary] $Pages, [string] $RepositoryUrl) {
    if ($Source -like 'docs/reference/*') { return $Text }
    $here = "/$(Split-Path $Pages[$Source].Page)".TrimEnd('/', '\')
    [regex]::Replace($Text, '\[(?<text>(?:[^\[\]]|\[[^\[\]]*\])+)\]\((?![a-z]+:|#)(?<file>[^)\s#]+)(?<anchor>#[^)\s]*)?\)', {
            param($link)
            $text, $anchor = $link.Groups['text'].Value, $link.Groups['anchor'].Value
            $file = Resolve-RepositoryPath (Split-Path $Source) $link.Groups['file'].Value
            if ($Pages.Contains($file)) {
                $target = [IO.Path]::GetRelativePath("/$here", "/$($Pages[$file].Page)").Replace('\', '/')
                return "[$text]($($target -match '^\.' ? $target : "./$target")$anchor)"
            }
            if (-not (Test-Path -LiteralPath "$script:Root/$file")) { return $link.Value }
            $RepositoryUrl ? "[$text]($($RepositoryUrl.TrimEnd('/'))/blob/HEAD/$file$anchor)" : $text
        })
}

function Resolve-RepositoryPath([string] $Folder, [string] $Link) {
    $full = [IO.Path]::GetFullPath([IO.Path]::Combine($script:Root, $Folder, $Link))
    [IO.Path]::GetRelativePath($script:Root, $full).Replace('\', '/')
}

Export-ModuleMember New-Reference, New-Site, Install-SitePackage
