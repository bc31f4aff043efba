# Objects of any resource of the book, made in the sandbox out of what the book says, with a value for every field that takes one.

# What a server wants beside the required fields, or in a form that a field's type doesn't tell.
$script:Particulars = @{
    '/policies/reputation/' = @{ check_ip = $true }
    '/stages/identification/' = @{ user_fields = @('username') }
    '/managed/blueprints/' = @{ path = 'default/some.yaml' }
    '/providers/proxy/' = @{ internal_host = 'http://inside.example'; mode = 'proxy' }
    '/sources/oauth/' = @{ provider_type = 'github' }
    '/sources/ldap/' = @{ server_uri = 'ldap://directory.example' }
    '/outposts/instances/' = @{ type = 'proxy' }
    '/core/tokens/' = @{ intent = 'app_password' }
    '/enterprise/license/' = @{ key = 'ey-sandbox' }
}
$script:Made = 0
$script:Book = [Authentik.Resources]::Book

# The path of the list, which depends on the kind for connections to sources.
function Get-SamplePath($Resource) {
    if (-not $Resource.Routing) { return $Resource.Path }
    $Resource.Routing.GetPath(@($Resource.Routing.Kinds | Where-Object Name -EQ oauth)[0])
}

# The path of one object.
function Get-SampleAddress($Resource, $Sample) {
    if ($Resource.IsSingle) { return $Resource.Path }
    "$(Get-SamplePath $Resource)$([uri]::EscapeDataString($Sample.($Resource.Key)))/"
}

# An object with as many values as the server takes; nothing if none can be made or found.
function New-Sample($Resource, $Version, [int] $Depth = 0) {
    if ($Depth -gt 5) { return }
    if ($Resource.IsSingle) {
        $sample = Invoke-AuthentikRequest $Resource.Path
    }
    else {
        $sample = New-RequiredSample $Resource $Version $Depth
        $sample ??= Find-Sample $Resource
    }

    if ($sample -and $Depth -eq 0) { Complete-Sample $Resource $Version $sample } else { $sample }
}

function New-RequiredSample($Resource, $Version, $Depth) {
    $own = Find-Member $Resource $Version
    if (-not $own) { return }
    if ($own.Noun -eq 'CertificateKeyPair') {
        $name = "made-$((++$script:Made))"
        return Invoke-AuthentikRequest /crypto/certificatekeypairs/generate/ -Method Post -Body @{ common_name = $name; validity_days = 9 }
    }

    $body = @{}
    foreach ($field in Get-SentField $own $Version New | Where-Object { $_.Required.Contains($Version) }) {
        $body[$field.Name] = Get-SampleValue $own $field $Version $Depth
    }

    $more = $script:Particulars[$own.Path]
    foreach ($name in $more.Keys) { $body[$name] = $more[$name] }
    if ($own.Path -in '/policies/bindings/', '/endpoints/device_bindings/') {
        $body.policy = Get-SampleValue $own $own.GetField('policy') $Version $Depth
    }

    try { Invoke-AuthentikRequest (Get-SamplePath $own) -Method Post -Body $body -ErrorAction Stop } catch { Write-Verbose "$($own.Noun): $_" }
}

# One that is there already: some can't be created.
function Find-Sample($Resource) {
    try { Invoke-AuthentikRequest (Get-SamplePath $Resource) -Paginate -ErrorAction Stop | Select-Object -First 1 } catch { Write-Verbose "$_" }
}

