# The site of the documentation in a browser.

Import-Module "$PSScriptRoot/../../../docs/site/Site.psm1"

$script:Unreachable = 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT'

# Chromium or a browser made of it; nothing where there is none.
function Find-Browser {
    $names = 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'
    (Get-Command $names -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
}

# Why the site can't be built and opened here; nothing where it can.
function Find-SiteObstacle {
    if (-not (Get-Command npm -ErrorAction Ignore)) { return 'npm is not installed' }
    if (-not (Find-Browser)) { return 'Chromium is not installed' }
    try { $null = Install-SitePackage }
    catch {
        if ("$_" -match $script:Unreachable) { return "npm can't reach its registry" }
        throw
    }
}

# Opens a built site, and returns what check.mjs found.
function Test-Site([string] $Site, [string] $Base) {
    $work = Install-SitePackage
    $PSNativeCommandUseErrorActionPreference = $false
    $output = node "$work/check.mjs" $Site $Base (Find-Browser) 2>&1
    if ($LASTEXITCODE) { throw "The site can't be checked:`n$($output -join "`n")" }
    $output | Select-Object -Last 1 | ConvertFrom-Json
}

Export-ModuleMember Find-SiteObstacle, Test-Site
