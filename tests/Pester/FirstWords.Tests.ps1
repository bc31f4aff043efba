# What administrators type before they read the help, row by row: pipelines between kinds, positions, wildcards, lists, durations, dates.
# It runs on the sandbox, or on a real server when one is given.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $servers = (Test-RealServer) ? 'the real server' : '2024.8.6', '2026.2.2'
}

Describe 'What is typed first, on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $flows = Get-ProviderFlow $version
        $manifest = (Get-Module Authentik).Path -replace 'psm1$', 'psd1'

        $kinds = 'Token', 'Application', 'OAuth2Provider', 'ProxyProvider', 'OAuthSource', 'Invitation', 'Flow', 'Stage', 'User', 'Group'
        function Clear-Object { Remove-Marked $mark $kinds }

        function New-Provider([string] $Name) { New-AuthentikOAuth2Provider "$mark-$Name" @flows -RedirectUri https://a.example/cb }

        # Servers limit how long an app password may live, unless its user has this attribute.
        function New-AppPassword([string] $Name, $Expires) {
            $null = New-AuthentikUser "$mark-$Name" -Attributes @{ 'goauthentik.io/user/token-maximum-lifetime' = 'days=20000' }
            New-AuthentikToken "$mark-$Name" -User "$mark-$Name" -Intent app_password -Expires $Expires
        }

        function Get-Sent([string] $Method = '*') {
            Get-WireLog $server | Where-Object method -Like $Method |
                ForEach-Object { "$($_.method) $($_.path -replace '^/api/v3')$($_.query)" }
        }

        function Get-Write { Get-Sent | Where-Object { $_ -notlike 'GET *' } }

        # Runs what reads, and expects that each list of the kind that it asks for has the filter.
        function Get-Filtered([scriptblock] $Work, [string] $List, [string] $Filter) {
            Clear-WireLog $server
            $found = @(& $Work)
            $asked = @(Get-Sent GET | Where-Object { $_ -match "^GET $List\?" })
            $asked | Should -Not -BeNullOrEmpty
            $asked | ForEach-Object { $_ | Should -BeLike "*[?&]$Filter=*" }
            $found
        }

        function Get-Verbose([scriptblock] $Work) { (& $Work 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }).Message }

        # What -WhatIf shows goes to the host alone.
        function Get-WhatIf([scriptblock] $Work) {
            $null = Start-Transcript ($file = Join-Path $TestDrive "$([guid]::NewGuid()).txt")
            try { Assert-NothingSent $Work | Should -BeNullOrEmpty }
            finally { $null = Stop-Transcript }
            (Get-Content $file | Where-Object { $_ -like 'What if:*' }) -join "`n"
        }
    }

    AfterAll {
        # Without a mark, everything would have it.
        if ($mark) { Clear-Object }
        Stop-ActionServer
    }

    Context 'An object piped into a Get of another kind' {
        BeforeAll {
            $null = New-AuthentikUser "$mark-jdoe"
            $null = New-AuthentikUser "$mark-eve"
            $null = New-AuthentikGroup "$mark-staff" -User "$mark-jdoe"
            $null = New-AuthentikToken "$mark-ci" -User "$mark-jdoe" -Intent app_password
            $null = New-AuthentikApplication "$mark wiki"
            $null = New-AuthentikPolicyBinding -Target "$mark-wiki" -Group "$mark-staff"
            $null = New-AuthentikFlow "$mark login" -Title Login -Designation authentication
            $null = New-AuthentikDenyStage "$mark-deny"
            $null = New-AuthentikFlowStageBinding -Target "$mark-login" -Stage "$mark-deny"
            $null = New-AuthentikEvent -Action custom_ -App test -User @{ pk = 1; username = "$mark-jdoe" }
        }

        It 'lists the users of a group' {
            $users = Get-Filtered { Get-AuthentikGroup "$mark-staff" | Get-AuthentikUser } /core/users/ groups_by_pk
            $users.Username | Should -Be "$mark-jdoe"
        }

        It 'lists the tokens of a user' {
            $tokens = Get-Filtered { Get-AuthentikUser "$mark-jdoe" | Get-AuthentikToken } /core/tokens/ user__username
            $tokens.Identifier | Should -Be "$mark-ci"
            Get-AuthentikUser "$mark-eve" | Get-AuthentikToken | Should -BeNullOrEmpty
        }

        It 'lists the policy bindings of an application' {
            $bindings = Get-Filtered { Get-AuthentikApplication "$mark-wiki" | Get-AuthentikPolicyBinding } /policies/bindings/ target
            $bindings.GroupName | Should -Be "$mark-staff"
        }

        It 'lists the stages of a flow' {
            $bindings = Get-Filtered { Get-AuthentikFlow "$mark-login" | Get-AuthentikFlowStageBinding } /flows/bindings/ target
            $bindings.StageObj.Name | Should -Be "$mark-deny"
        }

        It 'lists the events of a user, by the main one of two filters' {
            $found = Get-Filtered { Get-AuthentikUser "$mark-jdoe" | Get-AuthentikEvent } /events/events/ username
            $found.Action | Should -Be custom_
            Get-AuthentikUser "$mark-eve" | Get-AuthentikEvent | Should -BeNullOrEmpty
        }

        It 'is refused with the kinds that fit, where none of its filters does' {
            $flow = Get-AuthentikFlow "$mark-login"
            Clear-WireLog $server
            { $flow | Get-AuthentikUser } | Should -Throw '*A flow was specified*pipe one of these to Get-AuthentikUser: group*'
            Get-Sent | Should -BeNullOrEmpty
        }

        It 'sends nothing for <Name>' -ForEach @(
            @{ Name = '$null'; Value = $null; Problem = '*No user was specified*' }
            @{ Name = "''"; Value = ''; Problem = '*name of the user is empty*' }
            @{ Name = '@()'; Value = @() }
        ) {
            Clear-WireLog $server
            if ($Problem) { { $Value | Get-AuthentikUser } | Should -Throw $Problem }
            else { $Value | Get-AuthentikUser | Should -BeNullOrEmpty }
            { Get-AuthentikUser $Value } | Should -Throw
            { Get-AuthentikUser -MemberOf $Value } | Should -Throw
            { Get-AuthentikToken -User $Value } | Should -Throw
            Get-Sent | Should -BeNullOrEmpty
        }

        It 'sends nothing for what was not found' {
            $missing = Get-AuthentikGroup "$mark-nobody" -ErrorAction Ignore
            Clear-WireLog $server
            $missing | Get-AuthentikUser | Should -BeNullOrEmpty
            { Get-AuthentikUser $missing } | Should -Throw '*No user was specified*'
            Get-Sent | Should -BeNullOrEmpty
        }

        It 'is a filter by name as well: -Member, -MemberOf' {
            $groups = Get-Filtered { Get-AuthentikGroup -Member "$mark-jdoe" } /core/groups/ members_by_pk
            $groups.Name | Should -Be "$mark-staff"
            $users = Get-Filtered { Get-AuthentikUser -MemberOf "$mark-staff" } /core/users/ groups_by_pk
            $users.Username | Should -Be "$mark-jdoe"
        }
    }

    Context 'New' {
        It 'takes the name at the first position' {
            (New-AuthentikGroup "$mark-first").Name | Should -Be "$mark-first"
            (New-AuthentikUser "$mark-first").Username | Should -Be "$mark-first"
            (New-AuthentikDenyStage "$mark-first").Name | Should -Be "$mark-first"
        }

        It 'uses the user name for the name of a user, and tells so' {
            $said = Get-Verbose { New-AuthentikUser "$mark-named" -Verbose }
            $said | Should -Contain "-Name wasn't specified: '$mark-named' is used."
            (Get-AuthentikUser "$mark-named").Name | Should -Be "$mark-named"
        }

        It 'makes a slug of the name of an application, a flow and a source, and tells so' {
            $said = Get-Verbose { New-AuthentikApplication -Name "$mark My Wiki" -Verbose }
            $said | Should -Contain "-Slug wasn't specified: '$mark-my-wiki' is used."
            (Get-AuthentikApplication "$mark-my-wiki").Name | Should -Be "$mark My Wiki"
            (New-AuthentikFlow -Name "$mark Sign In" -Title x -Designation authentication).Slug | Should -Be "$mark-sign-in"
            (New-AuthentikOAuthSource -Name "$mark My Chat" -ProviderType discord -ConsumerKey id -ConsumerSecret none).Slug |
                Should -Be "$mark-my-chat"
        }

        It 'binds a policy after the last one that is there' {
            'wiki', 'admins', 'staff' | ForEach-Object { $null = New-AuthentikGroup "$mark-order-$_" }
            $null = New-AuthentikApplication "$mark Order"
            $first = New-AuthentikPolicyBinding -Target "$mark-order" -Group "$mark-order-wiki"
            $null = New-AuthentikPolicyBinding -Target "$mark-order" -Group "$mark-order-admins" -Order 25
            $said = New-AuthentikPolicyBinding -Target "$mark-order" -Group "$mark-order-staff" -Verbose 4>&1
            $last = $said | Where-Object { $_ -is [Authentik.PolicyBinding] }
            $first.Order | Should -BeLessThan 25
            $last.Order | Should -BeGreaterThan 25
            $said.Message | Should -Contain "-Order wasn't specified: $($last.Order) is used."
        }

        It 'binds a stage after the last one that is there' {
            $null = New-AuthentikFlow "$mark Stages" -Title x -Designation authentication
            'one', 'two' | ForEach-Object { $null = New-AuthentikDenyStage "$mark-stage-$_" }
            $null = New-AuthentikFlowStageBinding -Target "$mark-stages" -Stage "$mark-stage-one" -Order 25
            (New-AuthentikFlowStageBinding -Target "$mark-stages" -Stage "$mark-stage-two").Order | Should -BeGreaterThan 25
        }
    }

    Context 'A script block as a value' {
        BeforeAll {
            $names = 'a', 'b', 'c', 'd' | ForEach-Object { "$mark-block-$_" }
            $names | ForEach-Object { $null = New-AuthentikUser $_ -Name "$_ name" }
        }

        It 'is evaluated for each user, and nothing else is sent' {
            Clear-WireLog $server
            Get-AuthentikUser "$mark-block-*" | Set-AuthentikUser -Email { "$($_.Username)@example.com" }
            $sent = Get-WireLog $server PATCH
            $sent.body | Sort-Object | Should -Be ($names | ForEach-Object { "{`"email`":`"$_@example.com`"}" })
            (Get-AuthentikUser $names).Email | Should -Be ($names | ForEach-Object { "$_@example.com" })
        }

        It 'is evaluated with -WhatIf, which sends nothing' {
            $seen = [Collections.Generic.List[string]]::new()
            $shown = Get-WhatIf { Get-AuthentikUser $names | Set-AuthentikUser -Email { $seen.Add($_.Username); 'x' } -WhatIf }
            $seen | Should -Be $names
            $names | ForEach-Object { $shown | Should -BeLike "*Change Email*user '$_' on*" }
        }

        It 'is evaluated with -ThrottleLimit, in the order of the input' {
            $set = Get-AuthentikUser $names | Set-AuthentikUser -Name { $_.Username.ToUpper() } -ThrottleLimit 3 -PassThru
            $set.Username | Should -Be $names
            $set.Name | Should -BeExactly $names.ToUpper()
        }

        It 'makes new objects, too' {
            $made = 'x', 'y' | New-AuthentikGroup -Name { "$mark-made-$_" }
            $made.Name | Should -Be "$mark-made-x", "$mark-made-y"
        }
    }

    Context 'Wildcards' {
        BeforeAll {
            'anna', 'alan', 'ben' | ForEach-Object { $null = New-AuthentikUser "$mark-wild-$_" }
            '[x]*', 'x1', 'x2' | ForEach-Object { $null = New-AuthentikGroup "$mark-$_" }
            $told = "*doesn't know wildcards*compared here*"
        }

        It 'are permitted in names, and -Verbose tells how they are compared' {
            (Get-AuthentikUser "$mark-wild-a*").Username | Sort-Object | Should -Be "$mark-wild-alan", "$mark-wild-anna"
            (Get-AuthentikFlow default-*).Slug | Should -Contain default-authentication-flow
            @(Get-Verbose { Get-AuthentikUser "$mark-wild-a*" -Verbose }) -like $told | Should -HaveCount 1
            @(Get-Verbose { Get-AuthentikUser "$mark-wild-anna" -Verbose }) -like $told | Should -BeNullOrEmpty
        }

        It 'are narrowed by the search of the server' {
            Clear-WireLog $server
            $null = Get-AuthentikUser "$mark-wild-a*"
            @(Get-Sent) -like "GET /core/users/?*search=$mark-wild-a&*" | Should -HaveCount 1
            @(Get-Verbose { Get-AuthentikUser "$mark-wild-?*n" -Verbose }) -like "*so it searches for '$mark-wild-',*" | Should -HaveCount 1
        }

        It 'are permitted in text filters, and -Verbose tells how they are compared' {
            (Get-AuthentikUser -Username "$mark-wild-a*").Username | Sort-Object | Should -Be "$mark-wild-alan", "$mark-wild-anna"
            (Get-AuthentikFlow -Slug 'default-auth?ntication-flow').Slug | Should -Be default-authentication-flow
            @(Get-Verbose { Get-AuthentikUser -Username "$mark-wild-a*" -Verbose }) -like $told | Should -HaveCount 1
        }

        It 'are characters of a name that has them' {
            (Get-AuthentikGroup "$mark-[x]*").Name | Should -Be "$mark-[x]*"
            (Get-AuthentikGroup -Name "$mark-[x]*").Name | Should -Be "$mark-[x]*"
            (Get-AuthentikGroup "$mark-[x]?").Name | Sort-Object | Should -Be "$mark-x1", "$mark-x2"
        }

        It 'match nothing without an error' {
            Get-AuthentikUser "$mark-zzz*" | Should -BeNullOrEmpty
            Get-AuthentikUser -Username "$mark-zzz*" | Should -BeNullOrEmpty
        }

        It 'are never expanded by <Name>' -ForEach @(
            @{ Name = 'Set'; Work = { Set-AuthentikUser "$mark-wild-a*" -Name x } }
            @{ Name = 'Remove'; Work = { Remove-AuthentikUser "$mark-wild-a*" -Force } }
            @{ Name = 'an action'; Work = { Set-AuthentikUserPassword "$mark-wild-a*" -Password 'x-9-y' -Force } }
        ) {
            Clear-WireLog $server
            $Work | Should -Throw -ErrorId 'NameNotFound,*'
            Get-Write | Should -BeNullOrEmpty
        }

        It 'are characters of a name for Set and Remove' {
            Set-AuthentikGroup "$mark-[x]*" -Attributes @{ a = 1 }
            Get-AuthentikGroup "$mark-[x]?" | ForEach-Object { $_.Attributes.Count | Should -Be 0 }
            Remove-AuthentikGroup "$mark-[x]*" -Force
            @(Get-AuthentikGroup "$mark-x*").Name | Sort-Object | Should -Be "$mark-x1", "$mark-x2"
        }
    }

    Context 'Lists, and JSON' {
        BeforeEach {
            $users = 'anna', 'ben', 'eve' | ForEach-Object { New-AuthentikUser "$mark-list-$_" }
            $group = New-AuthentikGroup "$mark-list" -User "$mark-list-anna", "$mark-list-ben"
            function Get-MemberName { (Get-AuthentikGroup "$mark-list" | Get-AuthentikUser).Username -replace '.*-' | Sort-Object }
        }

        AfterEach {
            $users | Remove-AuthentikUser -Force
            $group | Remove-AuthentikGroup -Force
        }

        It 'are replaced by -User, which -WhatIf tells' {
            $shown = Get-WhatIf { Set-AuthentikGroup "$mark-list" -User "$mark-list-eve" -WhatIf }
            $shown | Should -BeLike "*replaces the list, 1 added ($mark-list-eve), 2 removed (*"
            "$mark-list-anna", "$mark-list-ben" | ForEach-Object { $shown | Should -BeLike "*2 removed (*$_*" }
            Set-AuthentikGroup "$mark-list" -User "$mark-list-eve"
            Get-MemberName | Should -Be eve
        }

        It 'are changed by -AddUser and -RemoveUser, which -WhatIf counts and names' {
            $change = @{ AddUser = "$mark-list-eve"; RemoveUser = "$mark-list-anna" }
            $shown = Get-WhatIf { Set-AuthentikGroup "$mark-list" @change -WhatIf }
            $shown | Should -BeLike "*Change User: 1 added ($mark-list-eve), 1 removed ($mark-list-anna)*group '$mark-list'*"
            Get-MemberName | Should -Be anna, ben
            Clear-WireLog $server
            Set-AuthentikGroup "$mark-list" @change
            Get-MemberName | Should -Be ben, eve
            # What others change at the same time stays, because the list isn't sent.
            Get-Write | Sort-Object | Should -Be ('add_user', 'remove_user' | ForEach-Object { "POST /core/groups/$($group.Pk)/$_/" })
        }

        It 'send nothing for what is so already' {
            Clear-WireLog $server
            Set-AuthentikGroup "$mark-list" -AddUser "$mark-list-anna" -RemoveUser "$mark-list-eve"
            Get-Write | Should -BeNullOrEmpty
            Get-MemberName | Should -Be anna, ben
        }

        It 'keep the members that others add in the meantime' {
            $before = Get-AuthentikGroup "$mark-list"
            Add-AuthentikGroupMember "$mark-list" "$mark-list-eve"
            $before | Set-AuthentikGroup -RemoveUser "$mark-list-ben"
            Get-MemberName | Should -Be anna, eve
        }

        It 'are the groups of a user' {
            $null = New-AuthentikGroup "$mark-list-more"
            Set-AuthentikUser "$mark-list-anna" -AddGroup "$mark-list-more" -RemoveGroup "$mark-list"
            (Get-AuthentikUser "$mark-list-anna").GroupsObj.Name | Should -Be "$mark-list-more"
            Get-MemberName | Should -Be ben
        }

        It 'are mappings and redirect URIs of a provider' {
            $null = New-Provider list
            Set-AuthentikOAuth2Provider "$mark-list" -PropertyMapping openid, email
            $after = Set-AuthentikOAuth2Provider "$mark-list" -AddPropertyMapping profile -RemovePropertyMapping email -PassThru
            $scopes = (Get-AuthentikScopeMapping | Where-Object Pk -In $after.PropertyMappings).ScopeName
            $scopes | Sort-Object | Should -Be openid, profile
            $after = Set-AuthentikOAuth2Provider "$mark-list" -AddRedirectUri https://b.example/cb -PassThru
            $after.RedirectUris.Url | Should -Be https://a.example/cb, https://b.example/cb
            $after = Set-AuthentikOAuth2Provider "$mark-list" -RemoveRedirectUri https://a.example/cb -PassThru
            $after.RedirectUris.Url | Should -Be https://b.example/cb
        }

        It 'keep the other keys with -AddAttribute, at any depth' {
            Set-AuthentikUser "$mark-list-anna" -Attributes @{ a = 1; b = @{ c = 2; d = @{ e = 3 } } }
            Set-AuthentikUser "$mark-list-anna" -AddAttribute @{ b = @{ d = @{ f = 4 } }; g = 5 }
            $found = (Get-AuthentikUser "$mark-list-anna").Attributes
            $found.Keys | Sort-Object | Should -Be a, b, g
            $found.b.c, $found.b.d.e, $found.b.d.f | Should -Be 2, 3, 4
        }

        It 'lose keys with -RemoveAttribute a, b.c, and no others' {
            Set-AuthentikUser "$mark-list-anna" -Attributes @{ a = 1; b = @{ c = 2; d = 3 } }
            Set-AuthentikUser "$mark-list-anna" -RemoveAttribute a, b.c
            (Get-AuthentikUser "$mark-list-anna").Attributes | ConvertTo-Json -Compress | Should -Be '{"b":{"d":3}}'
        }

        It 'lose all other keys with -Attributes, which -WhatIf tells' {
            Set-AuthentikUser "$mark-list-anna" -Attributes @{ old = 1; kept = 2 }
            $shown = Get-WhatIf { Set-AuthentikUser "$mark-list-anna" -Attributes @{ kept = 2; new = 3 } -WhatIf }
            $shown | Should -BeLike '*replaces all keys, 1 added (new), 1 removed (old)*'
            Set-AuthentikUser "$mark-list-anna" -Attributes @{ kept = 2; new = 3 }
            (Get-AuthentikUser "$mark-list-anna").Attributes.Keys | Sort-Object | Should -Be kept, new
        }
    }

    Context 'Durations and dates' {
        BeforeAll {
            $null = New-Provider time
            $null = New-AuthentikInvitation "$mark-time"
            function Set-Validity($Value) {
                (Set-AuthentikOAuth2Provider "$mark-time" -AccessTokenValidity $Value -PassThru).AccessTokenValidity
            }

            function Set-Expiration($Value) { (Set-AuthentikInvitation "$mark-time" -Expires $Value -PassThru).Expires }
        }

        It 'takes the duration <Value>' -ForEach @(
            @{ Value = New-TimeSpan -Hours 2; Hours = 2 }
            @{ Value = '2:00:00'; Hours = 2 }
            @{ Value = 'hours=2;minutes=30'; Hours = 2.5 }
            @{ Value = '90 minutes'; Hours = 1.5 }
            @{ Value = '30d'; Hours = 720 }
        ) {
            $set = Set-Validity $Value
            $set | Should -BeOfType Authentik.Duration
            $set.TimeSpan.TotalHours | Should -Be $Hours
            (Get-AuthentikOAuth2Provider "$mark-time").AccessTokenValidity.TimeSpan.TotalHours | Should -Be $Hours
        }

        It 'shows the text that authentik has, which compares and sorts by its length' {
            Set-Validity 'hours=2;minutes=5' | Should -Be 'hours=2;minutes=5'
            $null = New-AuthentikOAuth2Provider "$mark-days" @flows -RedirectUri https://a.example/cb -AccessTokenValidity 'days=1'
            $null = New-AuthentikOAuth2Provider "$mark-weeks" @flows -RedirectUri https://a.example/cb -AccessTokenValidity '10:00:00'
            $found = Get-AuthentikOAuth2Provider "$mark-time", "$mark-days", "$mark-weeks"
            ($found | Where-Object AccessTokenValidity -GT '2:30:00').Name | Sort-Object | Should -Be "$mark-days", "$mark-weeks"
            ($found | Sort-Object AccessTokenValidity).Name | Should -Be "$mark-time", "$mark-weeks", "$mark-days"
        }

        It 'refuses what is no duration before anything is sent' {
            Clear-WireLog $server
            { Set-Validity soon } | Should -Throw "*'soon'*"
            Get-Sent | Should -BeNullOrEmpty
        }

        It 'takes the date <Value>' -ForEach @(
            @{ Value = '2031-05-04'; Date = [datetime] '2031-05-04' }
            @{ Value = '2031-05-04T10:00:00Z'; Date = [datetime] '2031-05-04T10:00:00Z' }
            @{ Value = [datetime] '2031-05-04T08:00:00'; Date = [datetime] '2031-05-04T08:00:00' }
            @{ Value = [datetimeoffset] '2031-05-04T08:00:00+02:00'; Date = [datetime] '2031-05-04T06:00:00Z' }
        ) {
            (Set-Expiration $Value).UtcDateTime | Should -Be $Date.ToUniversalTime()
        }

        It 'counts the time span <_> from now' -ForEach (New-TimeSpan -Days 30), '30 days' {
            $set = Set-Expiration $_
            [Math]::Abs(($set - [datetimeoffset]::Now.AddDays(30)).TotalMinutes) | Should -BeLessThan 5
        }

        It 'refuses a date of which nobody knows the day, with the format that is understood' {
            Clear-WireLog $server
            { Set-Expiration 01/02/2026 } | Should -Throw "*'01/02/2026' isn't valid for Expires*2026-12-31*"
            Get-Sent | Should -BeNullOrEmpty
        }

        It 'warns that the server set another end of an API token' {
            $null = New-AuthentikUser "$mark-api"
            $quietly = @{ WarningAction = 'SilentlyContinue'; WarningVariable = 'told' }
            $made = New-AuthentikToken "$mark-api" -User "$mark-api" -Intent api -Expires (Get-Date).AddDays(30) @quietly
            ($made.Expires - [datetimeoffset]::Now).TotalDays | Should -BeLessThan 29
            "$told" | Should -BeLike 'authentik set Expires to *, not *'
            (Get-Help New-AuthentikToken -Parameter Expires).description.Text | Should -BeLike '*30 minutes*'
        }

        It 'does not warn about what the server stored as it was sent' {
            $made = New-AppPassword app (Get-Date).AddDays(30) 3>&1
            $made | Should -BeOfType Authentik.Token
            [Math]::Abs(($made.Expires - [datetimeoffset]::Now.AddDays(30)).TotalMinutes) | Should -BeLessThan 5
            Set-AuthentikOAuth2Provider "$mark-time" -AccessTokenValidity '2:00:00' 3>&1 | Should -BeNullOrEmpty
        }
    }

    Context 'A name' {
        BeforeAll {
            $null = New-AuthentikUser "$mark-jane" -Name "$mark Jane Doe" -Email "$mark.jane@example.com"
            $null = New-AuthentikUser "$mark-plain"
            $null = New-AuthentikApplication "$mark Second Name"
        }

        It 'that is mistyped gets the one that was meant, by one search' {
            { Get-AuthentikUser "$mark-plai" } | Should -Throw "*Did you mean '$mark-plain'?*"
            { Get-AuthentikUser "$mark-JANE" } | Should -Throw "*Did you mean '$mark-jane'?*"
            { Get-AuthentikUser "$mark-PLAIN" } | Should -Throw "*Did you mean '$mark-plain'?*"
            Clear-WireLog $server
            { Set-AuthentikUser "$mark-plai" -Name x } | Should -Throw "*Did you mean '$mark-plain'?*"
            @(Get-Sent) -like '*[?&]search=*' | Should -HaveCount 1
            Get-Write | Should -BeNullOrEmpty
        }

        It 'of a value of a set gets the one that was meant' {
            Clear-WireLog $server
            { Get-AuthentikUser -Type intrnal } | Should -Throw "*Did you mean 'internal'?*"
            { Get-AuthentikFlow -Designation autentication } | Should -Throw "*Did you mean 'authentication'?*"
            Get-Sent | Should -BeNullOrEmpty
        }

        It 'may be an e-mail address or a display name for Get' {
            (Get-AuthentikUser "$mark.jane@example.com").Username | Should -Be "$mark-jane"
            (Get-AuthentikUser "$mark Jane Doe").Username | Should -Be "$mark-jane"
            (Get-AuthentikApplication "$mark Second Name").Slug | Should -Be "$mark-second-name"
        }

        It 'is the user name where somebody else has it as an address' {
            $made = New-AuthentikUser "$mark.two@example.com"
            Set-AuthentikUser "$mark-plain" -Email "$mark.two@example.com"
            (Get-AuthentikUser "$mark.two@example.com").Pk | Should -Be $made.Pk
        }

        It 'is no address for <Name>, which tells whose it is' -ForEach @(
            @{ Name = 'Set'; Work = { Set-AuthentikUser $_ -Name x } }
            @{ Name = 'Remove'; Work = { Remove-AuthentikUser $_ -Force } }
            @{ Name = 'an action'; Work = { Set-AuthentikUserPassword $_ -Password 'x-9-y' -Force } }
        ) {
            Clear-WireLog $server
            foreach ($other in "$mark.jane@example.com", "$mark Jane Doe") {
                { $other | ForEach-Object $Work } | Should -Throw "*'$other' was not found*'$mark-jane'*"
            }
            Get-Write | Should -BeNullOrEmpty
        }
    }

    Context 'Rows of a file' {
        BeforeAll {
            'a', 'b', 'c', 'd' | ForEach-Object { $null = New-AuthentikUser "$mark-row-$_" }
            $file = Join-Path $TestDrive rows.csv
        }

        It 'may have yes, no, TRUE, 1 and 0' {
            'username,is_active', "$mark-row-a,no", "$mark-row-b,TRUE", "$mark-row-c,1", "$mark-row-d,0" | Set-Content $file
            (Import-Csv $file | Set-AuthentikUser -PassThru).IsActive | Should -Be $false, $true, $true, $false
            (Set-AuthentikUser "$mark-row-a" -IsActive yes -PassThru).IsActive | Should -BeTrue
            { Set-AuthentikUser "$mark-row-a" -IsActive perhaps } | Should -Throw "*'perhaps' isn't valid*yes, no*"
        }

        It 'may have ISO dates, and no others' {
            $null = New-AppPassword dates (New-TimeSpan -Days 2)
            'identifier,expires', "$mark-dates,2031-05-04T10:00:00Z", "$mark-dates,01/02/2026" | Set-Content $file
            Import-Csv $file | Set-AuthentikToken -ErrorAction SilentlyContinue -ErrorVariable refused
            $refused | Should -HaveCount 1
            "$refused" | Should -BeLike "*'01/02/2026' isn't valid for Expires*2026-12-31*"
            (Get-AuthentikToken "$mark-dates").Expires.UtcDateTime | Should -Be ([datetime]::new(2031, 5, 4, 10, 0, 0, [DateTimeKind]::Utc))
        }

        It 'come from Export-Csv, with names, and change nothing on the way back' {
            $null = New-AuthentikGroup "$mark-rows"
            Set-AuthentikUser "$mark-row-a" -AddGroup "$mark-rows" -AddAttribute @{ team = @{ lead = $true } }
            Get-AuthentikUser "$mark-row-*" | Export-Csv $file
            $row = Import-Csv $file | Where-Object Username -EQ "$mark-row-a"
            $row.Groups | Should -Be "$mark-rows"
            $row.Attributes | Should -Be '{"team":{"lead":true}}'
            Get-Content $file -Raw | Should -Not -Match 'System\.|Authentik\.'
            Clear-WireLog $server
            Import-Csv $file | Set-AuthentikUser
            Get-Write | Should -BeNullOrEmpty
        }

        It 'keep lists of objects that are read: -contains, .Count, foreach, ConvertTo-Json' {
            $group = New-AuthentikGroup "$mark-lists"
            $user = Set-AuthentikUser "$mark-row-b" -Group $group -PassThru
            $user.Groups -contains $group.Pk | Should -BeTrue
            $user.Groups.Count | Should -Be 1
            @(foreach ($one in $user.Groups) { $one }) | Should -Be $group.Pk
            ($user | ConvertTo-Json | ConvertFrom-Json).Groups | Should -Be "$($group.Pk)"
        }
    }

    Context 'What is shown' {
        It 'has the kind of every provider, and a filter for it' {
            $null = New-Provider kind
            $null = New-AuthentikProxyProvider "$mark-proxy" @flows -ExternalHost https://a.example -InternalHost http://inside.example
            $found = Get-AuthentikProvider -Kind oauth2, proxy | Where-Object Name -Like "$mark-*"
            ($found | Where-Object Name -EQ "$mark-kind").Kind | Should -Be oauth2
            ($found | Where-Object Name -EQ "$mark-proxy").Kind | Should -Be proxy
            (Get-AuthentikProvider -Kind proxy -Search $mark).Name | Should -Be "$mark-proxy"
            (Get-AuthentikOAuth2Provider "$mark-kind").Kind | Should -Be oauth2
            { Get-AuthentikProvider -Kind oauth } | Should -Throw "*Did you mean 'oauth2'?*"
        }

        It 'has the name of the target of a binding, unless -NoExpand spares the look-up' {
            $group = New-AuthentikGroup "$mark-target"
            $null = New-AuthentikApplication "$mark-target"
            $null = New-AuthentikPolicyBinding -Target "$mark-target" -Group $group
            $binding = Get-AuthentikApplication "$mark-target" | Get-AuthentikPolicyBinding
            $binding.TargetName | Should -Be "$mark-target"
            $binding | Format-Table | Out-String -Width 200 | Should -BeLike "*Target: $mark-target*"
            $app = Get-AuthentikApplication "$mark-target"
            Clear-WireLog $server
            ($app | Get-AuthentikPolicyBinding -NoExpand).TargetName | Should -BeNullOrEmpty
            Get-Sent | Should -HaveCount 1
            ($group | Get-AuthentikUsedBy | Where-Object Model -EQ policybinding).Name |
                Should -Be "group '$mark-target' on application '$mark-target'"
        }

        It 'names what a stage is bound to, not the ids of it' {
            $null = New-AuthentikFlow "$mark used" -Title x -Designation authentication
            $stage = New-AuthentikDenyStage "$mark-used"
            $null = New-AuthentikFlowStageBinding -Target "$mark-used" -Stage $stage -Order 10
            $binding = $stage | Get-AuthentikFlowStageBinding
            $binding.TargetName | Should -Be "$mark-used"
            ($stage | Get-AuthentikUsedBy | Where-Object Model -EQ flowstagebinding).Name |
                Should -Be "stage '$mark-used' on flow '$mark-used' (order 10)"
        }

        It 'leads with what matters in a list of a user, and leaves images out' {
            $user = New-AuthentikUser "$mark-shown"
            $shown = $user | Format-List | Out-String
            $shown.Trim() | Should -Match "^Username\s*: $mark-shown\s*\n"
            $shown | Should -Not -Match 'data:|Avatar|Uuid'
            $user | Format-List * | Out-String | Should -Match 'Avatar'
        }
    }

    Context 'Sessions' {
        It 'takes -Url and -ApiToken, and the session before is the default again' {
            Connect-Authentik -Url $server.Uri -ApiToken $server.Token -Name newest
            (Get-AuthentikSession | Where-Object IsDefault).Name | Should -Be newest
            $said = Get-Verbose { Disconnect-Authentik -Verbose }
            @($said) -like "*default session is 'test' again*" | Should -HaveCount 1
            (Get-AuthentikSession | Where-Object IsDefault).Name | Should -Be test
            (Get-AuthentikCurrentUser).User.Username | Should -Not -BeNullOrEmpty
        }

        It 'converts the version of the server, and compares it' {
            $converted = [version] (Get-AuthentikSession).ServerVersion
            "$($converted.Major).$($converted.Minor)" | Should -Be ("$version" -replace '^(\d+\.\d+).*', '$1')
            (Get-AuthentikSession).ServerVersion -ge '2024.8' | Should -BeTrue
            (Get-AuthentikSession).ServerVersion -ge '2099.12' | Should -BeFalse
        }
    }

    Context 'Many objects' {
        # Rows move over the edges of pages while the pipeline changes or removes what it reads.
        It 'leaves none that it was to change or to remove' {
            1..210 | New-AuthentikGroup -Name { "$mark-many-$_" } -ThrottleLimit 8 | Should -HaveCount 210
            $list = @{ Search = "$mark-many-"; IsSuperuser = $false }
            Get-AuthentikGroup @list | Set-AuthentikGroup -IsSuperuser $true -ThrottleLimit 8
            Get-AuthentikGroup @list | Should -BeNullOrEmpty
            @(Get-AuthentikGroup "$mark-many-*") | Should -HaveCount 210
            Get-AuthentikGroup "$mark-many-*" | Remove-AuthentikGroup -Force -ThrottleLimit 8
            Get-AuthentikGroup "$mark-many-*" | Should -BeNullOrEmpty
        }

        # A shell of its own keeps what it shows.
        It 'shows how far it is, and nothing with $ProgressPreference' {
            $slowly = {
                param($manifest, $session, $mark, $preference)
                Import-Module $manifest
                $ProgressPreference = $preference
                1..14 | ForEach-Object { Start-Sleep -Milliseconds 200; $_ } |
                    New-AuthentikGroup -Name { "$mark-slow-$preference-$_" } -Session $session
            }
            $shown = foreach ($preference in 'Continue', 'SilentlyContinue') {
                $shell = [powershell]::Create().AddScript($slowly)
                $manifest, (Get-AuthentikSession test), $mark, $preference | ForEach-Object { $null = $shell.AddArgument($_) }
                $null = $shell.Invoke()
                $shell.Streams.Error | Should -BeNullOrEmpty
                , @($shell.Streams.Progress | Where-Object RecordType -EQ Processing)
                $shell.Dispose()
            }
            $shown[0] | Should -Not -BeNullOrEmpty
            $shown[0][-1].Activity | Should -Be 'Creating groups'
            $shown[0][-1].StatusDescription | Should -Match '^\d+ done \(.* per second\)$'
            $shown[1] | Should -BeNullOrEmpty
        }
    }
}

