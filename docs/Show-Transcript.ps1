# Runs what a Markdown file's console blocks show after "PS> " and, for its further lines, ">> ", in one session. Prints the blocks with
# what comes back now.
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

# Where lines break, and how dates are written, depends on the culture.
[cultureinfo]::CurrentCulture = 'en-US'
$PSStyle.OutputRendering = 'PlainText'
$ErrorActionPreference = 'Continue'

# Warnings and -WhatIf write to the host, which is this output as well.
function Show-Command([string[]] $Typed) {
    $Typed
    $code = $Typed -replace '^(PS> |>> ?)' -join "`n"
    $shown = . ([scriptblock]::Create($code)) 2>&1 | Out-String -Width $Width
    if ($shown.Trim()) { $shown.Trim("`r", "`n") -replace '(?m)[ \t]+$' }
}

# The commands of a block, each as the lines that are typed.
function Split-Block([string[]] $Line) {
    $typed = @()
    foreach ($one in $Line -match '^(PS> |>>( |$))') {
        if ($one -like 'PS> *' -and $typed) {
            , $typed
            $typed = @()
        }
        $typed += $one
    }
    if ($typed) { , $typed }
}

$block = $null
$isChosen = -not $Heading
foreach ($line in Get-Content -LiteralPath $Path) {
    if ($null -ne $block -and $line -ne '```') {
        $block += $line
        continue
    }

    if ($null -ne $block) {
        $printed = 0
        foreach ($typed in Split-Block $block) {
            if ($printed++) { '' }
            . Show-Command $typed
        }
        $block = $null
    } elseif ($line -match '^#+ (.+)') {
        $isChosen = -not $Heading -or $Matches[1] -eq $Heading
    } elseif ($isChosen -and $line -eq '```console') {
        $block = @()
    }

    if ($Whole) { $line }
}
