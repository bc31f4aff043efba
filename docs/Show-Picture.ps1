# Draws a terminal as SVG: the commands of a script, each after a prompt, and what they show, with its colors.
# A script is a file of docs/pictures; its commands are run in one session, and those after "#hidden" aren't shown.
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [string] $Module = (Join-Path $PSScriptRoot '../out/Authentik/Authentik.psd1'),

    # In characters.
    [int] $Width = 100
)

$ErrorActionPreference = 'Stop'
Import-Module $Module

# Where lines break, and how dates are written, depends on the culture.
[cultureinfo]::CurrentCulture = 'en-US'
$PSStyle.OutputRendering = 'Ansi'
$ErrorActionPreference = 'Continue'

# What a line, and a character, take in the picture.
$lineHeight, $characterWidth, $margin = 18, 8.4, 16
$escape = [char] 27
$classes = @{ '1' = 'bold'; '2' = 'dim'; '3' = 'italic'; '31' = 'bad'; '32' = 'good'; '33' = 'warn'; '36' = 'note'; '91' = 'bad'; '93' = 'warn' }

# The commands of the script: lines, of which those that go on are indented.
function Split-Script([string[]] $Line) {
    $command = @()
    foreach ($one in $Line) {
        if ($command -and $one -match '^\S') {
            $command -join "`n"
            $command = @()
        }
        if ($one.Trim()) { $command += $one }
    }
    if ($command) { $command -join "`n" }
}

function Get-Screen {
    $isHidden = $false
    foreach ($command in Split-Script (Get-Content -LiteralPath $Path)) {
        if ($command -in '#hidden', '#shown') {
            $isHidden = $command -eq '#hidden'
            continue
        }
        $shown = . ([scriptblock]::Create($command)) *>&1 | Out-String -Width $Width
        if ($isHidden) { continue }
        "$escape[32mPS>$escape[0m " + ($command -replace "`n", "`n$escape[32m>>$escape[0m ")
        $text = $shown.Trim("`r", "`n") -replace '(?m)[ \t]+$'
        if ($text) { $text }
        ''
    }
}

# As a terminal does with what is too long for it.
function Split-Line([string] $Text) {
    $line, $length = '', 0
    foreach ($part in $Text -split "($escape\[[0-9;]*m|.)" | Where-Object { $_ }) {
        if ($part[0] -ne $escape -and $length++ -eq $Width) {
            $line
            $line, $length = '', 1
        }
        $line += $part
    }
    $line
}

# A line of the terminal as a line of SVG: each run of characters with its place and its colors.
function ConvertTo-SvgLine([string] $Text, [int] $Number) {
    $y = $margin + ($Number + 1) * $lineHeight
    $column, $style = 0, @()
    $runs = foreach ($part in $Text -split "($escape\[[0-9;]*m)") {
        if ($part -match "^$escape\[([0-9;]*)m$") {
            $codes = $Matches[1] -split ';'
            $style = $codes -contains '0' -or $codes -contains '' ? @() : $style + @($codes | ForEach-Object { $classes[$_] } | Where-Object { $_ })
        } elseif ($part) {
            if ($part.Trim()) {
                $x = $margin + ($column + $part.Length - $part.TrimStart().Length) * $characterWidth
                $class = $style ? " class=`"$($style -join ' ')`"" : ''
                "<tspan x=`"$([Math]::Round($x, 1))`"$class>$([Security.SecurityElement]::Escape($part.Trim()))</tspan>"
            }
            $column += $part.Length
        }
    }
    if ($runs) { "<text xml:space=`"preserve`" y=`"$y`">$(-join $runs)</text>" }
}

$lines = (Get-Screen) -split "`r?`n" | ForEach-Object { Split-Line $_ }
while ($lines -and -not $lines[-1]) { $lines = $lines[0..($lines.Count - 2)] }
$across, $down = [int] ($Width * $characterWidth + 2 * $margin), ($lines.Count * $lineHeight + 2 * $margin)
@"
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $across $down" width="$across" height="$down" role="img">
<title>$([IO.Path]::GetFileNameWithoutExtension($Path)): commands of the module in a terminal, and what they show</title>
<style>
text { font: 14px ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; fill: #24292f; white-space: pre; }
rect { fill: #f6f8fa; } .good { fill: #116329; } .bad { fill: #b3261e; } .warn { fill: #7d4e00; } .note { fill: #0a5d8c; }
.dim { fill: #6e7781; } .bold { font-weight: bold; } .italic { font-style: italic; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; } rect { fill: #0d1117; } .good { fill: #56d364; } .bad { fill: #ff7b72; } .warn { fill: #e3b341; } .note { fill: #79c0ff; }
.dim { fill: #8b949e; }
}
</style>
<rect width="$across" height="$down" rx="8"/>
"@
for ($number = 0; $number -lt $lines.Count; $number++) { ConvertTo-SvgLine $lines[$number] $number }
'</svg>'
