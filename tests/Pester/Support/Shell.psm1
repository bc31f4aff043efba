# Child shells: the PowerShell that is running, once more. It need not be on the PATH, and as a .NET tool it has no program of its own.

# The program and its first arguments.
function Get-ShellCommand {
    $running = [Environment]::ProcessPath
    $running
    if ([IO.Path]::GetFileNameWithoutExtension($running) -eq 'dotnet') {
        Join-Path $PSHOME 'pwsh.dll'
    }
}

# As if it had been typed: input, output and the exit code go through.
function Start-Shell {
    $program, [string[]] $first = Get-ShellCommand
    $all = @($first) + '-NoProfile' + '-NonInteractive' + $args
    if ($MyInvocation.ExpectingInput) { $input | & $program @all } else { & $program @all }
}

# Runs a script in a new process and returns what it printed, with its errors. An exit code other than 0 is an error with all of it.
function Invoke-Shell {
    param(
        [Parameter(Mandatory)] [string] $Command,
        # A variable whose value is $null is removed.
        [hashtable] $Environment = @{},
        # A folder that is the home of this shell; nothing of the user's own home, modules or settings is left.
        [string] $HomeFolder)

    $wanted = $HomeFolder ? (Get-HomeEnvironment $HomeFolder) : @{}
    $wanted.POWERSHELL_TELEMETRY_OPTOUT = '1'
    $Environment.Keys | ForEach-Object { $wanted[$_] = $Environment[$_] }
    $before = @{}
    $wanted.Keys | ForEach-Object { $before[$_] = [Environment]::GetEnvironmentVariable($_) }
    try {
        $wanted.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $wanted[$_] ?? [NullString]::Value) }
        $written = Start-Shell -Command "$(Get-Prelude $HomeFolder)$Command" 2>&1 | ForEach-Object { "$_" }
        $code = $LASTEXITCODE
    }
    finally { $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_] ?? [NullString]::Value) } }
    if ($code) { throw ($written -join "`n") }
    $written
}

# PowerShell adds the modules of all users of this machine to the module path; a home of its own has only those that are installed in it.
function Get-Prelude([string] $HomeFolder) {
    $stop = "`$ErrorActionPreference = 'Stop'`n"
    if (-not $HomeFolder) { return $stop }
    $own = "'$($HomeFolder -replace "'", "''")', `$PSHOME"
    $stop + '$env:PSModulePath = ($env:PSModulePath -split [IO.Path]::PathSeparator).Where({ $path = $_; (' + $own +
        ').Where({ $path.StartsWith($_) }) }) -join [IO.Path]::PathSeparator' + "`n"
}

# .NET gives no path for a special folder that doesn't exist, and what asks for it then writes where it was started.
function Get-HomeEnvironment([string] $Folder) {
    '.config', '.local/share', '.cache' | ForEach-Object { $null = New-Item (Join-Path $Folder $_) -ItemType Directory -Force }
    @{ HOME = $Folder; USERPROFILE = $Folder; XDG_CONFIG_HOME = $null; XDG_DATA_HOME = $null; XDG_CACHE_HOME = $null; PSModulePath = $null }
}

Export-ModuleMember Get-ShellCommand, Start-Shell, Invoke-Shell
