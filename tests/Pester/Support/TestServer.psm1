# A server for the tests: the sandbox or recorded exchanges behind a real socket, or any real server named by
# AUTHENTIK_TEST_URL and AUTHENTIK_TEST_TOKEN, which is reached through a proxy that notes what passes.

$script:Root = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../../..'))

function Test-RealServer {
    [bool] $env:AUTHENTIK_TEST_URL
}

function Import-Authentik {
    Import-Module (Join-Path $script:Root 'out/Authentik/Authentik.psd1') -Global
}

function Get-RecordingFolder([string] $Version) {
    $shared = $env:AUTHENTIK_SHARED ? $env:AUTHENTIK_SHARED : (Join-Path (Split-Path $script:Root) 'shared')
    $folder = Join-Path $shared "recordings/$Version"
    if (Test-Path $folder) { $folder }
}

function Start-TestServer {
    param(
        [string] $Version = '2026.2.2', [string] $Recordings, [string] $Base,
        [string] $Token = 'canary' + [guid]::NewGuid().ToString('N'),
        [switch] $Tls,
        # What is right or wrong with its certificate.
        [ValidateSet('self-signed', 'expired', 'not-yet-valid', 'wrong-name', 'authority')] [string] $TlsKind = 'self-signed',
        # Where it writes ca.pem, client.pfx, client.pem and stranger.pfx; the password is test.
        [string] $CertificateFolder,
        # It wants a client's certificate; its control wants it too, so the folder must be given.
        [switch] $ClientCertificate,
        # Issuers whose JWTs every provider of the sandbox takes.
        [string] $AssertionIssuer)

    $arguments = @('--token', $Token)
    $isReal = (Test-RealServer) -and -not $Recordings
    $arguments += $Recordings ? @('--mode', 'recordings', '--path', $Recordings) :
        ($isReal ? @('--mode', 'proxy', '--target', $env:AUTHENTIK_TEST_URL) : @('--mode', 'sandbox', '--version', $Version))
    if ($Base) { $arguments += '--base', $Base }
    if ($Tls) { $arguments += '--tls', $TlsKind }
    if ($CertificateFolder) { $arguments += '--certificate-folder', $CertificateFolder }
    if ($ClientCertificate) { $arguments += '--client-certificate' }
    if ($AssertionIssuer) { $arguments += '--assertion-issuer', $AssertionIssuer }
    if (-not $isReal -and -not $Recordings) { $arguments += '--device-interval', '1' }
    $process, $uri = Start-ServerProcess $arguments
    # What is said to the control belongs on no stream, however much a test wants to see.
    $control = @{ SkipCertificateCheck = $true; Verbose = $false; Debug = $false }
    if ($ClientCertificate) {
        $control.Certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new("$CertificateFolder/client.pfx", 'test')
    }
    [pscustomobject]@{ Uri = $uri; Token = $Token; IsReal = $isReal; Process = $process; Control = $control }
}

# A proxy on the way to other servers. Get-WireLog tells what it was asked, CONNECT too.
function Start-ForwardProxy {
    param([pscredential] $Credential, [switch] $RefuseTunnels)

    $arguments = @('--mode', 'forward-proxy')
    if ($Credential) { $arguments += '--proxy-user', "$($Credential.UserName)=$($Credential.GetNetworkCredential().Password)" }
    if ($RefuseTunnels) { $arguments += '--refuse-tunnels' }
    $process, $uri = Start-ServerProcess $arguments
    [pscustomobject]@{ Uri = $uri; Process = $process; Control = @{ Verbose = $false; Debug = $false } }
}

function Start-ServerProcess([string[]] $Arguments) {
    $dll = Get-ChildItem -LiteralPath (Join-Path $script:Root 'tests/Authentik.TestServer/bin') -Recurse -Filter Authentik.TestServer.dll |
        Sort-Object LastWriteTime | Select-Object -Last 1
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    @($dll.FullName; $Arguments).ForEach({ $start.ArgumentList.Add($_) })
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardInput = $true
    $process = [Diagnostics.Process]::Start($start)
    while ($null -ne ($line = $process.StandardOutput.ReadLine())) {
        if ($line -match 'listening on (?<uri>\S+)') { break }
    }
    if (-not $Matches.uri) { throw 'The test server did not start.' }
    $process, $Matches.uri
}

