# Runs what a Markdown file's console blocks show after "PS> ", in one session, and prints the blocks with what comes back now.
param(
    [Parameter(Mandatory)]
    [string] $Path,

    # Only the blocks under this heading.
    [string] $Heading,

    # Prints the rest of the file as well, so that the output is the file as it should be.
    [switch] $Whole,

    [string] $Module = (Join-Path $PSScriptRoot '../out/Authentik/Authentik.psd1'),

    [int] $Width = 110
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$PSStyle.OutputRendering = 'PlainText'
$ErrorActionPreference = 'Continue'

$isInBlock = $false
$isChosen = -not $Heading
$printed = 0
foreach ($line in Get-Content -LiteralPath $Path) {
    if ($isInBlock -and $line -eq '```') {
        $isInBlock = $false
        $printed = 0
    }
    elseif ($isInBlock) {
        if ($line -notlike 'PS> *') { continue }
        if ($printed++) { '' }
        $line
        # Warnings and -WhatIf write to the host, which is this output as well.
        $shown = . ([scriptblock]::Create($line.Substring(4))) 2>&1 | Out-String -Width $Width
        if ($shown.Trim()) { $shown.Trim("`r", "`n") -replace '(?m)[ \t]+$' }
        continue
    }
    elseif ($line -match '^#+ (.+)') {
        $isChosen = -not $Heading -or $Matches[1] -eq $Heading
    }
    elseif ($isChosen -and $line -eq '```console' ) {
        $isInBlock = $true
    }

    if ($Whole) { $line }
}
