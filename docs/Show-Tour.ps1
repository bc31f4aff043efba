# Runs the lines of tour.ps1 and prints each as it would be typed, with what comes back.
param(
    [string] $Module = (Join-Path $PSScriptRoot '../out/Authentik/Authentik.psd1'),
    [int] $Width = 110
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$PSStyle.OutputRendering = 'PlainText'

$lines = Get-Content -LiteralPath (Join-Path $PSScriptRoot 'tour.ps1') | Where-Object { $_ -and $_ -notmatch '^#' }
foreach ($line in $lines) {
    "PS> $line"
    $command = [scriptblock]::Create($line)
    $ErrorActionPreference = 'Continue'
    $shown = . $command 2>&1 | Out-String -Width $Width
    if ($shown.Trim()) { $shown.Trim("`r", "`n") -replace '(?m)[ \t]+$' }
    ''
}
