# A sign-in as a browser does it: a session with cookies, through the flow of a real server.

# The last challenge's component; xak-flow-redirect if the sign-in was successful.
function Start-BrowserSession([string] $Username, [string] $Password) {
    $flow = "$($env:AUTHENTIK_TEST_URL.TrimEnd('/'))/api/v3/flows/executor/default-authentication-flow/?query="
    $answers = @{
        'ak-stage-identification' = @{ uid_field = $Username }
        'ak-stage-password'       = @{ password = $Password }
        'ak-stage-user-login'     = @{ remember_me = $false }
    }
    $challenge = Invoke-RestMethod $flow -SessionVariable browser
    for ($i = 0; $i -lt 5 -and $answers.ContainsKey($challenge.component); $i++) {
        $body = $answers[$challenge.component] + @{ component = $challenge.component }
        $challenge = Invoke-RestMethod $flow -Method Post -Body ($body | ConvertTo-Json) -ContentType application/json -WebSession $browser
    }
    $challenge.component
}

Export-ModuleMember Start-BrowserSession