function Stop-TestServer($Server) {
    if ($Server.Process) {
        $Server.Process.StandardInput.Close()
        if (-not $Server.Process.WaitForExit(5000)) { $Server.Process.Kill() }
    }
}

function Get-Control($Server) {
    ([uri] $Server.Uri).GetLeftPart([UriPartial]::Authority) + '/__control'
}

# The requests the server saw since the last call of Clear-WireLog.
function Get-WireLog {
    param($Server, [string] $Method)
    $control = $Server.Control
    $all = Invoke-RestMethod "$(Get-Control $Server)/requests" @control
    @($all | Where-Object { -not $Method -or $_.method -eq $Method })
}

function Clear-WireLog($Server) {
    $control = $Server.Control
    $null = Invoke-RestMethod "$(Get-Control $Server)/requests" -Method Delete @control
}

# Has the server give this answer before its own.
function Add-Answer {
    param($Server, [hashtable] $Answer)
    $control = $Server.Control
    $null = Invoke-RestMethod "$(Get-Control $Server)/answers" -Method Post -Body ($Answer | ConvertTo-Json -Depth 9) -ContentType application/json @control
}

# What the sandbox shall do with those who wait with a device code, now or later: @{ approve = 'jdoe'; afterPolls = 2 }, @{ deny = $true }.
function Set-DeviceDecision($Server, [hashtable] $Decision) {
    $control = $Server.Control
    $null = Invoke-RestMethod "$(Get-Control $Server)/device" -Method Post -Body ($Decision | ConvertTo-Json) @control
}

# Ends all short-lived tokens; with -Revoke the next request for one is refused, too.
function Stop-TestToken($Server, [switch] $Revoke) {
    $control = $Server.Control
    $null = Invoke-RestMethod "$(Get-Control $Server)/expire" -Method Post -Body ($Revoke ? '{"revoke": true}' : '{}') @control
}

# Takes back the answers that still wait.
function Clear-Answer($Server) {
    $control = $Server.Control
    $null = Invoke-RestMethod "$(Get-Control $Server)/answers" -Method Delete @control
}

# Back to the beginning: the state, the log and the answers that wait.
function Reset-TestServer($Server) {
    $control = $Server.Control
    $null = Invoke-RestMethod "$(Get-Control $Server)/reset" -Method Post @control
}

# The user jdoe, the user eve and the source github, which the sandbox has. A real server gets them for the time of a test file;
# one that has its own is left alone.
function Add-TestObject($Server) {
    if (-not $Server.IsReal) { return }
    $taken = @(Get-AuthentikUser -Username jdoe) + @(Get-AuthentikUser -Username eve) + @(Get-AuthentikOAuthSource -Slug github)
    if ($taken) { throw "The server has $taken already, and these tests would change what they are. Use a test server without them." }
    'jdoe', 'eve' | ForEach-Object { $null = New-AuthentikUser -Username $_ -Name $_ }
    $null = New-AuthentikOAuthSource -Name GitHub -Slug github -ProviderType discord -ConsumerKey id -ConsumerSecret none
}

function Remove-TestObject($Server) {
    if (-not $Server.IsReal) { return }
    if (-not (Get-AuthentikSession | Where-Object IsDefault)) { Connect-TestServer $Server }
    Get-AuthentikOAuthSource -Slug github | Remove-AuthentikOAuthSource -Force
    'jdoe', 'eve' | ForEach-Object { Get-AuthentikUser -Username $_ } | Remove-AuthentikUser -Force
}

function Connect-TestServer {
    param($Server, [string] $Name = 'test')
    Connect-Authentik -Uri $Server.Uri -Token $Server.Token -Name $Name
}

# The flows that every provider needs, as far as the version has them.
function Get-ProviderFlow($Version) {
    $flows = @{ AuthorizationFlow = 'default-provider-authorization-implicit-consent' }
    if ($Version -ge '2024.10.0') { $flows.InvalidationFlow = 'default-provider-invalidation-flow' }
    $flows
}
