# The printed table: a line for each figure, as a document takes it.

function Get-Median([double[]] $Values) {
    $sorted = $Values | Sort-Object
    $sorted[[math]::Floor($sorted.Count / 2)]
}

function Write-TableHead {
    Write-Line 'What' 'Module' 'Rival' 'Ratio' 'Target' 'State'
    Write-Line ('-' * 65) ('-' * 20) ('-' * 37) ('-' * 18) ('-' * 26) ('-' * 11)
}

# How much faster the module is than a rival.
function Write-Faster([string] $What, [double] $Ours, [double] $Rival, [string] $Of, [double] $AtLeast) {
    $ratio = $Rival / $Ours
    $state = if ($AtLeast) { Get-State ($ratio -ge $AtLeast) }
    $target = $AtLeast ? "at least $AtLeast" : ''
    Write-Line $What (Format-Time $Ours) "$(Format-Time $Rival) $Of" "$(Format-Ratio $ratio) times faster" $target $state
}

# What part of a rival's time the module takes.
function Write-Part([string] $What, [double] $Ours, [double] $Rival, [string] $Of, [double] $AtMost) {
    if ($Rival -le 0) {
        Write-Missing $What 'the time of the rival is lost in the noise; use more -Times'
        return
    }
    $ratio = $Ours / $Rival
    $state = Get-State ($ratio -le $AtMost)
    Write-Line $What (Format-Time $Ours) "$(Format-Time $Rival) $Of" "$(Format-Ratio $ratio) of it" "at most $AtMost" $state
}

# How much more than a rival the module takes.
function Write-Excess([string] $What, [double] $Ours, [double] $Rival, [string] $Of, [double] $AtMost, [string] $Unit = 'ms') {
    $more = $Ours - $Rival
    $difference = Format-Time $more $Unit '+'
    $state = Get-State ($more -le $AtMost)
    Write-Line $What (Format-Time $Ours $Unit) "$(Format-Time $Rival $Unit) $Of" $difference "at most +$AtMost $Unit" $state
}

# A figure without a rival.
function Write-Figure([string] $What, [double] $Ours, [double] $AtMost, [string] $Unit = 'ms', [int] $Digits = 0) {
    $state = if ($AtMost) { Get-State ($Ours -le $AtMost) }
    $text = $Ours.ToString("N$Digits", [cultureinfo]::InvariantCulture)
    Write-Line $What "$text $Unit" '' '' ($AtMost ? "at most $AtMost $Unit" : '') $state
}

# A figure that can't be measured here, and why.
function Write-Missing([string] $What, [string] $Why) {
    Write-Line $What '' '' '' '' "can't run: $Why"
}

function Write-Line([string] $What, [string] $Ours, [string] $Rival, [string] $Ratio, [string] $Target, [string] $State) {
    '| {0,-65} | {1,20} | {2,-37} | {3,-18} | {4,-26} | {5,-11} |' -f $What, $Ours, $Rival, $Ratio, $Target, $State
}

function Get-State([bool] $Reached) { $Reached ? 'reached' : 'NOT REACHED' }

# Short times have decimals.
function Format-Time([double] $Value, [string] $Unit = 'ms', [string] $Plus = '') {
    $digits = [math]::Abs($Value) -lt 10 ? 2 : 0
    $sign = $Value -ge 0 ? $Plus : ''
    "$sign$($Value.ToString("N$digits", [cultureinfo]::InvariantCulture)) $Unit"
}

function Format-Ratio([double] $Value) { $Value.ToString('N2', [cultureinfo]::InvariantCulture) }

Export-ModuleMember Get-Median, Write-TableHead, Write-Faster, Write-Part, Write-Excess, Write-Figure, Write-Missing
