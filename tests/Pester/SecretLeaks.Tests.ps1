# A secret is planted in every place one can be, and everything that comes out on every path is searched for it: all streams, errors
# and their exceptions, objects as they are shown, as JSON and as files, the trace and a transcript.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    Import-Module "$PSScriptRoot/Support/Shell.psm1" -Force
    $skip = Test-RealServer
    if (-not $skip) { Import-Authentik }
    $secretFields = if (-not $skip) {
        foreach ($resource in [Authentik.Resources]::Book.Resources) {
            $fields = @($resource.Fields | Where-Object { $_.IsSecret -and $_.Parameter })
            if ($fields) { @{ Noun = $resource.Noun; Resource = $resource; Fields = $fields } }
        }
    }

    $recorded = if (-not $skip) {
        foreach ($resource in [Authentik.Resources]::Book.Resources) {
            $fields = @($resource.Fields | Where-Object { $_.IsRecorded -or $_.Shape.Fields.IsRecorded -contains $true })
            if ($fields -and $resource.Operations.HasFlag([Authentik.Book.Operations]::Get)) { @{ Noun = $resource.Noun; Resource = $resource; Fields = $fields } }
        }
    }

    # What servers and proxies answer instead of doing what they were asked. ECHO stands for the secrets they were sent.
    $answers = @(
        @{ Name = '400 with a detail'; Answer = @{ status = 400; json = @{ detail = 'ECHO' } } }
        @{ Name = '400 with an object as its detail'; Answer = @{ status = 400; json = @{ detail = @{ password = 'ECHO'; deep = @(@{ said = 'ECHO' }) } } } }
        @{ Name = '400 with errors of fields'; Answer = @{ status = 400; json = @{ password = @('ECHO', 'is too common'); ECHO = @('no such field') } } }
        @{ Name = '400 with errors of nested fields'; Answer = @{ status = 400; json = @{ outer = @(@{ inner = @('ECHO') }, @{ ECHO = 'ECHO' }) } } }
        @{ Name = '400 that is a list'; Answer = @{ status = 400; json = @('ECHO', @{ password = 'ECHO' }) } }
        @{ Name = '400 that is JSON in a text'; Answer = @{ status = 400; json = @{ detail = '{"a": "ECHO"}' } } }
        @{ Name = '403 for a permission'; Answer = @{ status = 403; json = @{ detail = 'ECHO' } } }
        @{ Name = '403 for the token'; Answer = @{ status = 403; json = @{ detail = 'Token invalid/expired'; more = 'ECHO' } } }
        @{ Name = '401'; Answer = @{ status = 401; json = @{ detail = 'ECHO' } } }
        @{ Name = '403 that is a web page'; Answer = @{ status = 403; text = '<html>ECHO</html>' } }
        @{ Name = '404 for an object'; Answer = @{ status = 404; json = @{ detail = 'ECHO' } } }
        @{ Name = '404 that is a web page'; Answer = @{ status = 404; text = '<html>ECHO</html>' } }
        @{ Name = '405 that is empty'; Answer = @{ status = 405; text = '' } }
        @{ Name = '405 with a detail'; Answer = @{ status = 405; json = @{ detail = 'ECHO' } } }
        @{ Name = '409'; Answer = @{ status = 409; json = @{ detail = 'ECHO' } } }
        @{ Name = '413 that is a web page'; Answer = @{ status = 413; text = '<html>ECHO</html>' } }
        @{ Name = '429'; Answer = @{ status = 429; json = @{ detail = 'ECHO' }; headers = @{ 'Retry-After' = '900' } } }
        @{ Name = '500 that is a web page'; Answer = @{ status = 500; text = '<html>ECHO</html>' } }
        @{ Name = '500 with a detail'; Answer = @{ status = 500; json = @{ detail = 'ECHO' } } }
        @{ Name = '501'; Answer = @{ status = 501; json = @{ detail = 'ECHO' } } }
        @{ Name = '502'; Answer = @{ status = 502; text = '<html>ECHO</html>'; headers = @{ 'Retry-After' = '900' } } }
        @{ Name = '503'; Answer = @{ status = 503; json = @{ detail = 'ECHO' }; headers = @{ 'Retry-After' = '900' } } }
        @{ Name = 'a redirect'; Answer = @{ status = 302; text = 'ECHO'; headers = @{ Location = 'https://user:LINE@elsewhere.example/x/LINE?token=LINE&next=LINE' } } }
        @{ Name = 'a page to sign in at'; Answer = @{ status = 200; text = '<html>ECHO</html>' } }
        @{ Name = 'JSON that breaks off'; Answer = @{ status = 200; text = '{"password": "ECHO'; headers = @{ 'Content-Type' = 'application/json' } } }
    )
}

