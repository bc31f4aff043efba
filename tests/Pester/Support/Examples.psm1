# Runs the examples of the help. Each gets a number, by which a test finds what came of it: the failure, and the text that was shown.

Import-Module "$PSScriptRoot/Transcripts.psm1"

# What all of them show, as it should be.
$script:ShownFile = [IO.Path]::GetFullPath("$PSScriptRoot/../Examples.shown.txt")
$script:Width = 110
$script:MostLines = 15
$script:Differs = '(different each time)'

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

# What an example writes itself, it doesn't want of its reader.
$script:OwnFile = '(?s)(Export-Csv|Set-Content|Export-Clixml) (?<file>\S+).*(Get-Content|Import-Csv|Import-Clixml) \k<file>'

# What every server breaks on, and the help says so.
$script:Breaking = 'Real servers fail, because'

# What newer servers have no more runs on a version that had it.
$script:Older = '2025.6.4'

# Objects are made, looked at, changed, used, and then removed. What changes sessions comes last.
$script:Phases = 'New', 'Get', 'Set', 'Other', 'Remove', 'Connect', 'Select', 'Disconnect'

# The examples; of the help of all commands, what is missing goes into the list.
function Get-HelpExample([Collections.Generic.List[string]] $Missing) {
    $number = 0
    foreach ($command in Get-Command -Module Authentik -CommandType Cmdlet) {
        $help = Get-Help $command.Name -Full
        if ($null -ne $Missing) { Find-MissingHelp $help | ForEach-Object { $Missing.Add($_) } }
        foreach ($example in @($help.examples.example)) {
            $code = "$($example.code)".Trim()
            if (-not $code) { continue }
            $asked = $code -match $script:OwnFile ? ($code -replace 'Get-Content|Import-Csv|Import-Clixml') : $code
            $why = $script:Personal.Keys | Where-Object { $asked -match $_ } | Select-Object -First 1
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

# What a reader looks for in vain: the text of a parameter, or a command, topic or guide to read next.
function Find-MissingHelp($Help) {
    @($Help.parameters.parameter) | Where-Object { $_ -and -not "$($_.description.Text)".Trim() } |
        ForEach-Object { "$($Help.Name) -$($_.Name) has no text" }
    if (-not @($Help.relatedLinks.navigationLink.linkText | Where-Object { $_ })) { "$($Help.Name) has no related links" }
}

function Get-Phase($Command) {
    $isOfSessions = $Command.Name -in 'Connect-Authentik', 'Select-AuthentikSession', 'Disconnect-Authentik'
    $Command.Verb -in 'New', 'Get', 'Set', 'Remove' -or $isOfSessions ? $Command.Verb : 'Other'
}

# The failure of each, by the example's number; nothing for what went well. What each shows is in the table.
function Invoke-AllExample([object[]] $Examples, [hashtable] $Shown = @{}) {
    $all = @($Examples | Where-Object { -not $_.Why })
    $outcome = @{}

    # Where lines break, and how dates are written, depends on the culture.
    $culture, [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentCulture, [cultureinfo] 'en-US'

    # As where it is installed: a new runspace finds the module by itself.
    $modulePath = $env:PSModulePath
    $env:PSModulePath = "$(Split-Path (Split-Path (Get-Module Authentik).Path))$([IO.Path]::PathSeparator)$modulePath"
    Connect-Sandbox
    foreach ($phase in $script:Phases) {
        Invoke-Repeatedly ($all | Where-Object Phase -EQ $phase) $outcome $Shown
    }

    $old = @($all | Where-Object { $outcome[$_.Id].FullyQualifiedErrorId -like 'VersionMismatch,*' })
    if ($old) {
        Connect-Sandbox $script:Older
        $again = @{}
        $shownAgain = @{}
        Invoke-Repeatedly ($all | Where-Object Phase -EQ New) $again $shownAgain
        $old | Where-Object Phase -EQ New | ForEach-Object { $outcome[$_.Id], $Shown[$_.Id] = $again[$_.Id], $shownAgain[$_.Id] }
        Invoke-Repeatedly ($old | Where-Object Phase -NE New) $outcome $Shown
    }

    $env:PSModulePath = $modulePath
    [cultureinfo]::CurrentCulture = $culture
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

function Invoke-Repeatedly($Examples, [hashtable] $Outcome, [hashtable] $Shown) {
    $open = @($Examples | Where-Object { $_ })
    do {
        $before = $open.Count
        $open = @(foreach ($example in $open) {
                $Outcome[$example.Id], $Shown[$example.Id] = Invoke-Example $example
                if (Test-Missing $Outcome[$example.Id]) { $example }
            })
    } while ($open -and $open.Count -lt $before)
}

# The failure, and what is shown.
function Invoke-Example($Example) {
    try {
        $all = & ([scriptblock]::Create("`$ErrorActionPreference = 'Stop'; `$ConfirmPreference = 'None'`n$($Example.Code)")) *>&1

        # Nobody sees what is on the stream for information, unless it's from Write-Host.
        $null, (Format-Shown ($all | Where-Object { $_ -isnot [Management.Automation.InformationRecord] -or $_.Tags -contains 'PSHOST' }))
    } catch {
        $_, (Format-Shown "$_")
    }
}

# The text without what is different each time, and without the end of what is long.
function Format-Shown($Objects) {
    $style, $PSStyle.OutputRendering = $PSStyle.OutputRendering, 'PlainText'
    try { $text = ($Objects | Out-String -Width $script:Width).Trim("`r", "`n") -replace '(?m)[ \t]+$' }
    finally { $PSStyle.OutputRendering = $style }
    $lines = (Hide-Chance $text) -split "`r?`n"
    $more = $lines.Count - $script:MostLines
    ($more -gt 0 ? ($lines | Select-Object -First $script:MostLines) + "($more more lines)" : $lines) -join "`n"
}

# Writes the file anew, from the current folder, where examples write files; with -Again in another process, marks what that one shows differently, such as the order of a hashtable.
function Update-ShownFile([switch] $Again) {
    $known = $Again ? (Read-ShownFile) : @{}
    $examples, $shown = @(Get-HelpExample), @{}
    $null = Invoke-AllExample $examples $shown
    $lines = foreach ($example in $examples | Where-Object { $shown.ContainsKey($_.Id) } | Sort-Object Command, Id) {
        "PS> $($example.Code)"
        $isSame = -not $Again -or $known.ContainsKey((Get-ShownKey "$($example.Code)`n$($shown[$example.Id])"))
        $isSame ? $shown[$example.Id] : $script:Differs
        ''
    }
    Set-Content -LiteralPath $script:ShownFile $lines
}

# Each block of the file: what an example should show, by its code.
function Read-ShownFile {
    $known = @{}
    foreach ($example in (Get-Content -LiteralPath $script:ShownFile -Raw) -split '(?m)^PS> ' | Select-Object -Skip 1) {
        $known[(Get-ShownKey $example)] = $true
    }
    $known
}

# Many lists are in the order of ids, which are new each time, so the order of the lines doesn't count. A time of day is before or after
# noon, and has one or two digits, which decides how wide its column is.
function Get-ShownKey([string] $Text) {
    $same = $Text -replace '<date>\s[AP]M', '<date>' -replace '-{2,}', '--' -replace '[ \t]{2,}', ' '
    [string[]] $lines = $same.Trim("`r", "`n") -split "`r?`n" | ForEach-Object TrimEnd | Where-Object { $_ }
    [Array]::Sort($lines, [StringComparer]::Ordinal)
    $lines -join "`n"
}

# True if the file says that the example shows this.
function Test-Shown([hashtable] $Known, $Example, [string] $Shown) {
    $Known.ContainsKey((Get-ShownKey "$($Example.Code)`n$Shown")) -or $Known.ContainsKey((Get-ShownKey "$($Example.Code)`n$script:Differs"))
}

# It was looked for and not there, which another example may mend.
function Test-Missing($Failure) {
    $Failure.FullyQualifiedErrorId -match '^(NameNotFound|NotFound|InvalidValue|ParameterArgument)' -or $Failure.Exception.StatusCode -eq 404
}

