# What the tests of jobs share, beside what those of actions do: what was written, and what -WhatIf shows.

Import-Module "$PSScriptRoot/Actions.psm1"
Import-Module "$PSScriptRoot/TestServer.psm1"

# Runs something, and returns what it wrote to the server, as 'POST /core/users/'.
function Get-Written($Server, [scriptblock] $Work) {
    Clear-WireLog $Server
    $null = & $Work
    Get-WireLog $Server | Where-Object method -NE GET | ForEach-Object { "$($_.method) $($_.path -replace '^/api/v3')" }
}

# What -WhatIf shows, line by line. It goes to the host alone. It expects that nothing is written, and nothing comes down the pipeline.
function Get-Plan([scriptblock] $Work) {
    $null = Start-Transcript ($file = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).txt")
    try { Assert-NothingSent $Work | Should -BeNullOrEmpty }
    finally { $null = Stop-Transcript }
    # Lines are cut where the host is no wider.
    $text = (Get-Content $file) -join "`n"
    Remove-Item -LiteralPath $file
    [regex]::Matches($text, '(?m)^What if: .*') | ForEach-Object Value
}

# Expects that a second run writes nothing, and returns its results.
function Assert-Repeatable($Server, [scriptblock] $Work) {
    Clear-WireLog $Server
    & $Work
    Get-WireLog $Server | Where-Object method -NE GET | ForEach-Object { "$($_.method) $($_.path)" } |
        Should -BeNullOrEmpty -Because 'it was done already'
}

# A session of a user without rights, who is made for it.
function Connect-Nobody($Server, [string] $Mark) {
    $null = New-AuthentikUser "$Mark-nobody" -Name Nobody
    $null = New-AuthentikToken "$Mark-nobody" -User "$Mark-nobody" -Intent api -Expiring $false
    $own = Get-AuthentikSession | Where-Object IsDefault
    Connect-Authentik $Server.Uri -Token (Get-AuthentikTokenKey "$Mark-nobody") -Name nobody -PassThru
    Select-AuthentikSession $own
}

Export-ModuleMember Get-Written, Get-Plan, Assert-Repeatable, Connect-Nobody
