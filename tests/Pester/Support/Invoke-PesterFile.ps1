# Runs one Pester file and prints what came out as one line of JSON behind a mark, for the xunit case that stands for the file.
param(
    [Parameter(Mandatory)] [string] $Path,
    [string[]] $ExcludeTag = @()
)

$ErrorActionPreference = 'Stop'

# PowerShell puts the modules of all users of this machine in front of what it was told.
if ($env:AUTHENTIK_TEST_MODULES) {
    $env:PSModulePath = (Join-Path $PSHOME Modules), $env:AUTHENTIK_TEST_MODULES -join [IO.Path]::PathSeparator
}
Import-Module Pester -MinimumVersion 5.5

# The lines of Pester itself tell nobody anything.
function Format-Failure($ErrorRecord) {
    $own = $ErrorRecord.ScriptStackTrace -split "`n" | Where-Object { $_ -notmatch '[\\/]Pester\.psm?1:|Invoke-PesterFile' }
    @("$ErrorRecord"; $own) -join "`n"
}

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$configuration.Filter.ExcludeTag = $ExcludeTag

$run = Invoke-Pester -Configuration $configuration

$brokenBlocks = @($run.FailedBlocks) + @($run.FailedContainers) | ForEach-Object {
    $block = $_
    [ordered]@{
        Name  = if ($block.PSObject.Properties['ExpandedPath']) { $block.ExpandedPath } else { "$($block.Item)" }
        Error = ($block.ErrorRecord | ForEach-Object { Format-Failure $_ }) -join "`n"
    }
}

# A test that came to no result is no success.
$failures = $run.Tests | Where-Object Result -NotIn 'Passed', 'Skipped' | ForEach-Object {
    $errors = ($_.ErrorRecord | ForEach-Object { Format-Failure $_ }) -join "`n"
    [ordered]@{ Name = $_.ExpandedPath; Error = $errors ? $errors : "The result is $($_.Result)." }
}

$skips = $run.Tests | Where-Object Result -EQ 'Skipped' | ForEach-Object { $_.ExpandedPath }

$result = [ordered]@{
    Passed     = $run.PassedCount
    Failed     = $run.FailedCount
    Skipped    = $run.SkippedCount
    Seconds    = [Math]::Round($run.Duration.TotalSeconds, 1)
    Failures   = @($failures)
    Broken     = @($brokenBlocks)
    Skips      = @($skips)
    Notes      = @("$env:AUTHENTIK_TEST_NOTES" -split "`n" | Where-Object { $_ })
    PowerShell = "$($PSVersionTable.PSVersion)"
    Pester     = "$((Get-Module Pester).Version)"
}
'##PESTER## ' + ($result | ConvertTo-Json -Depth 5 -Compress)
