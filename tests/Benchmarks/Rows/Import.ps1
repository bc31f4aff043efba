# Import-Module beside that of a module with as many empty commands, views and types, in processor time without that of an empty PowerShell.
# The time that is left is short beside that of a PowerShell, so more runs are needed.
param([int] $Users, [int] $Times)

Import-Module "$PSScriptRoot/../Support/EmptyModule.psm1"
$folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "authentik-bench-$(New-Guid)") -ItemType Directory).FullName
try {
    $scripts = '', "Import-Module '$(New-EmptyModule $folder)'", (Get-ModuleImport)
    $runs = @(foreach ($run in 1..($Times * 3)) {
        , [double[]] ($scripts | ForEach-Object { Invoke-Shell "$_; (Get-Process -Id `$PID).TotalProcessorTime.TotalMilliseconds" })
    })
} finally { Remove-Item $folder -Recurse -Force }
$shell, $empty, $ours = 0..2 | ForEach-Object { Get-MedianAt $runs $_ }
Write-Part 'Import-Module, processor time' ($ours - $shell) ($empty - $shell) 'empty commands, views, types' -AtMost 1.3