# A value for each other field, one after the other: those that the server refuses, or that this object can't have, stay as they are.
function Complete-Sample($Resource, $Version, $Sample) {
    $address = Get-SampleAddress $Resource $Sample
    $changeable = Get-SentField $Resource $Version Set | Where-Object { $_.Name -notin $Resource.Key, $Resource.Id -and -not $_.IsSecret }
    foreach ($field in $changeable | Where-Object { -not $_.Required.Contains($Version) -and -not $_.OneOf -and -not $_.IsResent }) {
        $along = @{}
        foreach ($resent in $Resource.Fields | Where-Object { $_.IsResent -and $null -ne $Sample.($_.Name) }) { $along[$resent.Name] = $Sample.($resent.Name) }
        $along[$field.Name] = Get-SampleValue $Resource $field $Version 0
        try { $null = Invoke-AuthentikRequest $address -Method Patch -Body $along -ErrorAction Stop } catch { Write-Verbose "$($Resource.Noun).$($field.Name): $_" }
    }

    Invoke-AuthentikRequest $address
}

function Get-SentField($Resource, $Version, $Verb) {
    $Resource.Fields | Where-Object {
        $_.Parameter -and $_.Writable.Contains($Version) -and $_.SentBy.HasFlag([Authentik.Book.Operations] $Verb) -and
        ($null -eq $_.OnlyForKinds -or $_.OnlyForKinds -contains 'oauth')
    }
}

# The resource, or a member of the family, of which an object can be made.
function Find-Member($Resource, $Version) {
    @($Resource) + @($script:Book.Resources | Where-Object Family -EQ $Resource.Noun) |
        Where-Object { $_.GetVersions([Authentik.Book.Operations]::New).Contains($Version) } | Select-Object -First 1
}

function Get-SampleValue($Resource, $Field, $Version, $Depth) {
    $more = $script:Particulars[$Resource.Path]
    if ($more -and $more.ContainsKey($Field.Name)) { return , $more[$Field.Name] }
    if ($Field.AsLines.Contains($Version)) { return "https://one.example/a`nhttps://two.example/b" }
    $value = Get-OneValue $Resource $Field $Version $Depth
    if ($Field.IsList) { , @($value | Where-Object { $null -ne $_ }) } else { $value }
}

function Get-OneValue($Resource, $Field, $Version, $Depth) {
    $number = ++$script:Made
    switch ("$($Field.Type)") {
        'Text' {
            if ($Field.Name -like '*email*') { "made$number@example.com" }
            elseif ($Field.Name -eq 'path') { "made/here$number" }
            else { "made-$number" }
        }
        'Duration' { $Field.AsMinutes.Contains($Version) ? $number : "minutes=$number;seconds=1" }
        'Integer' { $number }
        'Number' { 1.5 }
        'Boolean' { $true }
        'Date' { '2031-05-04T10:00:00.123456Z' }
        'Json' { [ordered]@{ made = $number; deep = @{ list = @('a;b', 1, $null); text = 'ü "quoted"' } } }
        'Enum' { ($Field.Values.Values | Where-Object { $_.Versions.Contains($Version) } | Select-Object -Last 1).Text }
        'Shape' { @{ url = "https://made$number.example/cb"; matching_mode = 'strict' } }
        'Uuid' { Get-TargetId $Field $Version $Depth }
        'Reference' {
            $target = $Resource.Noun -eq 'Outpost' -and $Field.RefersTo -eq 'Provider' ? 'ProxyProvider' : $Field.RefersTo
            $target = $Resource.Routing.By -eq $Field.Name ? 'OAuthSource' : $target
            (New-Sample $script:Book[$target] $Version ($Depth + 1)).($script:Book[$target].Id)
        }
    }
}

function Get-TargetId($Field, $Version, $Depth) {
    if ($Field.TargetNouns.Count -eq 0) { return [guid]::NewGuid() }
    foreach ($noun in $Field.TargetNouns) {
        $target = $script:Book[$noun]
        $sample = New-Sample $target $Version ($Depth + 1)
        if ($sample) { break }
    }

    $id = $target.TargetIds | Where-Object { $_.Readable.Contains($Version) } | Select-Object -First 1
    $id ? $sample.($id.Name) : ($sample.uuid ?? $sample.($target.Id))
}

Export-ModuleMember New-Sample, Get-SampleAddress