Describe 'What is looked for first' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
    }

    It 'is found by the everyday words <Words>' -ForEach @(
        @{ Words = 'reset password'; First = 'Set-AuthentikUserPassword' }
        @{ Words = 'password reset'; First = 'Set-AuthentikUserPassword' }
        @{ Words = 'add user to group'; First = 'Add-AuthentikGroupMember' }
        @{ Words = 'add member'; First = 'Add-AuthentikGroupMember' }
        @{ Words = 'mfa'; First = 'Get-AuthentikAuthenticatorDevice' }
        @{ Words = '2fa'; First = 'Get-AuthentikAuthenticatorDevice' }
        @{ Words = 'sign in'; First = 'Connect-Authentik' }
        @{ Words = 'login'; First = 'Connect-Authentik' }
        @{ Words = 'client secret'; First = 'Get-AuthentikOAuth2ClientSecret' }
        @{ Words = 'logo'; First = 'Set-AuthentikBrand' }
    ) {
        $found = @(Find-AuthentikCommand $Words)
        $found[0].Command | Should -Be $First
        $found[0].Synopsis | Should -Not -BeNullOrEmpty
        $found[0] | Format-Table | Out-String -Width 200 | Should -BeLike "*$First*$($found[0].Synopsis)*"
    }

    It 'is how to run these tests on a server of yours' {
        $root = "$PSScriptRoot/../.."
        "$root/CONTRIBUTING.md" | Should -FileContentMatch 'Invoke-Pester tests/Pester'
    }
}
