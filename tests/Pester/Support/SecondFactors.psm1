# Second factors of a user as people set them up: through the flows of a real server, with a session of a browser. The API can't make any.

# Signs in, sets up recovery codes and an app, and leaves the session open.
function Add-SecondFactor([string] $Username, [string] $Password) {
    $browser = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
    $challenge = Invoke-Flow $browser default-authentication-flow
    $answers = @{
        'ak-stage-identification' = @{ uid_field = $Username }
        'ak-stage-password'       = @{ password = $Password }
        'ak-stage-user-login'     = @{ remember_me = $false }
    }
    for ($i = 0; $i -lt 5 -and $answers.ContainsKey($challenge.component); $i++) {
        $challenge = Invoke-Flow $browser default-authentication-flow ($answers[$challenge.component] + @{ component = $challenge.component })
    }
    $challenge.component | Should -Be xak-flow-redirect -Because "$Username signs in"

    $codes = Invoke-Flow $browser default-authenticator-static-setup
    $null = Invoke-Flow $browser default-authenticator-static-setup @{ component = $codes.component }
    $app = Invoke-Flow $browser default-authenticator-totp-setup
    $secret = [regex]::Match($app.config_url, 'secret=([A-Z2-7]+)').Groups[1].Value
    $done = Invoke-Flow $browser default-authenticator-totp-setup @{ component = $app.component; code = Get-OneTimePassword $secret }
    $done.component | Should -Be xak-flow-redirect -Because "$Username sets up an app"
}

function Invoke-Flow($Browser, [string] $Flow, [hashtable] $Answer) {
    $server = $env:AUTHENTIK_TEST_URL.TrimEnd('/')
    $headers = @{ 'X-authentik-CSRF' = "$($Browser.Cookies.GetCookies($server)['authentik_csrf'].Value)" }
    $request = @{ Uri = "$server/api/v3/flows/executor/$Flow/?query="; WebSession = $Browser }
    if (-not $Answer) { return Invoke-RestMethod @request }
    Invoke-RestMethod @request -Method Post -Headers $headers -Body ($Answer | ConvertTo-Json) -ContentType application/json
}

# The six digits of RFC 6238 that an app shows now.
function Get-OneTimePassword([string] $Secret) {
    $bits = -join ($Secret.ToCharArray() | ForEach-Object { [Convert]::ToString('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.IndexOf($_), 2).PadLeft(5, '0') })
    $key = [byte[]] (0..([Math]::Floor($bits.Length / 8) - 1) | ForEach-Object { [Convert]::ToByte($bits.Substring($_ * 8, 8), 2) })
    $step = [BitConverter]::GetBytes([long] [Math]::Floor([DateTimeOffset]::UtcNow.ToUnixTimeSeconds() / 30))
    [Array]::Reverse($step)
    $hash = [Security.Cryptography.HMACSHA1]::HashData($key, $step)
    $at = $hash[-1] -band 15
    $number = [BitConverter]::ToUInt32([byte[]] ($hash[$at + 3], $hash[$at + 2], $hash[$at + 1], $hash[$at])) -band 0x7fffffff
    ($number % 1000000).ToString('000000')
}

Export-ModuleMember Add-SecondFactor
