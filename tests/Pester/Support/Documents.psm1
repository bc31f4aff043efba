# Reads the Markdown of the repository and the about_ topics.

using namespace System.Management.Automation
using namespace System.Management.Automation.Language

$script:Root = [IO.Path]::GetFullPath("$PSScriptRoot/../../..")

# Commands that this machine need not have: those of SecretManagement, of Windows and of other directories.
$script:Foreign = 'Get-Secret', 'Set-Secret', 'New-ScheduledTaskAction', 'New-ScheduledTaskTrigger', 'Register-ScheduledTask', 'Get-ADUser', 'Get-MgUser'

# Their paths in the repository.
function Get-Document {
    $files = @(
        Get-ChildItem -LiteralPath $script:Root -Filter *.md
        Get-ChildItem "$script:Root/api", "$script:Root/docs", "$script:Root/src" -Recurse -Include *.md, *.help.txt
    )
    $files.FullName | ForEach-Object { [IO.Path]::GetRelativePath($script:Root, $_).Replace('\', '/') } | Where-Object { $_ -notmatch '/(bin|obj)/' }
}

function Get-ForeignCommand { $script:Foreign }

# The blocks of PowerShell with the number of their first line; of a transcript, what is typed. A block can call the functions of others.
function Get-CodeBlock([string] $Document) {
    $language, $block, $number = $null, @(), 0
    $lines = Get-Content -LiteralPath "$script:Root/$Document"
    $functions = $lines | Select-String '^(?:PS> |>> )?\s*function ([\w-]+)' | ForEach-Object { $_.Matches[0].Groups[1].Value }
    foreach ($line in $lines) {
        $number++
        if ($line -notmatch '^\s*```(?<language>\w*)') {
            if ($language) { $block += $language -eq 'console' ? (Get-Typed $line) : $line }
        }
        elseif ($null -eq $language) { $language, $block, $first = $Matches.language, @(), ($number + 1) }
        else {
            if ($language -eq 'powershell' -or $language -eq 'console' -and ($block -match '\S')) { @{ Line = $first; Code = $block -join "`n"; Functions = $functions } }
            $language = $null
        }
    }
}

function Get-Typed([string] $Line) { $Line -match '^(PS> |>>( |$))' ? ($Line -replace '^(PS> |>> ?)') : '' }

# The commands of this module that a document names, wherever. Not those that it names in part (Get-Authentik…), and not in the CHANGELOG,
# which names those of the past.
function Get-NamedCommand([string] $Document) {
    if ($Document -eq 'CHANGELOG.md') { return }
    $text = Get-Content -LiteralPath "$script:Root/$Document" -Raw
    [regex]::Matches($text, '(?<![\w-])(?:(?:Dis)?[Cc]onnect-Authentik|[A-Z][a-z]+-Authentik[A-Z]\w*)\b(?![…*.-]|\w)').Value | Sort-Object -Unique
}

# What isn't right with a block. Counts what it looked at.
function Find-CodeMistake([hashtable] $Block, [hashtable] $Counts) {
    $errors = $null
    $tree = [Parser]::ParseInput($Block.Code, [ref] $null, [ref] $errors)
    foreach ($one in $errors) { "$($one.Message) ($(Get-Place $Block $one.Extent))" }
    foreach ($call in Get-Call $tree) {
        $name = $call.GetCommandName()
        # Programs of the system aren't there on every machine.
        if ($name -notmatch '^\w+-\w+$' -or $name -in $Block.Functions -or $name -in $script:Foreign) { continue }
        $Counts.Commands++
        $command = Get-Command $name -ErrorAction Ignore
        if (-not $command) { "$name doesn't exist ($(Get-Place $Block $call.Extent))"; continue }
        foreach ($parameter in $call.CommandElements | Where-Object { $_ -is [CommandParameterAst] }) {
            $Counts.Parameters++
            if (-not (Test-Parameter $command $parameter.ParameterName)) {
                "$name has no -$($parameter.ParameterName) ($(Get-Place $Block $parameter.Extent))"
            }
        }
    }
}

function Get-CommandName([hashtable] $Block) {
    Get-Call ([Parser]::ParseInput($Block.Code, [ref] $null, [ref] $null)) | ForEach-Object { $_.GetCommandName() }
}

function Get-Call([Ast] $Tree) { $Tree.FindAll({ $args[0] -is [CommandAst] }, $true) }

function Get-Place([hashtable] $Block, [IScriptExtent] $Extent) { "line $($Block.Line + $Extent.StartLineNumber - 1)" }

# PowerShell is asked, because it takes a part of a name that fits one parameter alone.
function Test-Parameter([CommandInfo] $Command, [string] $Name) {
    try { [bool] $Command.ResolveParameter($Name) } catch [ParameterBindingException] { $false }
}

Export-ModuleMember Get-Document, Get-ForeignCommand, Get-CodeBlock, Get-NamedCommand, Get-CommandName, Find-CodeMistake
