# Runs one Pester file and prints what came out as one line of JSON behind a mark, for the xunit case that stands for the file.
param(
    [Parameter(Mandatory)] [string] $Path,
    [string[]] $ExcludeTag = @()
)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.5

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
        Error = ($block.ErrorRecord | ForEach-Object { "$_`n$($_.ScriptStackTrace)" }) -join "`n"
    }
}

$failures = $run.Tests | Where-Object Result -EQ 'Failed' | ForEach-Object {
    [ordered]@{ Name = $_.ExpandedPath; Error = ($_.ErrorRecord | ForEach-Object { "$_`n$($_.ScriptStackTrace)" }) -join "`n" }
}

$skips = $run.Tests | Where-Object Result -EQ 'Skipped' | ForEach-Object { $_.ExpandedPath }

$result = [ordered]@{
    Passed   = $run.PassedCount
    Failed   = $run.FailedCount
    Skipped  = $run.SkippedCount
    Seconds  = [Math]::Round($run.Duration.TotalSeconds, 1)
    Failures = @($failures)
    Broken   = @($brokenBlocks)
    Skips    = @($skips)
    Notes    = @("$env:AUTHENTIK_TEST_NOTES" -split "`n" | Where-Object { $_ })
}
'##PESTER## ' + ($result | ConvertTo-Json -Depth 5 -Compress)
