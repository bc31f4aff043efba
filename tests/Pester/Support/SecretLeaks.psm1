# Secrets to plant, and the search for them. Each begins and ends with a mark of its own, so that a part that gets away is found
# as well as the whole: letters stay letters in addresses, forms, JSON and web pages, and only base64 and hexadecimal change them.

$script:Head = 'Kanari'
$script:Tail = 'iranaK'
$script:Places = [Collections.Generic.List[string]]::new()
$script:Paths = [Collections.Generic.List[string]]::new()
$script:Characters = 0
$script:Read = @{}

# Between the marks stands what is written otherwise in one place or another. Where letters outside ASCII or blanks have no place, less.
$script:Awkward = @{
    Any    = "q`"b\s'a&p%40+x <i>`u{fc}`u{20ac}/="
    Header = "q`"b\s'a&p%40+x <i>/="
    Token  = "q`"b\s'a&p%40+x<i>/-"
    Plain  = '-'
}

# A secret for a place, which is counted.
function New-Canary([string] $Place, [string] $Kind = 'Any') {
    $script:Places.Add($Place)
    $middle = $script:Awkward[$Kind]
    "$script:Head$($script:Places.Count)$middle$($script:Places.Count)$script:Tail"
}

function New-CanaryJwt([string] $Place) {
    $part = { param($text) [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text)).TrimEnd('=').Replace('+', '-').Replace('/', '_') }
    'eyJhbGciOiJIUzI1NiJ9', (& $part "{`"sub`": `"$(New-Canary $Place Plain)`"}"), (& $part "signed by $script:Head") -join '.'
}

function New-CanaryKey([string] $Place) {
    "-----BEGIN RSA PRIVATE KEY-----`n$(New-Canary $Place Plain)`n-----END RSA PRIVATE KEY-----"
}

# A mark as it looks in base64 depends on what stands before it.
function Get-Base64Form([string] $Mark) {
    foreach ($before in 0..2) {
        $whole = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('.' * $before + $Mark))
        $first = [int] [Math]::Ceiling($before * 8 / 6)
        $whole.Substring($first, [int] [Math]::Floor(($before + $Mark.Length) * 8 / 6) - $first)
    }
}

# PowerShell writes a SecureString into a file as the hexadecimal digits of UTF-16 where there is no Windows.
function Get-Pattern {
    $forms = foreach ($mark in $script:Head, $script:Tail) {
        "(?i:$mark)"
        Get-Base64Form $mark
        "(?i:$([Convert]::ToHexString([Text.Encoding]::Unicode.GetBytes($mark))))"
    }
    $forms -join '|'
}

# What servers and proxies make of a text when they repeat it.
function Get-WrittenForm([string] $Text) {
    $ascii = -join ($Text.ToCharArray() | ForEach-Object { [int] $_ -gt 126 ? '\u{0:x4}' -f [int] $_ : "$_" })
    $Text
    [uri]::EscapeDataString($Text)
    [regex]::Replace([uri]::EscapeDataString($Text), '%..', { param($escape) $escape.Value.ToLowerInvariant() })
    [Net.WebUtility]::UrlEncode($Text)
    [Text.Json.JsonEncodedText]::Encode($Text).ToString()
    [Text.Json.JsonEncodedText]::Encode($Text, [Text.Encodings.Web.JavaScriptEncoder]::UnsafeRelaxedJsonEscaping).ToString()
    $ascii.Replace('\', '\\').Replace('\\u', '\u').Replace('"', '\"')
    [Net.WebUtility]::HtmlEncode($Text)
    $Text.Replace('&', '&amp;').Replace('<', '&lt;').Replace('>', '&gt;').Replace('"', '&quot;').Replace("'", '&#x27;')
    [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Text))
    [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("somebody:$Text"))
}

