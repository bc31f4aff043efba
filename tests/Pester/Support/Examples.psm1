# Runs the examples of the help. Each gets a number, by which a test finds what came of it.

# What an example needs that only its reader has.
$script:Personal = [ordered]@{
    'Read-Host'                                    = 'it asks somebody at the keyboard'
    '\$\w*token\b'                                 = 'it wants a token of its reader'
    'Connect-Authentik\s+(-Uri )?https?:'          = 'it wants a server of its reader'
    'Connect-Authentik\s*$'                        = 'it wants an environment of its reader'
    'Get-AuthentikAgentConfiguration'              = 'it wants the token of a device'
    'AuthentikProfile|-Profile'                    = 'it wants a profile of its reader, and a sandbox cannot be one'
    '-InFile|Get-Content|Import-Csv|Import-Clixml' = 'it wants a file of its reader'
}

# What every server breaks on, and the help says so.
$script:Breaking = 'Real servers fail, because'

# What newer servers have no more runs on a version that had it.
$script:Older = '2025.6.4'

# Objects are made, looked at, changed, used, and then removed. What changes sessions comes last.
$script:Phases = 'New', 'Get', 'Set', 'Other', 'Remove', 'Connect', 'Select', 'Disconnect'

function Get-HelpExample {
    $number = 0
    foreach ($command in Get-Command -Module Authentik -CommandType Cmdlet) {
        foreach ($example in @((Get-Help $command.Name -Full).examples.example)) {
            $code = "$($example.code)".Trim()
            if (-not $code) { continue }
            $why = $script:Personal.Keys | Where-Object { $code -match $_ } | Select-Object -First 1
            @{
                Id = $number++
                Command = $command.Name
                Phase = Get-Phase $command
                Code = $code
                Why = $why ? $script:Personal[$why] : $null
                BreaksServers = "$($example.remarks.text) $($example.introduction.text)" -match $script:Breaking
            }
        }
    }
}

function Get-Phase($Command) {
    $isOfSessions = $Command.Name -in 'Connect-Authentik', 'Select-AuthentikSession', 'Disconnect-Authentik'
    $Command.Verb -in 'New', 'Get', 'Set', 'Remove' -or $isOfSessions ? $Command.Verb : 'Other'
}

# What went wrong, by the example's number; nothing for what went well.
function Invoke-AllExample([object[]] $Examples) {
    $all = @($Examples | Where-Object { -not $_.Why })
    $outcome = @{}
    Connect-Sandbox
    foreach ($phase in $script:Phases) {
        Invoke-Repeatedly ($all | Where-Object Phase -EQ $phase) $outcome
    }

    $old = @($all | Where-Object { $outcome[$_.Id].FullyQualifiedErrorId -like 'VersionMismatch,*' })
    if ($old) {
        Connect-Sandbox $script:Older
        $again = @{}
        Invoke-Repeatedly ($all | Where-Object Phase -EQ New) $again
        $old | Where-Object Phase -EQ New | ForEach-Object { $outcome[$_.Id] = $again[$_.Id] }
        Invoke-Repeatedly ($old | Where-Object Phase -NE New) $outcome
    }

    $outcome
}

# A server with the application that many examples are about, with a licence, and with a recovery flow.
function Connect-Sandbox([string] $Version) {
    Get-AuthentikSession | Disconnect-Authentik
    $which = $Version ? @{ Version = $Version } : @{}
    Connect-Authentik -Sandbox @which -Name test
    $null = New-AuthentikLicense -Key eyJ.sandbox.licence
    $flows = @{ AuthorizationFlow = 'default-provider-authorization-implicit-consent'; InvalidationFlow = 'default-provider-invalidation-flow' }
    $provider = New-AuthentikOAuth2Provider -Name grafana @flows -RedirectUri https://grafana.example.com/cb
    $null = New-AuthentikApplication -Name Grafana -Slug grafana -Provider $provider
    $null = New-AuthentikFlow -Name Recovery -Title Recovery -Slug recovery -Designation recovery
    Set-AuthentikBrand authentik-default -FlowRecovery recovery
}

function Invoke-Repeatedly($Examples, [hashtable] $Outcome) {
    $open = @($Examples | Where-Object { $_ })
    do {
        $before = $open.Count
        $open = @(foreach ($example in $open) {
                $Outcome[$example.Id] = Invoke-Example $example
                if (Test-Missing $Outcome[$example.Id]) { $example }
            })
    } while ($open -and $open.Count -lt $before)
}

function Invoke-Example($Example) {
    try { $null = & ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'; `$ConfirmPreference = 'None'`n$($Example.Code)")) *>&1 }
    catch { $_ }
}

# It was looked for and not there, which another example may mend.
function Test-Missing($Failure) {
    $Failure.FullyQualifiedErrorId -match '^(NameNotFound|NotFound|InvalidValue|ParameterArgument)' -or $Failure.Exception.StatusCode -eq 404
}

