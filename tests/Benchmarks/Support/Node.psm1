# authentik's own client for Node, from npm, in a temporary folder of its own.

$package = '@goauthentik/api@2026.5.6'
$script:folder = $null

# Installs the client once, and returns why that can't be done here, or nothing.
function Install-NodeClient {
    $PSNativeCommandUseErrorActionPreference = $false
    if ($script:folder) { return }
    foreach ($program in 'node', 'npm') {
        if (-not (Get-Command $program -CommandType Application -ErrorAction Ignore)) { return "$program isn't installed" }
    }
    $new = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "authentik-bench-$(New-Guid)") -ItemType Directory).FullName
    $options = '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--fetch-retries', '0', '--loglevel', 'error'
    $output = npm install --prefix $new @options $package 2>&1
    if ($LASTEXITCODE) {
        Remove-Item $new -Recurse -Force
        return "npm can't install $package ($(@($output) -match 'code E' | Select-Object -First 1))"
    }
    Copy-Item "$PSScriptRoot/../Clients/Node.cjs" $new
    $script:folder = $new
}

# The script that Node runs. Node finds the package beside it.
function Get-NodeScript { Join-Path $script:folder 'Node.cjs' }

function Remove-NodeClient {
    if ($script:folder) { Remove-Item $script:folder -Recurse -Force }
    $script:folder = $null
}

Export-ModuleMember Install-NodeClient, Get-NodeScript, Remove-NodeClient