# Everything a piece of work lets out, on any stream, as deep as it goes. What was typed is the caller's: secrets are in variables.
function Get-Everything([scriptblock] $Work) {
    # What fails is one of the ways, and the lines behind it have to run as well.
    $names = 'DebugPreference', 'VerbosePreference', 'InformationPreference', 'ErrorActionPreference'
    $before = $names | ForEach-Object { (Get-Variable $_ -Scope Global).Value }
    $names | ForEach-Object { Set-Variable $_ 'Continue' -Scope Global }
    $global:Error.Clear()
    $written = try { & $Work *>&1 } catch { $_ } finally { $names | ForEach-Object { $i = 0 } { Set-Variable $_ $before[$i++] -Scope Global } }
    $all = @($written) + @($global:Error) | Where-Object { $null -ne $_ }
    $seen = [Collections.Generic.HashSet[object]]::new([Collections.Generic.ReferenceEqualityComparer]::Instance)
    $text = foreach ($one in $all) { if ($seen.Add($one)) { Get-ShownText $one } }
    $text -join "`n"
}

function Get-ShownText($One) {
    "$One"
    switch ($One) {
        { $_ -is [Management.Automation.ErrorRecord] } { Get-ErrorText $_; break }
        { $_ -is [Exception] } { Get-ExceptionText $_; break }
        { $_ -is [Management.Automation.InformationalRecord] -or $_ -is [Management.Automation.InformationRecord] } { break }
        default { Get-ObjectText $_ }
    }
}

function Get-ErrorText($Record) {
    $Record | Out-String -Width 9000
    $Record | Format-List * -Force | Out-String -Width 9000
    $Record.CategoryInfo.ToString(), $Record.FullyQualifiedErrorId, $Record.ErrorDetails.Message, $Record.ErrorDetails.RecommendedAction
    [Management.Automation.PSSerializer]::Serialize($Record, 1)
    if ($null -ne $Record.TargetObject) { Get-ObjectText $Record.TargetObject }
    Get-ExceptionText $Record.Exception
}

function Get-ExceptionText($Exception) {
    for ($inner = $Exception; $inner; $inner = $inner.InnerException) {
        $inner.ToString(), $inner.Message, $inner.HelpLink
        $inner.Data.GetEnumerator() | ForEach-Object { "$($_.Key) $($_.Value)" }
        $inner | Format-List * -Force | Out-String -Width 9000
        if ($inner -is [Authentik.ApiException]) { $inner.FieldErrors | ConvertTo-Json -Depth 4; $inner.Detail; $inner.Path; $inner.RequestId }
        if ($inner -is [Authentik.InputException] -and $null -ne $inner.Target) { Get-ObjectText $inner.Target }
        if ($inner.ErrorRecord -and $inner.ErrorRecord.Exception -ne $inner) { "$($inner.ErrorRecord)"; $inner.ErrorRecord | Format-List * -Force | Out-String -Width 9000 }
    }
}

function Get-ObjectText($Value) {
    $Value | Out-String -Width 9000
    $Value | Format-List * -Force | Out-String -Width 9000
    $Value | ConvertTo-Json -Depth 4 -WarningAction Ignore
    [Management.Automation.PSSerializer]::Serialize($Value, 3)
}

# The lines in which a secret got away; none where all is well.
function Find-Canary([string] $Text) {
    @($Text -split "`r?`n" | Where-Object { $_ -cmatch $script:Pattern } | Select-Object -Unique)
}

# Does something and expects that no secret is in what comes out of it, nor in what else was written.
function Assert-Silent {
    param([string] $Path, [scriptblock] $Work, [string[]] $File = @())

    $script:Paths.Add($Path)
    $all = Get-Everything $Work
    $all += "`n" + (@($File | ForEach-Object { Read-New $_ }) -join "`n")
    $script:Characters += $all.Length
    $all.Trim() | Should -Not -BeNullOrEmpty -Because 'something must have been collected'
    $found = Find-Canary $all
    $found | Should -BeNullOrEmpty -Because "nothing of a secret may show under '$Path'"
}

# What a file got since it was read the last time.
function Read-New([string] $File) {
    if (-not (Test-Path $File)) { return }
    $whole = Get-Content $File -Raw
    $whole.Substring([Math]::Min($whole.Length, [int] $script:Read[$File]))
    $script:Read[$File] = $whole.Length
}

# How much was searched, in a sentence.
function Get-CanaryFigure {
    "$($script:Places.Count) secrets in $(@($script:Places | Select-Object -Unique).Count) places, $($script:Paths.Count) paths, $($script:Characters) characters searched"
}

$script:Pattern = Get-Pattern
