# What was recorded from real servers, done again with the commands over a real socket: the same requests must leave, and what
# comes back must be the recorded object or the recorded error.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $versions = @('2024.10.5', '2026.2.2' | Where-Object { Get-RecordingFolder $_ })
    $absent = -not $versions
    $nouns = @{ 'oauth2-provider' = 'OAuth2Provider'; 'oauth-source' = 'OAuthSource'; 'user' = 'User'; 'application' = 'Application' }
    $steps = foreach ($version in $versions) {
        foreach ($cycle in $nouns.Keys | Sort-Object) {
            Get-ChildItem (Join-Path (Get-RecordingFolder $version) "cycles/$cycle") -Filter *.json | Sort-Object Name | ForEach-Object {
                $exchange = Get-Content $_ -Raw | ConvertFrom-Json -AsHashtable -DateKind String
                @{ Version = $version; Cycle = $cycle; Noun = $nouns[$cycle]; Step = $_.BaseName; Exchange = $exchange }
            }
        }
    }
    # One object by its URL, or the list; actions and PUT have no command of their own. With a change of a source the module
    # reads it and sends type and addresses along, without which some servers refuse or break it; the recorded changes are without.
    $steps = @($steps | Where-Object {
            $request = $_.Exchange.request
            $request.path -match '^/api/v3/[a-z]+/[a-z0-9]+/([^/]+/)?$' -and $request.method -ne 'PUT' -and -not ($request.method -eq 'GET' -and $request.query.Count) -and
            -not ($_.Cycle -eq 'oauth-source' -and $request.method -eq 'PATCH')
        })
}

Describe 'Recorded exchanges' {
    if ($absent) {
        It 'are not here; AUTHENTIK_SHARED names the folder that holds them' -Skip { }
    }

    Context 'authentik <Version>' -ForEach ($steps | Group-Object { $_.Version } | ForEach-Object { @{ Version = $_.Name; Steps = $_.Group } }) {
        BeforeAll {
            Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
            Import-Authentik
            $server = Start-TestServer -Recordings (Get-RecordingFolder $Version)
            # Who asked was recorded many times, with good tokens and bad ones; here it is only the door.
            Add-Answer $server @{ path = '/api/v3/core/users/me/'; status = 200; json = @{ user = @{ pk = 1; username = 'akadmin'; is_superuser = $true } } }
            Connect-TestServer $server

            $script:made = @{}

            # The recorded value as it looks beside a property.
            function Format-Value($Value) {
                if ($Value -is [datetime] -or $Value -is [DateTimeOffset]) { return ([DateTimeOffset] $Value).UtcDateTime.ToString('s') }
                if ($Value -is [string] -and $Value -match '^\d{4}-\d\d-\d\dT') { return ([DateTimeOffset] $Value).UtcDateTime.ToString('s') }
                if ($Value -is [Collections.IDictionary] -or $Value -is [Collections.IList] -or $Value -is [Authentik.AuthentikObject]) { return '(several)' }
                "$Value"
            }

            function ConvertTo-Property([string] $Name) {
                (Get-Culture).TextInfo.ToTitleCase($Name.Replace('_', ' ')).Replace(' ', '')
            }
        }

        AfterAll { Stop-TestServer $server }

        It '<Cycle> <Step>' -ForEach $Steps {
            $request, $response = $Exchange.request, $Exchange.response
            $arguments = $request.method -in 'POST', 'PATCH' ? $request.body : @{}
            # The object itself, which needs no look-up: the recorded answers are given in turn, once each.
            if ($request.path -match '^/api/v3/[a-z]+/[a-z0-9]+/[^/]+/$') { $arguments = $arguments + @{ Identity = $script:made[$Cycle] } }
            if ($request.method -eq 'PATCH') { $arguments.PassThru = $true }
            if ($request.method -eq 'DELETE') { $arguments.Force = $true }
            $verb = @{ POST = 'New'; PATCH = 'Set'; GET = 'Get'; DELETE = 'Remove' }[$request.method]
            Clear-WireLog $server
            $failure = $null
            try { $result = & "$verb-Authentik$Noun" @arguments -ErrorAction Stop } catch { $failure = $_ }

            $sent = Get-WireLog $server -Method $request.method | Where-Object path -EQ $request.path
            $sent | Should -Not -BeNullOrEmpty
            if ($request.body) {
                ($sent[-1].body | ConvertFrom-Json -AsHashtable | ConvertTo-Json -Depth 9) | ConvertFrom-Json -AsHashtable | ForEach-Object Count | Should -Be $request.body.Count
            }

            if ($response.status -ge 400) {
                $failure | Should -Not -BeNullOrEmpty
                if ($failure.Exception -is [Authentik.ApiException]) { $failure.Exception.StatusCode | Should -Be $response.status }
                else { $failure.FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*' }
                return
            }

            $failure | Should -BeNullOrEmpty
            if ($request.method -in 'POST', 'PATCH') { $script:made[$Cycle] = $result }
            if ($response.status -eq 204) {
                $result | Should -BeNullOrEmpty
                return
            }
            foreach ($name in $response.json.Keys | Where-Object { $_ -notmatch 'secret' }) {
                "$name=$(Format-Value $result.(ConvertTo-Property $name))" | Should -Be "$name=$(Format-Value $response.json[$name])"
            }
        }
    }
}
