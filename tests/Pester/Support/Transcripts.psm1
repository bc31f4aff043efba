# The documents whose transcripts are run: all with a command after "PS> ".

$root = [IO.Path]::GetFullPath("$PSScriptRoot/../../..")

# Each with its path in the repository, and the heading under which its transcripts are, if only those are run.
function Get-TranscriptDocument {
    @{ Path = 'README.md'; Heading = 'The tour' }
    Get-ChildItem (Join-Path $root 'docs') -Filter *.md -File -Recurse | Where-Object { Select-String '^PS> ' $_ -Quiet } | ForEach-Object {
        @{ Path = [IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/'); Heading = '' }
    }
}

# What is different each time: ids, client ids, dates, how long ago something was, and what they are cut to.
function Hide-Chance([string] $Text) {
    $Text -replace '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]*…?', '<uuid>' -replace '\S*?(<uuid>[/\\])+', '<folder>/' -replace
        '\b[0-9a-f]{32}\b', '<request id>' -replace '[A-Za-z0-9]{40}|[A-Za-z0-9]{10,}…', '<client id>' -replace
        '\d{4}-\d\d-\d\d( \d\d:\d\d)?|\d{1,2}/\d{1,2}/\d{4}( \d{1,2}:\d\d:\d\d)?([ \u202f][AP]M)?( [-+]\d\d:\d\d)?', '<date>' -replace
        '\b(now|in \d+ (min|hours?|days?)|\d+ (min|hours?|days?) ago)\b *', '<time> '
}

Export-ModuleMember Get-TranscriptDocument, Hide-Chance
