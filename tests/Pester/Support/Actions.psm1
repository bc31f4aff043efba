# What the tests of actions share: a server, what is sent to it, and what it can't do.

Import-Module "$PSScriptRoot/TestServer.psm1"

function Get-ActionServer {
    (Test-RealServer) ? 'the real server' : '2024.8.6', '2025.10.4', '2026.8.3'
}

# The server, its version, and a mark for the names of all that is made on it.
function Start-ActionServer([string] $Version) {
    Import-Authentik
    Get-AuthentikSession | Disconnect-Authentik
    $script:Server = Start-TestServer -Version $Version
    Connect-TestServer $script:Server
    $script:Server, (Get-AuthentikSession).ServerVersion, ('zz-' + [guid]::NewGuid().ToString('N').Substring(0, 8))
}

function Stop-ActionServer {
    Get-AuthentikSession | Disconnect-Authentik
    Stop-TestServer $script:Server
}

# Runs what has -WhatIf, and expects that nothing but questions about objects is sent.
function Assert-NothingSent([scriptblock] $Work) {
    $Work.ToString() | Should -Match '-WhatIf' -Because 'this is about -WhatIf'
    Clear-WireLog $script:Server
    & $Work
    Get-WireLog $script:Server | Where-Object method -NE GET | ForEach-Object { "$($_.method) $($_.path)" } | Should -BeNullOrEmpty
}

# Expects that a version that lacks something is named, before anything changes.
function Assert-Refused([scriptblock] $Work) {
    Clear-WireLog $script:Server
    $version = (Get-AuthentikSession).ServerVersion
    $Work | Should -Throw -ErrorId 'VersionMismatch,*' -ExpectedMessage "*isn't supported by authentik $version*"
    Get-WireLog $script:Server | Where-Object method -NE GET | Should -BeNullOrEmpty
}

# Skips the test that calls it, on the sandbox only, if the sandbox answers 501.
function Invoke-Modelled([scriptblock] $Work) {
    try { & $Work }
    catch [Authentik.ApiException] {
        if ($script:Server.IsReal -or $_.Exception.StatusCode -ne 501) { throw }
        Set-ItResult -Skipped -Because $_.Exception.Message
    }
}

# A real server says whether it has a place for files. The sandbox has, and doesn't say so.
function Test-FileStorage {
    -not $script:Server.IsReal -or 'can_save_media' -in (Get-AuthentikServerConfiguration).Capabilities
}

# Everything with the mark in its name, in the order in which it can be removed.
function Remove-Marked([string] $Mark, [string[]] $Noun) {
    foreach ($one in $Noun) {
        $found = @(& "Get-Authentik$one") | Where-Object {
            "$($_.Name)", "$($_.Username)", "$($_.Slug)", "$($_.Identifier)", "$($_.Domain)" | Where-Object { $_ -like "$Mark*" } }
        if ($found) { $found | & "Remove-Authentik$one" -Force }
    }
}

# The files with the mark in their names, on servers that keep files.
function Remove-MarkedFile([string] $Mark) {
    if ((Get-AuthentikSession).ServerVersion -lt '2025.12.0') { return }
    (Get-AuthentikFile -Search $Mark).Name | Where-Object { $_ } | ForEach-Object { Remove-AuthentikFile $_ -Force }
}

Export-ModuleMember Get-ActionServer, Start-ActionServer, Stop-ActionServer, Remove-MarkedFile, Assert-NothingSent, Assert-Refused, Invoke-Modelled, Test-FileStorage, Remove-Marked