Describe 'The canary' -Skip:$skip {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1", "$PSScriptRoot/Support/Vault.psm1", "$PSScriptRoot/Support/SecretLeaks.psm1", "$PSScriptRoot/Support/Notes.psm1" -Force
        Import-Authentik
        $configuration = $env:XDG_CONFIG_HOME
        $env:XDG_CONFIG_HOME = Join-Path $TestDrive 'config'
        $certificates = Join-Path $TestDrive 'certificates'
        $trace = Join-Path $TestDrive 'calls.log'
        $started = [Collections.Generic.List[object]]::new()

        $token = New-Canary 'API token' Token
        $guard = New-Canary 'header of every request' Header
        $guardSecure = New-Canary 'header of every request, as SecureString' Header
        $password = New-Canary 'password in a body'
        $nested = New-Canary 'secret deep in a body'
        $asked = New-Canary 'secret in a query'
        $clientSecret = New-Canary 'field that the book knows as a secret'
        $given = New-Canary 'header of an answer' Header
        $all = $token, $guard, $guardSecure, $password, $nested, $asked, $clientSecret

        function Start-One([scriptblock] $Start) {
            $made = & $Start
            $started.Add($made)
            $made
        }

        function Protect-Text([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }
        function New-TestCredential([string] $User, [string] $Secret) { [pscredential]::new($User, (Protect-Text $Secret)) }

        # The answer with the secrets in it: in its body in all the ways they can be written, in its headers as they can be there.
        function Add-EchoAnswer([hashtable] $Answer, [string[]] $Secret, [int] $Times = 1, [string] $At) {
            $written = ($Secret | ForEach-Object { Get-WrittenForm $_ } | Select-Object -Unique) -join ' | '
            $line = ($Secret | ForEach-Object { [uri]::EscapeDataString($_) } | Select-Object -Unique) -join '.'
            $text = ($Answer | ConvertTo-Json -Depth 9 -Compress).Replace('ECHO', ($written | ConvertTo-Json).Trim('"')).Replace('LINE', $line)
            $made = $text | ConvertFrom-Json -AsHashtable -Depth 9
            $made.times = $Times
            if ($At) { $made.path = $At }
            $made.headers = ($made.headers ?? @{}) + @{
                'X-authentik-id' = $line; 'X-Echo' = ($Secret -match '^[ -~]+$' -join ' '); 'X-Api-Key' = $given; 'X-Auth-Token' = $given; 'Set-Cookie' = "authentik_session=$given"
            }
            Add-Answer $server $made
        }

        # What a sign-in reads when it has a token.
        function Add-Welcome {
            Add-Answer $server @{ path = '/api/v3/core/users/me/'; status = 200; json = @{ user = @{ pk = 1; username = 'somebody'; is_superuser = $true } } }
            Add-Answer $server @{ path = '/api/v3/admin/version/'; status = 200; json = @{ version_current = '2026.2.2' } }
        }

        function Add-TokenAnswer([hashtable] $Json) { Add-Answer $server @{ path = '/application/o/token/'; status = 200; json = $Json } }

        function Assert-Sent([string[]] $Secret, $To = $server) {
            $wire = (Get-WireLog $To | ForEach-Object { $_.path; [uri]::UnescapeDataString($_.query); $_.body; [uri]::UnescapeDataString("$($_.body)"); $_.headers.PSObject.Properties.Value }) -join "`n"
            foreach ($one in $Secret) {
                $inJson = [Text.Json.JsonEncodedText]::Encode($one, [Text.Encodings.Web.JavaScriptEncoder]::UnsafeRelaxedJsonEscaping).ToString()
                $wire.Contains($one) -or $wire.Contains($inJson) | Should -BeTrue -Because 'a secret that was never sent cannot be told'
            }
        }

        $server = Start-One { Start-TestServer -Token $token }
        $same = @{ TracePath = $trace; Header = @{ 'X-Guard' = $guard; 'X-Guard-Two' = (Protect-Text $guardSecure) } }
    }

    AfterAll {
        Remove-TestVault
        Get-AuthentikSession | Disconnect-Authentik
        $started | ForEach-Object { Stop-TestServer $_ }
        $env:XDG_CONFIG_HOME = $configuration
        Add-TestNote "the canary: $(Get-CanaryFigure)"
    }

    BeforeEach {
        if (-not (Get-AuthentikSession main* | Where-Object IsDefault)) {
            Get-AuthentikSession | Disconnect-Authentik
            Connect-Authentik $server.Uri $token -Name main @same
        }
        Clear-Answer $server
        Clear-WireLog $server
    }

    Context 'the search' {
        It 'finds a secret that is shown: <Name>' -ForEach @(
            @{ Name = 'as text'; Script = { $secret } }
            @{ Name = 'in an address'; Script = { [uri]::EscapeDataString($secret) } }
            @{ Name = 'in a form'; Script = { [Net.WebUtility]::UrlEncode($secret) } }
            @{ Name = 'in JSON'; Script = { @{ a = $secret } | ConvertTo-Json } }
            @{ Name = 'in a web page'; Script = { [Net.WebUtility]::HtmlEncode($secret) } }
            @{ Name = 'in basic authentication'; Script = { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("somebody:$secret")) } }
            @{ Name = 'in a property of an object'; Script = { [pscustomobject]@{ a = @{ b = $secret } } } }
            @{ Name = 'in a SecureString that is exported'; Script = { [pscustomobject]@{ a = Protect-Text $secret } } }
            @{ Name = 'on the verbose stream'; Script = { Write-Verbose $secret } }
            @{ Name = 'on the debug stream'; Script = { Write-Debug $secret } }
            @{ Name = 'on the warning stream'; Script = { Write-Warning $secret } }
            @{ Name = 'on the information stream'; Script = { Write-Information $secret } }
            @{ Name = 'in an error'; Script = { Write-Error $secret } }
            @{ Name = 'in an inner exception'; Script = { throw [InvalidOperationException]::new('x', [FormatException]::new($secret)) } }
            @{ Name = 'in the target of an error'; Script = { Write-Error x -TargetObject @{ a = $secret } } }
            @{ Name = 'half of it'; Script = { $secret.Substring($secret.Length / 2) } }
        ) {
            $secret = $password
            Find-Canary (Get-Everything $Script) | Should -Not -BeNullOrEmpty
        }

        It 'finds a secret that the module was told to show' {
            $made = New-AuthentikOAuth2Provider -Name shown -AuthorizationFlow default-provider-authorization-implicit-consent -InvalidationFlow default-provider-invalidation-flow -RedirectUri @() -ClientSecret $clientSecret
            try {
                Find-Canary (Get-Everything { Get-AuthentikOAuth2ClientSecret shown -AsPlainText }) | Should -Not -BeNullOrEmpty
                Assert-Sent $clientSecret
                Assert-Silent 'Get-AuthentikOAuth2ClientSecret' { Get-AuthentikOAuth2ClientSecret shown | ForEach-Object { "$_" }; Get-AuthentikOAuth2Provider shown; $made }
            }
            finally { Remove-AuthentikOAuth2Provider shown -Force }
        }
    }

    Context 'where all goes well' {
        It 'shows nothing: <Name>' -ForEach @(
            @{ Name = 'connecting'; Script = { Connect-Authentik $server.Uri $token -PassThru -Name main @same } }
            @{ Name = 'connecting with a SecureString'; Script = { Connect-Authentik $server.Uri (Protect-Text $token) -PassThru -Name main @same } }
            @{ Name = 'connecting from the environment'; Script = {
                    $env:AUTHENTIK_URL, $env:AUTHENTIK_TOKEN = $server.Uri, $token
                    try { Connect-Authentik -Name env-e -PassThru } finally { $env:AUTHENTIK_URL = $env:AUTHENTIK_TOKEN = $null } } }
            @{ Name = 'sessions'; Script = { Get-AuthentikSession; Get-AuthentikSession | Select-Object * } }
            @{ Name = 'a list'; Script = { Get-AuthentikUser } }
            @{ Name = 'a secret in a body'; Script = { Invoke-AuthentikRequest /core/users/1/set_password/ -Method POST -Body @{ password = $password; deep = @(@{ client_secret = $nested }) } } }
            @{ Name = 'a secret in JSON text'; Script = { Invoke-AuthentikRequest /core/users/1/set_password/ -Method POST -Body (@{ password = $password } | ConvertTo-Json) } }
            @{ Name = 'a secret in a query'; Script = { Invoke-AuthentikRequest /core/users/ -Query @{ token = $asked } } }
            @{ Name = 'a secret behind a path'; Script = { Invoke-AuthentikRequest "/core/users/?token=$([uri]::EscapeDataString($asked))" } }
            @{ Name = 'a request that is only thought of'; Script = { Invoke-AuthentikRequest "/core/users/1/?token=$([uri]::EscapeDataString($asked))" -Method PATCH -Body @{ password = $password } -WhatIf; 'done' } }
            @{ Name = 'a session that was closed'; Script = { $closed = Connect-Authentik $server.Uri $token -PassThru -Name main-c @same; Disconnect-Authentik main-c; Get-AuthentikUser -Session $closed } }
        ) {
            Assert-Silent $Name $Script -File $trace
            if ($Name -like 'a secret*') { Assert-Sent (($Name -like '*body' -or $Name -like '*text') ? $password : $asked) }
        }

        It 'shows nothing of what an answer holds under the name of a secret' {
            $secret = New-Canary 'answer, under a name of a secret'
            $provider = @{ pk = 7; name = 'p'; client_id = 'i'; client_secret = $secret; key = $secret; refresh_token = @($secret); credentials = @{ user = $secret }; tokens = @($secret); api_token = @{ text = $secret } }
            Add-Answer $server @{ path = '/api/v3/providers/oauth2/7/'; status = 200; json = $provider; times = 2 }
            Assert-Silent 'unknown fields with the names of secrets' { Get-AuthentikOAuth2Provider 7 } -File $trace
            Add-Answer $server @{ path = '/api/v3/core/users/7/'; status = 200; json = @{ pk = 7; username = 'u'; api_token = $secret; password = $secret } }
            Assert-Silent 'unknown fields of an object without secrets' { Get-AuthentikUser 7 } -File $trace
        }

        It 'shows nothing of a secret whose answer has another type' {
            $secret = New-Canary 'answer, secret of another type'
            Add-Answer $server @{ path = '/api/v3/providers/oauth2/7/'; status = 200; json = @{ pk = 7; name = 'p'; client_secret = @{ now = $secret } } }
            Assert-Silent 'a secret that became an object' { Get-AuthentikOAuth2Provider 7 } -File $trace
        }

        It 'shows nothing of a secret in an object inside of another' {
            $secret = New-Canary 'answer, embedded object'
            $row = @{ pk = 7; provider = @{ pk = 1; name = 'p'; client_secret = $secret }; user = @{ pk = 1; username = 'u' }; is_expired = $false; scope = @(); id_token = '{}' }
            Add-Answer $server @{ path = '/api/v3/oauth2/access_tokens/'; status = 200; json = @{ pagination = @{ next = 0; count = 1 }; results = @($row) } }
            Assert-Silent 'an embedded provider' { Get-AuthentikOAuth2AccessToken } -File $trace
            Add-Answer $server @{ path = '/api/v3/authenticators/static/7/'; status = 200; json = @{ pk = 7; name = 's'; token_set = @(@{ token = $secret }) } }
            Assert-Silent 'recovery codes of a device' { Get-AuthentikOwnStaticDevice 7 } -File $trace
        }

        It 'shows nothing of keys, links and tokens that answers hold anywhere' {
            $jwt, $pem, $link = (New-CanaryJwt 'JWT in an answer'), (New-CanaryKey 'private key in an answer'), (New-Canary 'recovery link' Plain)
            $texts = $jwt, $pem, "https://auth.example.com/recovery/use-token/$link/", "https://auth.example.com/if/flow/recovery/?flow_token=$link", "https://u:$link@auth.example.com/"
            Add-Answer $server @{ path = '/api/v3/core/users/7/'; status = 400; json = @{ detail = $texts -join ' and '; name = $texts } }
            Assert-Silent 'keys, links and JWTs in an error' { Get-AuthentikUser 7 } -File $trace
            Add-Answer $server @{ path = '/api/v3/core/users/7/recovery/'; status = 200; json = @{ link = $texts[2]; more = $texts } }
            Assert-Silent 'keys, links and JWTs in an answer that is not shown' { Invoke-AuthentikRequest /core/users/7/recovery/ | Out-Null; 'done' } -File $trace
        }

        It 'shows a key only as a SecureString' {
            $key = New-Canary 'key that is viewed'
            Add-Answer $server @{ path = '/api/v3/core/tokens/t/view_key/'; status = 200; json = @{ key = $key } }
            Assert-Silent 'Get-AuthentikTokenKey' { Get-AuthentikTokenKey t | ForEach-Object { "$_" } } -File $trace
        }
    }

    Context 'what authentik recorded of requests, and logged' {
        BeforeAll {
            # Under names of secrets, in the arguments of a request, and in addresses.
            function New-RecordedData([string] $Place) {
                $code, $link = (New-Canary "$Place, argument" Plain), (New-Canary "$Place, address" Plain)
                [ordered]@{
                    number = 7
                    http_request = @{
                        path = "/if/flow/x/?flow_token=$link&next=/y?code=$link"
                        args = @{ token = (New-Canary "$Place, argument"); code = $code; query = "next=1&token=$link" }
                    }
                    password = (New-Canary "$Place, name of a secret")
                    list = @("https://somebody:$link@auth.example.com/", @{ client_secret = @((New-Canary "$Place, list below the name of a secret")) })
                    text = "GET /recovery/use-token/$link/ signed $(New-CanaryJwt "$Place, JWT")"
                    new_value = @{ authorization = @{ any = (New-Canary "$Place, below the name of a secret") } }
                }
            }

            function New-RecordedValue($Field, [string] $Place) {
                $one = switch ($Field) {
                    { $_.Shape } {
                        $made = @{ pk = 1; of_the_future = "/x?token=$(New-Canary "$Place, unknown field" Plain)" }
                        foreach ($inner in $_.Shape.Fields | Where-Object IsRecorded) { $made[$inner.Name] = New-RecordedValue $inner "$Place $($inner.Name)" }
                        $made
                        break
                    }
                    { $_.Type -eq 'Json' } { New-RecordedData $Place; break }
                    default { "GET /x/?token=$(New-Canary "$Place, text" Plain) by $(New-CanaryJwt "$Place, JWT in a text")" }
                }
                $Field.IsList ? (, @($one)) : $one
            }

            function Add-RecordedAnswer($Resource, $Fields) {
                $object = @{ of_the_future = "/x?token=$(New-Canary "$($Resource.Noun), unknown field" Plain)" }
                if ($Resource.Id) { $object[$Resource.Id] = $Resource.IdType -eq 'Integer' ? 7 : [guid]::NewGuid() }
                foreach ($field in $Fields) { $object[$field.Name] = New-RecordedValue $field "$($Resource.Noun) $($field.Name)" }
                $list = @{ pagination = @{ next = 0; count = 1; current = 1; total_pages = 1; start_index = 1; end_index = 1 }; results = @($object) }
                Add-Answer $server @{ path = "/api/v3$($Resource.Path)"; status = 200; json = $Resource.IsSingle ? $object : $list; times = 2 }
            }
        }

        BeforeEach { Connect-Authentik $server.Uri $token -Name main-r -SkipVersionCheck @same }

        It '<Noun>: shows secrets in it only with -IncludeSecret' -ForEach $recorded {
            Add-RecordedAnswer $Resource $Fields
            $get = "Get-Authentik$Noun"
            Assert-Silent "$get, recorded data" {
                $found = & $get
                $found
                $found | ConvertTo-Json -Depth 20
                $found | ConvertTo-Csv
                [Management.Automation.PSSerializer]::Serialize($found, 9)
                $found | Format-Table | Out-String -Width 900
                $found | Format-List | Out-String -Width 900
            } -File $trace
            Find-Canary (& $get -IncludeSecret | ConvertTo-Json -Depth 20) | Should -Not -BeNullOrEmpty -Because 'somebody asked for it'
        }

        It 'shows nothing in what a task logged that failed' {
            $line = New-Canary 'log line of a task that failed' Plain
            $log = @{ log_level = 'error'; event = "GET /x?token=$line failed"; attributes = @{ token = (New-Canary 'attributes of a log line') } }
            $task = @{ message_id = [guid]::NewGuid(); state = 'done'; aggregated_status = 'error'; uid = 'a task'; logs = @($log) }
            Add-Answer $server @{ method = 'GET'; path = "/api/v3/tasks/tasks/$($task.message_id)/"; status = 200; json = $task; times = 9 }
            Add-Answer $server @{ method = 'POST'; path = "/api/v3/tasks/tasks/retry/$($task.message_id)/"; status = 204 }
            Add-Answer $server @{ method = 'POST'; path = "/api/v3/tasks/tasks/$($task.message_id)/retry/"; status = 204 }
            Assert-Silent 'waiting for a task that fails' {
                Restart-AuthentikBackgroundTask $task.message_id -Wait -TimeoutSeconds 9 -Confirm:$false
                foreach ($one in $global:Error) { $one.Exception.Results | ConvertTo-Json -Depth 9; $one.Exception.Log }
            } -File $trace
        }

        It 'keeps masks out of what is stored' {
            $context = New-RecordedData 'event that is changed'
            $made = New-AuthentikEvent -Action custom_ -App canary -Context $context
            try {
                Assert-Silent 'an event that is changed and copied' {
                    $made
                    Set-AuthentikEvent $made -Context $made.Context
                    $made | New-AuthentikEvent
                    $made | Select-Object * | Set-AuthentikEvent
                    $row = $made | ConvertTo-Csv | ConvertFrom-Csv
                    $row.App = 'other'
                    $row | Set-AuthentikEvent -PassThru
                    Set-AuthentikEvent $made -AddContext @{ added = 1 } -PassThru
                    Set-AuthentikEvent $made -AddContext @{ added = 1 } -WhatIf
                } -File $trace
                $stored = (Invoke-AuthentikRequest "/events/events/$($made.Pk)/").context
                $stored.password | Should -BeExactly $context.password
                $stored.http_request.args.code | Should -BeExactly $context.http_request.args.code
                $stored.added | Should -Be 1
            }
            finally { Remove-AuthentikEvent $made -Force }
        }
    }

    Context 'answers that repeat what was sent' {
        It 'shows nothing: <Name>' -ForEach $answers {
            Add-EchoAnswer $Answer ($all -ne $clientSecret) -Times 9 -At /api/v3/core/users/1/set_password/
            Add-EchoAnswer $Answer $all -Times 9
            Assert-Silent "request, $Name" {
                $null = Invoke-AuthentikRequest "/core/users/1/set_password/?flow_token=$([uri]::EscapeDataString($asked))" -Method POST -Body @{ password = $password; deep = @(@{ client_secret = $nested }) }
                Set-AuthentikOAuth2Provider 1 -ClientSecret $clientSecret
            } -File $trace
            Clear-Answer $server
            Assert-Sent ($all -ne $clientSecret)
        }

        It 'shows nothing while signing in: <Name>' -ForEach $answers {
            $app = New-Canary 'app password' Any
            Add-EchoAnswer $Answer $app, $guard -Times 4
            Assert-Silent "signing in, $Name" { Connect-Authentik $server.Uri -ClientId x -Credential (New-TestCredential somebody $app) @same } -File $trace
            Clear-Answer $server
            Assert-Sent $app
        }
    }

    Context 'fields that the book marks as secrets' {
        BeforeAll {
            function Get-Filler($Field) {
                $one = switch ($Field.Type) {
                    'Integer' { 1 }
                    'Number' { 1 }
                    'Boolean' { $true }
                    'Date' { [datetime]::Now }
                    'Uuid' { [guid]::NewGuid() }
                    'Json' { @{} }
                    'Enum' { @($Field.Values.Values)[0].Text }
                    'Reference' { [Authentik.Resources]::Book[$Field.RefersTo].IdType -eq 'Integer' ? 1 : [guid]::NewGuid() }
                    default { 'x' }
                }
                $Field.IsList ? @() : $one
            }

            # What New wants beside the secret.
            # What would be looked up if it weren't given.
            function Get-Preset($Resource) {
                $filled = @{}
                foreach ($field in $Resource.Fields | Where-Object Preset) { $filled[$field.Parameter] = Get-Filler $field }
                $filled
            }

            function Get-Mandatory($Resource, [string] $But) {
                $filled = Get-Preset $Resource
                $set = (Get-Command "New-Authentik$($Resource.Noun)").ParameterSets | Where-Object Name -EQ Values
                foreach ($name in @($set.Parameters | Where-Object IsMandatory | ForEach-Object Name) -ne $But) { $filled[$name] = Get-Filler $Resource.FindParameter($name) }
                $filled
            }

            # The object that is to be changed, where a command looks at it before.
            function Add-Target($Resource, $Id) {
                $object = @{ name = 'x' }
                $object[$Resource.Key] = 'x'
                $object[$Resource.Id] = $Id
                $list = @{ pagination = @{ next = 0; count = 1; current = 1; total_pages = 1; start_index = 1; end_index = 1 }; results = @($object) }
                Add-Answer $server @{ method = 'GET'; path = "/api/v3$($Resource.Path)"; status = 200; json = $list; times = 2 }
                Add-Answer $server @{ method = 'GET'; path = "/api/v3$($Resource.Path)$($object[$Resource.Key])/"; status = 200; json = $object; times = 2 }
            }

            # Each way into each command: a script, and the secret that it sends.
            function Get-Way($Resource, $Field) {
                $id = $Resource.IdType -eq 'Integer' ? 7 : [guid]::NewGuid()
                $place = "$($Resource.Noun) $($Field.Name)"
                $new, $set = "New-Authentik$($Resource.Noun)", "Set-Authentik$($Resource.Noun)"
                foreach ($way in 'parameter', 'SecureString', 'column', 'key of a hashtable') {
                    $secret = New-Canary "$place, $way"
                    $typed = @{ $Field.Parameter = $way -eq 'SecureString' ? (Protect-Text $secret) : $secret }
                    $columns = (Get-Preset $Resource) + @{ $Field.Name = $secret }
                    if ($way -eq 'column') { $columns = [pscustomobject] ($columns + @{ other = 1 }) }
                    $isRow = $way -in 'column', 'key of a hashtable'
                    $rest = Get-Mandatory $Resource $Field.Parameter
                    @{ Secret = $secret; Id = $id; Script = $isRow ? { $columns | & $new }.GetNewClosure() : { & $new @rest @typed }.GetNewClosure() }
                    $secret = New-Canary "$place, $way, Set"
                    $again = @{ $Field.Parameter = $way -eq 'SecureString' ? (Protect-Text $secret) : $secret }
                    $row = @{ $Resource.Id = $id; $Field.Name = $secret }
                    @{ Secret = $secret; Id = $id; Script = $isRow ? { ($way -eq 'column' ? [pscustomobject] $row : $row) | & $set }.GetNewClosure() : { & $set -Identity $id @again }.GetNewClosure() }
                }
            }
        }

        BeforeEach {
            Connect-Authentik $server.Uri $token -Name main-f -SkipVersionCheck @same
            Clear-WireLog $server
        }

        It '<Noun>: never shows them, whatever the server answers' -ForEach $secretFields {
            $ways = @($Fields | ForEach-Object { Get-Way $Resource $_ })
            $secrets = @($ways | ForEach-Object { $_.Secret })
            Assert-Silent "New and Set, $Noun, accepted or refused" {
                foreach ($way in $ways) {
                    Add-Target $Resource $way.Id
                    Add-Answer $server @{ status = 400; json = @{ $Fields[0].Name = @($way.Secret); detail = $way.Secret | ConvertTo-Json } }
                    & $way.Script
                    Clear-Answer $server
                }
            } -File $trace
            # A connection of a user needs a source of a kind before anything is sent.
            if ($Noun -ne 'UserConnection') { Assert-Sent $secrets }
        }

        It '<Noun>: never shows what cannot be one' -ForEach $secretFields {
            $field = $Fields[0]
            $secret = New-Canary "$Noun, secret of a wrong type"
            $wrong = @{ $field.Parameter = @{ text = $secret } }
            $list = @{ $field.Parameter = @($secret, $secret) }
            $rest = Get-Mandatory $Resource $field.Parameter
            Assert-Silent "$Noun, a hashtable or a list for a secret" {
                & "New-Authentik$Noun" @rest @wrong
                & "New-Authentik$Noun" @rest @list
                [pscustomobject]@{ $field.Name = @{ text = $secret } } | & "New-Authentik$Noun"
                [pscustomobject]@{ $field.Name = "@{text=$secret}" } | & "New-Authentik$Noun"
                @{ $field.Name = $secret; $Resource.Fields[0].Name = [object]::new() } | & "New-Authentik$Noun"
            }
        }

        It '<Noun>: never shows those of a row that names no object' -ForEach $secretFields {
            $secret = New-Canary "$Noun, a row without a name"
            $rows = [pscustomobject]@{ $Fields[0].Name = $secret }, @{ $Fields[0].Name = $secret }, @{ $Fields[0].Name = $secret; $Resource.Id = [datetime]::Now }
            Assert-Silent "$Noun, rows that name none" {
                foreach ($row in $rows) {
                    $row | & "Set-Authentik$Noun"
                    $row | & "Get-Authentik$Noun"
                    $row | & "Remove-Authentik$Noun" -Force
                    & "Set-Authentik$Noun" -Identity $row
                }
            }
        }
    }

    Context 'signing in' {
        BeforeAll {
            function Get-SignIn([string] $Kind, [string] $Secret) {
                switch ($Kind) {
                    'app password' { @{ Credential = New-TestCredential somebody $Secret } }
                    'client secret' { @{ ClientSecret = $Secret } }
                    'assertion' { @{ Assertion = $Secret } }
                    'assertion in a file' { Set-Content $TestDrive/jwt $Secret; @{ AssertionPath = "$TestDrive/jwt" } }
                }
            }
        }

        It 'shows nothing of the <Kind>, nor of the tokens it is given' -ForEach @(
            @{ Kind = 'app password' }, @{ Kind = 'client secret' }, @{ Kind = 'assertion' }, @{ Kind = 'assertion in a file' }
        ) {
            $secret = $Kind -like 'assertion*' ? (New-CanaryJwt $Kind) : (New-Canary $Kind)
            $first, $second = (New-Canary "access token for the $Kind" Token), (New-Canary "second access token for the $Kind" Token)
            $signIn = Get-SignIn $Kind $secret
            Assert-Silent "$Kind, expiry in the middle of a listing, renewal refused" {
                Add-TokenAnswer @{ access_token = $first; expires_in = 3600; token_type = 'Bearer' }
                Add-Welcome
                Connect-Authentik $server.Uri -ClientId x -Name main-s -PassThru @signIn @same
                Add-Answer $server @{ path = '/api/v3/core/users/'; status = 200; json = @{ pagination = @{ next = 2; count = 150; current = 1; total_pages = 2; start_index = 1; end_index = 100 }; results = @(@{ pk = 1; username = 'a' }) } }
                Add-EchoAnswer @{ status = 401; json = @{ detail = 'ECHO' } } $first -At /api/v3/core/users/
                Add-EchoAnswer @{ status = 200; json = @{ access_token = $second; expires_in = 3600; note = 'ECHO' } } $first, $secret -At /application/o/token/
                Add-EchoAnswer @{ status = 500; json = @{ detail = 'ECHO' } } $first, $second, $secret -At /api/v3/core/users/ -Times 3
                Get-AuthentikUser
                Add-EchoAnswer @{ status = 403; json = @{ detail = 'Token invalid/expired'; more = 'ECHO' } } $second, $first -Times 1 -At /api/v3/core/users/
                Add-EchoAnswer @{ status = 400; json = @{ error = 'invalid_grant'; error_description = 'ECHO' } } $second, $secret -At /application/o/token/
                Get-AuthentikUser
            } -File $trace
            Assert-Sent $secret, $first, $second
        }

        It 'shows nothing of the codes and tokens of a device' {
            $code, $access, $refresh, $next = 'device code', 'access token of a device', 'refresh token', 'next refresh token' | ForEach-Object { New-Canary $_ Token }
            Assert-Silent 'device code, renewed and refused' {
                Add-Answer $server @{ path = '/application/o/device/'; status = 200; json = @{ device_code = $code; user_code = '123456789'; verification_uri = "$($server.Uri)/device"; expires_in = 60; interval = 0.1 } }
                Add-EchoAnswer @{ status = 400; json = @{ error = 'authorization_pending'; error_description = 'ECHO' } } $code -At /application/o/token/
                Add-TokenAnswer @{ access_token = $access; refresh_token = $refresh; expires_in = 3600 }
                Add-Welcome
                Connect-Authentik $server.Uri -ClientId x -DeviceCode -Name main-s -PassThru @same
                Add-EchoAnswer @{ status = 401; json = @{ detail = 'ECHO' } } $access, $refresh -At /api/v3/core/users/
                Add-TokenAnswer @{ access_token = $access; refresh_token = $next; expires_in = 3600 }
                Add-EchoAnswer @{ status = 403; json = @{ detail = 'ECHO' } } $access, $refresh, $next -At /api/v3/core/users/
                Get-AuthentikUser
                Add-EchoAnswer @{ status = 401; json = @{ detail = 'ECHO' } } $next -At /api/v3/core/users/
                Add-EchoAnswer @{ status = 400; json = @{ error = 'ECHO'; error_description = 'ECHO' } } $next, $access -At /application/o/token/
                Get-AuthentikUser
            } -File $trace
            Assert-Sent $code, $access, $refresh, $next
        }

        It 'shows nothing of a device code when it is stopped with Ctrl+C' {
            $code = New-Canary 'device code of a sign-in that is stopped' Token
            Add-Answer $server @{ path = '/application/o/device/'; status = 200; json = @{ device_code = $code; user_code = '123456789'; verification_uri = "$($server.Uri)/device"; expires_in = 60; interval = 1 } }
            Assert-Silent 'Ctrl+C while waiting for a device' {
                $shell = [powershell]::Create().AddScript({
                        param($manifest, $uri)
                        Import-Module $manifest
                        $VerbosePreference = $DebugPreference = 'Continue'
                        Connect-Authentik $uri -ClientId x -DeviceCode
                    }).AddArgument((Get-Module Authentik).Path).AddArgument($server.Uri)
                $run = $shell.BeginInvoke()
                for ($i = 0; $i -lt 60 -and -not $shell.Streams.Warning.Count; $i++) { Start-Sleep -Milliseconds 100 }
                Start-Sleep -Milliseconds 1300
                $shell.Stop()
                try { $shell.EndInvoke($run) } catch { $_ }
                $shell.Streams.Error; $shell.Streams.Warning; $shell.Streams.Verbose; $shell.Streams.Debug; $shell.InvocationStateInfo.Reason
                $shell.Streams.Warning.Count | Should -BeGreaterThan 0
            }
            Assert-Sent $code
        }

        It 'shows nothing of a token that cannot be sent: <Name>' -ForEach @(
            @{ Name = 'with a line end'; End = "`nx" }, @{ Name = 'with a NUL'; End = "`0x" }, @{ Name = 'outside ASCII'; End = 'äx' }, @{ Name = 'with blanks'; End = ' x' }
        ) {
            $secret = (New-Canary "token $Name" Token) + $End
            Assert-Silent "a token $Name" { Connect-Authentik $server.Uri $secret @same }
            Assert-Silent "an access token $Name" {
                Add-TokenAnswer @{ access_token = $secret; expires_in = 3600 }
                Connect-Authentik $server.Uri -ClientId x -ClientSecret x -Name main-s @same
            } -File $trace
        }
    }

    Context 'on the way to the server' {
        BeforeAll {
            $tls = @{}
            foreach ($kind in 'self-signed', 'expired', 'wrong-name') { $tls[$kind] = Start-One { Start-TestServer -Tls -TlsKind $kind } }
            $mutual = Start-One { Start-TestServer -Tls -TlsKind authority -ClientCertificate -CertificateFolder $certificates }
            $proxySecret = New-Canary 'proxy password' Header
            $credential = New-TestCredential somebody $proxySecret
            $proxy = Start-One { Start-ForwardProxy -Credential $credential }
            $closed = Start-One { Start-ForwardProxy -RefuseTunnels }
            $certificatePassword = New-Canary 'password of a certificate'
            # Something that listens, and closes without a word.
            $silent = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
            $silent.Start()
        }

        AfterAll { $silent.Stop() }

        It 'shows nothing: <Name>' -ForEach @(
            @{ Name = 'nobody listens'; Script = { Connect-Authentik http://127.0.0.1:1 $token @same } }
            @{ Name = 'no such host'; Script = { Connect-Authentik https://nobody.invalid $token @same } }
            @{ Name = 'time-out'; Script = { Add-Answer $server @{ status = 200; delayMs = 4000 }; Connect-Authentik $server.Uri $token -OperationTimeoutSeconds 1 @same } }
            @{ Name = 'time-out of connecting'; Script = { Connect-Authentik "http://127.0.0.1:$($silent.LocalEndpoint.Port)" $token -OperationTimeoutSeconds 1 @same } }
            @{ Name = 'cut before the headers'; Script = { Add-Answer $server @{ drop = $true; times = 9 }; Connect-Authentik $server.Uri $token @same } }
            @{ Name = 'cut while writing'; Script = { Add-Answer $server @{ drop = $true; method = 'POST' }; Invoke-AuthentikRequest /core/users/1/set_password/ -Method POST -Body @{ password = $password } } }
            @{ Name = 'cut in the body'; Script = { Add-Answer $server @{ status = 200; json = @{ a = 1 }; headers = @{ 'Content-Encoding' = 'gzip' }; times = 9 }; Invoke-AuthentikRequest /core/users/ -Query @{ token = $asked } } }
            @{ Name = 'self-signed'; Script = { Connect-Authentik $tls['self-signed'].Uri $token @same } }
            @{ Name = 'expired'; Script = { Connect-Authentik $tls['expired'].Uri $token @same } }
            @{ Name = 'wrong name'; Script = { Connect-Authentik $tls['wrong-name'].Uri $token @same } }
            @{ Name = 'no TLS'; Script = { Connect-Authentik ($server.Uri -replace '^http:', 'https:') $token @same } }
            @{ Name = 'no client certificate'; Script = { Connect-Authentik $mutual.Uri $token -CaCertificatePath $certificates/ca.pem @same } }
            @{ Name = 'wrong client certificate'; Script = { Connect-Authentik $mutual.Uri $token -CaCertificatePath $certificates/ca.pem -CertificatePath $certificates/stranger.pfx -CertificatePassword test @same } }
            @{ Name = 'wrong password of a certificate'; Script = { Connect-Authentik $mutual.Uri $token -CertificatePath $certificates/client.pfx -CertificatePassword $certificatePassword @same } }
            @{ Name = 'password for what is no certificate'; Script = { Connect-Authentik $mutual.Uri $token -CertificatePath $PSCommandPath -CertificatePassword (Protect-Text $certificatePassword) @same } }
            @{ Name = 'through a proxy'; Script = { Connect-Authentik $server.Uri $token -Proxy $proxy.Uri -ProxyCredential $credential -PassThru -Name main-p @same } }
            @{ Name = 'a proxy that is not reached'; Script = { Connect-Authentik $server.Uri $token -Proxy http://127.0.0.1:1 -ProxyCredential $credential @same } }
            @{ Name = 'a proxy that wants somebody else (407)'; Script = { Connect-Authentik $server.Uri $token -Proxy $proxy.Uri -ProxyCredential (New-TestCredential nobody $proxySecret) @same } }
            @{ Name = 'a proxy that wants somebody else for a tunnel (407)'; Script = { Connect-Authentik $tls['self-signed'].Uri $token -Proxy $proxy.Uri -ProxyCredential (New-TestCredential nobody $proxySecret) @same } }
            @{ Name = 'a proxy that refuses a tunnel'; Script = { Connect-Authentik $tls['self-signed'].Uri $token -Proxy $closed.Uri -ProxyCredential $credential @same } }
            @{ Name = 'a proxy whose tunnel ends at a wrong certificate'; Script = { Connect-Authentik $tls['self-signed'].Uri $token -Proxy $proxy.Uri -ProxyCredential $credential @same } }
            @{ Name = 'a proxy that repeats what it was sent'; Script = { Add-EchoAnswer @{ status = 400; text = 'ECHO'; json = @{ detail = 'ECHO' } } $proxySecret, $token, $guard -Times 2; Connect-Authentik $server.Uri $token -Proxy $proxy.Uri -ProxyCredential $credential @same } }
            @{ Name = 'a password in the proxy of the system'; Script = {
                    $before = [Net.Http.HttpClient]::DefaultProxy
                    $address = "http://somebody:$([uri]::EscapeDataString($proxySecret))@127.0.0.1"
                    try {
                        foreach ($port in 1, ([uri] $closed.Uri).Port, ([uri] $proxy.Uri).Port) {
                            [Net.Http.HttpClient]::DefaultProxy = [Net.WebProxy]::new("${address}:$port")
                            Connect-Authentik $tls['self-signed'].Uri $token @same -ErrorAction Continue
                            Connect-Authentik $server.Uri $token -Name main-p @same -ErrorAction Continue
                        }
                    }
                    finally { [Net.Http.HttpClient]::DefaultProxy = $before } } }
        ) {
            Assert-Silent $Name $Script -File $trace
        }

        It 'sends the password of the proxy' {
            Connect-Authentik $server.Uri $token -Proxy $proxy.Uri -ProxyCredential $credential -Name main-p @same
            Assert-Sent ([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("somebody:$proxySecret"))) -To $proxy
        }
    }

    Context 'in the wrong place' {
        It 'shows nothing: <Name>' -ForEach @(
            @{ Name = 'a list as the token'; Script = { Connect-Authentik $server.Uri @($secret, $secret) } }
            @{ Name = 'a hashtable as the token'; Script = { Connect-Authentik $server.Uri @{ token = $secret } } }
            @{ Name = 'an object as the token'; Script = { Connect-Authentik $server.Uri ([pscustomobject]@{ token = $secret }) } }
            @{ Name = 'a list as a client secret'; Script = { Connect-Authentik $server.Uri -ClientId x -ClientSecret @($secret, $secret) } }
            @{ Name = 'a text as a credential'; Script = { Connect-Authentik $server.Uri -ClientId x -Credential $secret } }
            @{ Name = 'a text as the credential of a proxy'; Script = { Connect-Authentik $server.Uri x -Proxy http://127.0.0.1:1 -ProxyCredential $secret } }
            @{ Name = 'a text as a header'; Script = { Connect-Authentik $server.Uri x -Header "X-Key: $secret" } }
            @{ Name = 'a line as the name of a header'; Script = { Connect-Authentik $server.Uri x -Header @{ "X-Key: $secret" = '' } } }
            @{ Name = 'a header with a line end'; Script = { Connect-Authentik $server.Uri x -Header @{ 'X-Key' = "$secret`n" } } }
            @{ Name = 'a header of the module'; Script = { Connect-Authentik $server.Uri x -Header @{ Authorization = "Bearer $header" } } }
            @{ Name = 'a password in the address'; Script = { Connect-Authentik "https://somebody:$plain@auth.example.com" x } }
            @{ Name = 'a password in what is no address'; Script = { Connect-Authentik "ftp://somebody:$plain@auth.example.com" x } }
            @{ Name = 'a password in the address of a proxy'; Script = { Connect-Authentik $server.Uri x -Proxy "http://somebody:$plain@127.0.0.1:1" } }
            @{ Name = 'a password in what is no proxy'; Script = { Connect-Authentik $server.Uri x -Proxy "somebody:$plain@127.0.0.1:1" } }
            @{ Name = 'a password in a proxy that cannot be read'; Script = { Connect-Authentik $server.Uri x -Proxy "http://somebody:$plain@127.0.0.1:999999" } }
            @{ Name = 'a token as the address'; Script = { Connect-Authentik $plain $server.Uri } }
            @{ Name = 'an assertion that is no JWT'; Script = { Connect-Authentik $server.Uri -ClientId x -Assertion $secret } }
            @{ Name = 'an assertion as the path of one'; Script = { Connect-Authentik $server.Uri -ClientId x -AssertionPath (New-CanaryJwt 'JWT as a path') } }
            @{ Name = 'a text as a query'; Script = { Invoke-AuthentikRequest /core/users/ -Query "token=$secret" } }
            @{ Name = 'a body that is no JSON'; Script = { Invoke-AuthentikRequest /core/users/ -Method POST -Body "password=$secret" } }
            @{ Name = 'a body with what has no JSON'; Script = { Invoke-AuthentikRequest /core/users/ -Method POST -Body @{ password = $secret; other = [IntPtr]::Zero } } }
            @{ Name = 'a body with a SecureString'; Script = { Invoke-AuthentikRequest /core/users/ -Method POST -Body @{ password = Protect-Text $secret } } }
            @{ Name = 'an address of another server'; Script = { Invoke-AuthentikRequest "https://somebody:$plain@elsewhere.example/api/v3/core/users/?token=$plain" } }
            @{ Name = 'a path that leads out'; Script = { Invoke-AuthentikRequest "/../x/?token=$plain" } }
        ) {
            $secret, $header, $plain = (New-Canary $Name), (New-Canary $Name Header), (New-Canary $Name Plain)
            Assert-Silent $Name $Script
        }
    }

    Context 'in profiles' {
        BeforeAll {
            Import-TestVault
            $profileHeader = New-Canary 'header in a profile' Header
            $profileProxy = New-Canary 'proxy password in a profile' Header
            $profileKey = New-Canary 'password of a certificate in a profile'
            $way = @{ Header = @{ 'X-Guard' = $profileHeader }; TracePath = $trace }
        }

        BeforeEach {
            Remove-Item $env:XDG_CONFIG_HOME/Authentik/profiles/* -ErrorAction Ignore
            Set-TestVault -Locked $false
            Connect-Authentik $server.Uri $token -Name main @way
        }

        It 'shows nothing: <Name>' -ForEach @(
            @{ Name = 'saving in clear text'; Script = { Save-AuthentikProfile pester-a -AllowPlainText -PassThru; Get-AuthentikProfile; Connect-Authentik -Profile pester-a -PassThru } }
            @{ Name = 'saving in a vault'; Script = { Save-AuthentikProfile pester-a -PassThru; Get-AuthentikProfile; Connect-Authentik -Profile pester-a -PassThru } }
            @{ Name = 'a vault that is locked'; Script = { Save-AuthentikProfile pester-a; Set-TestVault -Locked $true; Connect-Authentik -Profile pester-a; Save-AuthentikProfile pester-a -Force; Remove-AuthentikProfile pester-a -Force } }
            @{ Name = 'a vault that lost a secret'; Script = { Save-AuthentikProfile pester-a; (Get-TestVault Main).Clear(); Connect-Authentik -Profile pester-a } }
            @{ Name = 'thinking of saving and removing'; Script = { Save-AuthentikProfile pester-a -AllowPlainText -WhatIf; Save-AuthentikProfile pester-a; Remove-AuthentikProfile pester-a -WhatIf } }
            @{ Name = 'a name that is taken'; Script = { Save-AuthentikProfile pester-a -AllowPlainText; Save-AuthentikProfile pester-a -AllowPlainText } }
        ) {
            Assert-Silent $Name $Script -File $trace
        }

        It 'shows nothing of a file that is not as it was written: <Name>' -ForEach @(
            @{ Name = 'cut off'; Change = { param($text) $text.Substring(0, $text.LastIndexOf('iranaK') - 2) } }
            @{ Name = 'a secret where a word belongs'; Change = { param($text) $text -replace '"apiToken"', "`"$profileProxy`"" } }
            @{ Name = 'a secret as a key'; Change = { param($text) $text -replace '"format"', "`"$($profileKey | ConvertTo-Json | ForEach-Object Trim '"')`": 1, `"format`"" } }
            @{ Name = 'a secret that is no text'; Change = { param($text) $text -replace '"credential":', '"credential": 5, "more":' } }
            @{ Name = 'a header with a line end'; Change = { param($text) $text -replace '("header-X-Guard": ")', '$1a\nb' } }
            @{ Name = 'a password in the address'; Change = { param($text) $text -replace '"uri": "http://', "`"uri`": `"http://u:$([uri]::EscapeDataString($profileProxy))@" } }
            @{ Name = 'a password in the proxy'; Change = { param($text) $text -replace '"uri":', "`"proxy`": `"http://u:$([uri]::EscapeDataString($profileProxy))@127.0.0.1:1`", `"uri`":" } }
            @{ Name = 'readable by others'; Change = { param($text) $text }; Mode = '644' }
        ) {
            Save-AuthentikProfile pester-a -AllowPlainText 3> $null
            $file = (Get-AuthentikProfile pester-a).Path
            Set-Content $file (& $Change (Get-Content $file -Raw)) -NoNewline
            if ($Mode -and -not $IsWindows) { chmod $Mode $file }
            Assert-Silent "a profile, $Name" {
                Get-AuthentikProfile -ErrorAction Continue
                Connect-Authentik -Profile pester-a -ErrorAction Continue
                Remove-AuthentikProfile pester-a -Force
            } -File $trace
        }

        It 'shows nothing of a profile with a proxy and a certificate' {
            $parts = @{ CertificatePath = "$TestDrive/own.pfx"; CertificatePassword = Protect-Text $profileKey; Proxy = 'http://127.0.0.1:1'; ProxyCredential = [pscredential]::new('u', (Protect-Text $profileProxy)) }
            $key = [Security.Cryptography.RSA]::Create(2048)
            $made = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=x', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1).CreateSelfSigned([datetime]::UtcNow, [datetime]::UtcNow.AddDays(1))
            [IO.File]::WriteAllBytes("$TestDrive/own.pfx", $made.Export('Pkcs12', $profileKey))
            $parts.Remove('Proxy'); $parts.Remove('ProxyCredential')
            Assert-Silent 'a profile with a certificate' {
                Connect-Authentik $server.Uri $token -Name main-c @parts @way
                Save-AuthentikProfile pester-a -AllowPlainText -PassThru
                Connect-Authentik -Profile pester-a -PassThru
            } -File $trace
            (Get-Content (Get-AuthentikProfile pester-a).Path -Raw) | Should -Match 'certificate-password'
        }
    }

    Context 'in a console' {
        It 'shows nothing in a transcript, nor under -WhatIf and -Confirm' {
            $secrets = @{ token = $token; password = $password; client = $clientSecret; guard = $guard }
            $transcript, $script = "$TestDrive/transcript.txt", "$TestDrive/console.ps1"
            Set-Content $script {
                param($manifest, $uri, $transcript)
                $secrets = $env:AUTHENTIK_CANARY | ConvertFrom-Json
                Import-Module $manifest
                $null = Start-Transcript $transcript
                $PSDefaultParameterValues = @{ '*-Authentik*:Verbose' = $true; '*-Authentik*:Debug' = $true }
                Connect-Authentik $uri $secrets.token -Header @{ 'X-Guard' = $secrets.guard } -PassThru
                Set-AuthentikOAuth2Provider 1 -ClientSecret $secrets.client -WhatIf
                Set-AuthentikOAuth2Provider 1 -ClientSecret $secrets.client -Confirm
                [pscustomobject]@{ name = 'x'; client_secret = $secrets.client } | New-AuthentikOAuth2Provider -WhatIf
                Invoke-AuthentikRequest /core/users/1/set_password/ -Method POST -Body @{ password = $secrets.password } -WhatIf
                Invoke-AuthentikRequest /core/users/999/set_password/ -Method POST -Body @{ password = $secrets.password }
                Connect-Authentik $uri ($secrets.token + '!')
                $Error | ForEach-Object { $_ | Format-List * -Force; $_.Exception | Format-List * -Force; Get-Error -ErrorRecord $_ }
                $null = Stop-Transcript
            }.ToString()
            $env:AUTHENTIK_CANARY = $secrets | ConvertTo-Json -Compress
            try {
                Assert-Silent 'a console and its transcript' {
                    'n' | Start-Shell -File $script (Get-Module Authentik).Path $server.Uri $transcript 2>&1
                } -File $transcript
            }
            finally { $env:AUTHENTIK_CANARY = $null }
            Get-Content $transcript -Raw | Should -Match 'What if:'
            Assert-Sent $token, $guard, $password
        }
    }
}
