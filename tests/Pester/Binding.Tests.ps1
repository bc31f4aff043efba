# What reaches the wire, for everything that can come through a parameter or the pipeline.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    Import-Authentik
    $gets = Get-Command -Module Authentik -Verb Get | Where-Object { $_.Parameters.ContainsKey('Identity') } | ForEach-Object Name
    $identityCommands = Get-Command -Module Authentik | Where-Object { $_.Parameters.ContainsKey('Identity') } | ForEach-Object Name
}

Describe 'Binding' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $server = Start-TestServer
        Connect-TestServer $server
        Add-TestObject $server
        function Get-LastBody { @(Get-WireBody $server)[-1] }
        function Get-Failure([scriptblock] $Script) {
            $ErrorActionPreference = 'Stop'
            try { & $Script } catch { return $_ }
            throw 'It did not fail.'
        }
    }

    AfterAll {
        Remove-TestObject $server
        Stop-TestServer $server
    }

    BeforeEach { Clear-WireLog $server }

    Context 'what is sent' {
        It 'sends what was typed and nothing else' {
            Set-AuthentikUser jdoe -Email new@example.com
            Get-LastBody | Should -Be '{"email":"new@example.com"}'
        }

        It 'sends false, zero-length lists, empty text and null as themselves' {
            Set-AuthentikUser jdoe -IsActive $false -Group @() -Email '' -LastLogin $null
            Get-LastBody | Should -Be '{"is_active":false,"groups":[],"email":"","last_login":null}'
        }

        It 'refuses null where the API has none, before sending' {
            (Get-Failure { Set-AuthentikUser jdoe -Email $null }).FullyQualifiedErrorId | Should -BeLike 'InvalidValue,*'
            (Get-Failure { Set-AuthentikUser jdoe -IsActive $null }).FullyQualifiedErrorId | Should -BeLike 'InvalidValue,*'
            (Get-Failure { Set-AuthentikUser jdoe -Group $null }).FullyQualifiedErrorId | Should -BeLike 'InvalidValue,*'
            Get-WireBody $server | Should -BeNullOrEmpty
        }

        It 'says again what the server looks at only then: an outpost keeps to its kind' {
            $flows = @{ AuthorizationFlow = 'default-provider-authorization-implicit-consent'; InvalidationFlow = 'default-provider-invalidation-flow' }
            $made = @(
                New-AuthentikLdapProvider -Name kind-ldap @flows
                New-AuthentikOAuth2Provider -Name kind-oauth2 @flows -RedirectUri @()
                New-AuthentikOutpost -Name kind-outpost -Type ldap -Provider kind-ldap -Config @{}
            )
            try {
                (Get-Failure { Set-AuthentikOutpost kind-outpost -Provider kind-oauth2 }).Exception.Message | Should -BeLike "*ldap can't be used with OAuth2Provider*"
                (Get-AuthentikOutpost kind-outpost).ProvidersObj.Name | Should -Be kind-ldap
            }
            finally {
                $made[2] | Remove-AuthentikOutpost -Force
                $made[0], $made[1] | Remove-AuthentikProvider -Force
            }
        }

        It 'keeps the letters of other languages' {
            Set-AuthentikUser jdoe -Name 'Łukasz Ünal 名前 😀'
            (Get-LastBody | ConvertFrom-Json).name | Should -Be 'Łukasz Ünal 名前 😀'
        }

        It 'takes hashtables, objects and JSON text for free-form JSON' {
            foreach ($value in @{ a = 1 }, [pscustomobject]@{ a = 1 }, '{"a":1}', ([ordered]@{ a = 1 })) {
                Set-AuthentikUser jdoe -Attributes $value
                Get-LastBody | Should -Be '{"attributes":{"a":1}}'
            }
            Set-AuthentikUser jdoe -Attributes @{}
            Get-LastBody | Should -Be '{"attributes":{}}'
        }

        It 'refuses JSON that would break the server' {
            foreach ($value in @{ n = [bigint]::Parse('123456789012345678901') }, @{ n = 1e30 }, @{ n = "a$([char]0)b" }) {
                (Get-Failure { Set-AuthentikUser jdoe -Attributes $value }).FullyQualifiedErrorId | Should -BeLike 'InvalidValue,*'
            }
            (Get-Failure { Set-AuthentikUser jdoe -Attributes 'not json' }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
            Get-WireBody $server | Should -BeNullOrEmpty
        }
    }

    Context 'rows' {
        It 'sends of each row what the row has: a full one, then an empty one' {
            $rows = [pscustomobject]@{ username = 'jdoe'; email = 'j@example.com'; is_active = 'true' },
                    [pscustomobject]@{ username = 'eve'; email = ''; is_active = '' }
            $failures = $null
            $rows | Set-AuthentikUser -ErrorVariable failures -ErrorAction SilentlyContinue
            Get-WireBody $server | Should -Be @('{"email":"j@example.com","is_active":true}')
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'NothingToChange,*'
        }

        It 'does not carry a value from one row to the next' {
            $rows = [pscustomobject]@{ username = 'jdoe'; email = 'j@example.com'; name = 'J' }, [pscustomobject]@{ username = 'eve'; name = 'E' }
            $rows | Set-AuthentikUser
            Get-WireBody $server | Should -Be @('{"email":"j@example.com","name":"J"}', '{"name":"E"}')
        }

        It 'lets what was typed win over a column' {
            [pscustomobject]@{ username = 'jdoe'; email = 'row@example.com' } | Set-AuthentikUser -Email typed@example.com
            Get-LastBody | Should -Be '{"email":"typed@example.com"}'
        }

        It 'reads a CSV file with the API''s names and with the parameters''' {
            $csv = "username,is_active,Type`njdoe,false,external" | ConvertFrom-Csv
            $csv | Set-AuthentikUser
            Get-LastBody | Should -Be '{"is_active":false,"type":"external"}'
        }

        It 'takes hashtables and rows of data tables' {
            @{ username = 'jdoe'; name = 'H' } | Set-AuthentikUser
            Get-LastBody | Should -Be '{"name":"H"}'
            $table = [Data.DataTable]::new()
            'username', 'name', 'email' | ForEach-Object { $null = $table.Columns.Add($_) }
            $null = $table.Rows.Add('eve', 'D', [DBNull]::Value)
            $table | Set-AuthentikUser
            Get-LastBody | Should -Be '{"name":"D"}'
        }

        It 'stops at a cell that cannot be converted, for that row alone' {
            $rows = "username,is_active`njdoe,perhaps`neve,true" | ConvertFrom-Csv
            $rows | Set-AuthentikUser -ErrorVariable failures -ErrorAction SilentlyContinue
            $failures | Should -HaveCount 1
            $failures[0].Exception.Message | Should -BeLike "*is_active*perhaps*Nothing of this row was sent*"
            Get-WireBody $server | Should -Be @('{"is_active":true}')
        }

        It 'empties what cannot be null when told to' {
            [pscustomobject]@{ username = 'jdoe'; email = '' } | Set-AuthentikUser -EmptyAsNull -WarningAction SilentlyContinue
            Get-LastBody | Should -Be '{"email":""}'
        }

        It 'takes a column for which a script gave nothing as empty' {
            $row = [pscustomobject]@{ username = 'jdoe'; name = 'John Doe' } | Select-Object *, @{ n = 'groups'; e = { } }, @{ n = 'email'; e = { } }, @{ n = 'attributes'; e = { } }
            $row | Set-AuthentikUser
            Get-LastBody | Should -Be '{"name":"John Doe"}'
        }

        It 'reads a group with its members, whatever named it' {
            $group = New-AuthentikGroup -Name whole-g -User jdoe
            'whole-g', $group.Pk, $group, ([pscustomobject]@{ name = 'whole-g' }) | Get-AuthentikGroup | ForEach-Object { $_.UsersObj.Username | Should -Be jdoe }
            Remove-AuthentikGroup whole-g -Force
        }

        It 'leaves out the columns that the server shows and does not take' {
            New-AuthentikGroup -Name shown-g | Out-Null
            $ways = { Get-AuthentikGroup shown-g | Select-Object * }, { Get-AuthentikGroup shown-g | ConvertTo-Json -Depth 6 | ConvertFrom-Json }
            foreach ($way in $ways) {
                & $way | Set-AuthentikGroup
                Get-LastBody | Should -Not -Match 'children'
            }
            (Get-Failure { [pscustomobject]@{ name = 'shown-g'; children = @() } | Set-AuthentikGroup }).FullyQualifiedErrorId | Should -BeLike 'NothingToChange,*'
            (Get-Failure { Set-AuthentikGroup shown-g -Child shown-g }).FullyQualifiedErrorId | Should -BeLike 'VersionMismatch,*'
            Remove-AuthentikGroup shown-g -Force
        }

        It 'sends null for empty cells when told to' {
            [pscustomobject]@{ username = 'jdoe'; last_login = ''; name = 'N' } | Set-AuthentikUser -EmptyAsNull
            Get-LastBody | Should -Be '{"last_login":null,"name":"N"}'
        }

        It 'names the user by the natural key, and renames by new_username' {
            [pscustomobject]@{ username = 'eve'; new_username = 'eve2' } | Set-AuthentikUser
            Get-LastBody | Should -Be '{"username":"eve2"}'
            Set-AuthentikUser eve2 -Username eve
            Get-LastBody | Should -Be '{"username":"eve"}'
        }

        It 'makes objects out of rows, each with its own columns' {
            $rows = "username,name,email`nrow-a,A,a@example.com`nrow-b,B," | ConvertFrom-Csv
            $made = $rows | New-AuthentikUser -Path users/imported
            $made.Username | Should -Be 'row-a', 'row-b'
            Get-WireBody $server | Should -Be @(
                '{"username":"row-a","name":"A","email":"a@example.com","path":"users/imported"}',
                '{"username":"row-b","name":"B","path":"users/imported"}')
            @{ username = 'row-c'; name = 'C' } | New-AuthentikUser | Should -BeOfType Authentik.User
            'row-a', 'row-b', 'row-c' | Remove-AuthentikUser -Force
        }

        It 'says which columns a row lacks' {
            (Get-Failure { [pscustomobject]@{ name = 'x' } | New-AuthentikUser }).Exception.Message | Should -BeLike '*-Username*'
            foreach ($verb in 'Set', 'Get', 'Remove') {
                $force = $verb -eq 'Remove' ? @{ Force = $true } : @{}
                $failure = Get-Failure { [pscustomobject]@{ password = 'x' } | & "$verb-AuthentikUser" @force }
                $failure.Exception.Message | Should -BeLike '*names no user*username*'
                $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidValue,*'
                $failure.CategoryInfo.Category | Should -Be InvalidArgument
                $failure.TargetObject | Should -Be 'user'
            }
            Get-WireBody $server | Should -BeNullOrEmpty
        }
    }

    Context 'rows that were objects once' {
        BeforeAll {
            $flows = @{ AuthorizationFlow = 'default-provider-authorization-implicit-consent'; InvalidationFlow = 'default-provider-invalidation-flow' }
            $null = New-AuthentikOAuth2Provider -Name once-p @flows -RedirectUri https://a.example/cb -ClientSecret once-secret
        }

        AfterAll { Remove-AuthentikOAuth2Provider once-p -Force }

        It 'refuses cells in which Export-Csv wrote the name of a type' {
            $csv = Get-AuthentikOAuth2Provider once-p | Select-Object Name, ClientSecret, AccessTokenValidity | ConvertTo-Csv | ConvertFrom-Csv
            (Get-Failure { $csv | Set-AuthentikOAuth2Provider }).Exception.Message | Should -BeLike "*ClientSecret*the name of a type*"
            $csv = Get-AuthentikOAuth2Provider once-p | Select-Object Name, RedirectUris | ConvertTo-Csv | ConvertFrom-Csv
            (Get-Failure { $csv | Set-AuthentikOAuth2Provider }).Exception.Message | Should -BeLike "*RedirectUris*the name of a type*"
            $json = Get-AuthentikOAuth2Provider once-p | Select-Object Name, ClientSecret | ConvertTo-Json -Depth 5 | ConvertFrom-Json
            (Get-Failure { $json | Set-AuthentikOAuth2Provider }).Exception.Message | Should -BeLike "*Nothing to change*"
            (Get-Failure { New-AuthentikUser -Username x -Name ([pscustomobject]@{ a = 1 }) }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
            Get-WireBody $server | Should -BeNullOrEmpty
        }

        It 'takes what was serialized for the object it was, and writes no secret into a file' {
            $file = Join-Path $TestDrive p.xml
            Get-AuthentikOAuth2Provider once-p | Export-Clixml $file
            Get-Content $file -Raw | Should -Not -BeLike '*ClientSecret*'
            Import-Clixml $file | Set-AuthentikOAuth2Provider -AccessTokenValidity 'hours=3'
            Get-LastBody | Should -Be '{"access_token_validity":"hours=3"}'
        }

        It 'makes a copy after the pattern of what was serialized' {
            $file = Join-Path $TestDrive pattern.xml
            New-AuthentikGroup -Name pattern-g -Attributes @{ team = @{ floor = 3 } } -User jdoe | Export-Clixml $file
            $copy = Import-Clixml $file | New-AuthentikGroup -Name pattern-h
            $copy.Attributes.team.floor | Should -Be 3
            $copy.Users | Should -Be (Get-AuthentikUser jdoe).Pk
            Remove-AuthentikGroup pattern-g, pattern-h -Force
        }

        It 'does nothing with a row whose id and name are those of two objects' {
            $file = Join-Path $TestDrive foreign.xml
            $other, $own = (Get-AuthentikUser jdoe), (Get-AuthentikUser akadmin)
            $other | Export-Clixml $file
            (Get-Content $file -Raw).Replace(">$($other.Pk)<", ">$($own.Pk)<") | Set-Content $file
            $foreign = Import-Clixml $file
            Clear-WireLog $server
            $row = [pscustomobject]@{ Pk = $own.Pk; Username = 'jdoe' }
            $ways = { $foreign | Remove-AuthentikUser -Force }, { $foreign | Remove-AuthentikUser -WhatIf }, { $foreign | Set-AuthentikUser -IsActive $false }, { $foreign | Get-AuthentikUser },
            { $row | Remove-AuthentikUser -Force }, { $row | Get-AuthentikUser }, { Set-AuthentikUser -Identity $row -IsActive $false }, { New-AuthentikToken -Identifier x -User $row }
            foreach ($way in $ways) {
                $failure = Get-Failure $way
                $failure.FullyQualifiedErrorId | Should -BeLike 'Contradiction,*' -Because "$way"
                $failure.Exception.Message | Should -BeLike "*is 'akadmin', but the row says 'jdoe'*"
            }
            Get-WireLog $server | Where-Object method -NE GET | Should -BeNullOrEmpty
        }

        It 'never sends a secret that was selected with the rest' {
            Get-AuthentikOAuth2Provider once-p | Select-Object Name, ClientSecret, SubMode | Set-AuthentikOAuth2Provider
            Get-LastBody | Should -Be '{"sub_mode":"hashed_user_id"}'
        }
    }

    Context 'numbers and names' {
        It 'keeps a number that was typed without quotes as it was typed' {
            New-AuthentikUser -Username 00077 -Name 1.10 | Out-Null
            Get-LastBody | Should -Be '{"username":"00077","name":"1.10"}'
            (Get-AuthentikUser 00077).Username | Should -Be 00077
            (Get-AuthentikUser -Username 00077).Name | Should -Be 1.10
            '00077' | Remove-AuthentikUser -Force
        }

        It 'never takes a name of digits for somebody else''s id' {
            $pk = (Get-AuthentikUser jdoe).Pk
            (Get-Failure { "$pk" | Set-AuthentikUser -Name x }).FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
            (Get-Failure { [pscustomobject]@{ username = "$pk"; name = 'x' } | Set-AuthentikUser }).FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
            [pscustomobject]@{ pk = "$pk"; name = 'By id' } | Set-AuthentikUser
            Get-LastBody | Should -Be '{"name":"By id"}'
            $me = Invoke-AuthentikRequest /core/users/me/
            (Get-Failure { Remove-AuthentikUser $me.user.pk -Confirm:$false }).Exception.Message | Should -BeLike '*user of this session*'
            (Get-Failure { [pscustomobject]@{ pk = "$($me.user.pk)" } | Remove-AuthentikUser -Confirm:$false }).Exception.Message | Should -BeLike '*user of this session*'
            Get-WireLog $server -Method DELETE | Should -BeNullOrEmpty
        }

        It 'renames by a row that has the id and another name' {
            $user = New-AuthentikUser -Username before -Name x
            [pscustomobject]@{ Pk = $user.Pk; Username = 'after' } | Set-AuthentikUser
            Get-LastBody | Should -Be '{"username":"after"}'
            Remove-AuthentikUser after -Force
        }

        It 'takes an empty text for a mandatory value' {
            (New-AuthentikUser -Username nameless -Name '').Name | Should -Be ''
            Remove-AuthentikUser nameless -Force
        }

        It 'refuses an empty secret, and several objects where one is meant' {
            (Get-Failure { Set-AuthentikOAuthSource github -ConsumerSecret '' }).Exception.Message | Should -BeLike '*keeps nobody out*'
            (Get-Failure { Set-AuthentikUser jdoe, eve -Name x }).Exception.Message | Should -BeLike '*One user is expected*'
        }
    }

    Context 'objects of the module' {
        It 'takes an object for what it is and sends none of its properties' {
            Get-AuthentikUser jdoe | Set-AuthentikUser -Email piped@example.com
            Get-LastBody | Should -Be '{"email":"piped@example.com"}'
        }

        It 'changes nothing when an object is piped without a parameter' {
            (Get-Failure { Get-AuthentikUser jdoe | Set-AuthentikUser }).FullyQualifiedErrorId | Should -BeLike 'NothingToChange,*'
            Get-WireBody $server | Should -BeNullOrEmpty
        }

        It 'makes a copy after the pattern of an object, without its secrets' {
            $flows = @{ AuthorizationFlow = 'default-provider-authorization-implicit-consent'; InvalidationFlow = 'default-provider-invalidation-flow' }
            $first = New-AuthentikOAuth2Provider -Name copy-a @flows -RedirectUri https://a.example/cb -AccessTokenValidity 'hours=5'
            $second = $first | New-AuthentikOAuth2Provider -Name copy-b
            $second.AccessTokenValidity | Should -Be 'hours=5'
            $second.RedirectUris.Url | Should -Be https://a.example/cb
            $second.ClientId | Should -Not -Be $first.ClientId
            Get-LastBody | Should -Not -BeLike '*client_secret*'
            'copy-a', 'copy-b' | Remove-AuthentikOAuth2Provider -Force
        }

        It 'says a null in a copy that the server does not do without' {
            $first = New-AuthentikEventMatcherPolicy -Name copy-a -Action $null -ClientIp 198.51.100.7
            $null = $first | New-AuthentikEventMatcherPolicy -Name copy-b
            Get-LastBody | Should -BeLike '*"action":null*'
            $first | Set-AuthentikEventMatcherPolicy -ClientIp 198.51.100.8
            Get-LastBody | Should -BeLike '*"action":null*'
            'copy-a', 'copy-b' | Remove-AuthentikEventMatcherPolicy -Force
        }

        It 'keeps in its own session, whatever the default is' {
            $second = Start-TestServer
            $user = Get-AuthentikUser jdoe
            Connect-Authentik $second.Uri $second.Token -Name second
            try {
                Clear-WireLog $second
                $user | Set-AuthentikUser -Name 'At home'
                (Get-WireLog $second) | Should -BeNullOrEmpty
                Get-LastBody | Should -Be '{"name":"At home"}'
                (Get-Failure { Get-AuthentikUserConnection -User $user }).FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
                (Get-Failure { $user | Set-AuthentikUser -Name x -Session second }).FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
                $flow = Get-AuthentikFlow default-provider-invalidation-flow -Session test
                (Get-Failure { New-AuthentikOAuth2Provider -Name x -AuthorizationFlow $flow -InvalidationFlow $flow -RedirectUri @() }).FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
            }
            finally {
                Disconnect-Authentik second
                Stop-TestServer $second
                Connect-TestServer $server
            }
        }

        It 'refuses an object whose session was closed, until there is another one to the same server' {
            Connect-Authentik $server.Uri $server.Token -Name other
            $user = Get-AuthentikUser jdoe
            Disconnect-Authentik other
            $user | Set-AuthentikUser -Name 'By the other session'
            Get-AuthentikSession | Disconnect-Authentik
            (Get-Failure { $user | Set-AuthentikUser -Name x }).FullyQualifiedErrorId | Should -BeLike 'NoSession,*'
            Connect-TestServer $server
        }

        It 'refuses an object of another kind: <_>' -ForEach ($identityCommands) {
            $foreign = $_ -match 'Flow' ? (Get-AuthentikUser jdoe) : (Get-AuthentikFlow default-authentication-flow)
            Clear-WireLog $server
            $arguments = @{}
            if ($_ -like 'Remove-*') { $arguments.Force = $true }
            $command = $_
            (Get-Failure { $foreign | & $command @arguments }).Exception.Message | Should -BeLike '*was given where*is expected*'
            (Get-Failure { $foreign | Select-Object Pk, Name, Slug, Username | & $command @arguments }).Exception.Message | Should -BeLike '*was given where*is expected*'
            Get-WireLog $server | Should -BeNullOrEmpty
        }
    }

    Context 'objects of several kinds' {
        BeforeAll {
            $app = New-AuthentikApplication -Name 'Any App' -Slug any-app -PolicyEngineMode any
            $flow = Get-AuthentikFlow default-source-enrollment
        }

        AfterAll { Get-AuthentikApplication | Where-Object Slug -In any-app, $flow.Slug | Remove-AuthentikApplication -Force }

        It 'takes names of all kinds, UUIDs, objects and columns' {
            $targets = 'any-app', 'Any App', $app, $app.Pk, ($app | Select-Object *)
            $targets | ForEach-Object { $i = 0 } { New-AuthentikPolicyBinding -Target $_ -User jdoe -Order (++$i) }
            [pscustomobject]@{ target = 'any-app'; user = 'jdoe'; order = 9 } | New-AuthentikPolicyBinding
            (Get-AuthentikPolicyBinding -Target any-app -OrderBy order).Order | Should -Be 1, 2, 3, 4, 5, 9
            Get-AuthentikPolicyBinding -Target any-app | Set-AuthentikPolicyBinding -Target $flow.Slug
            (Get-AuthentikPolicyBinding -TargetIn $flow, any-app -OrderBy order).Order | Where-Object { $_ } | Should -Be 1, 2, 3, 4, 5, 9
            Get-AuthentikPolicyBinding -Target $flow | Where-Object Order -GT 0 | Remove-AuthentikPolicyBinding -Force
        }

        It 'binds nothing where two things have the name, none has it, or it is of another kind' {
            New-AuthentikApplication -Name 'Any App' -Slug $flow.Slug
            Clear-WireLog $server
            $failure = Get-Failure { New-AuthentikPolicyBinding -Target $flow.Slug -User jdoe -Order 1 }
            $failure.FullyQualifiedErrorId | Should -BeLike 'NameAmbiguous,*'
            $failure.Exception.Message | Should -BeLike "*is the name of an application and of a flow*(Get-AuthentikApplication '$($flow.Slug)')*"
            (Get-Failure { New-AuthentikPolicyBinding -Target 'Any App' -User jdoe -Order 1 }).FullyQualifiedErrorId | Should -BeLike 'NameAmbiguous,*'
            $failure = Get-Failure { New-AuthentikPolicyBinding -Target nowhere -User jdoe -Order 1 }
            $failure.FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
            $failure.Exception.Message | Should -BeLike "*'nowhere' was not found*: application, *source*"
            (Get-Failure { New-AuthentikPolicyBinding -Target (Get-AuthentikUser jdoe) -User jdoe -Order 1 }).Exception.Message | Should -BeLike '*A user was given where one of these is expected*application*'
            (Get-Failure { New-AuthentikPolicyBinding -Target '' -User jdoe -Order 1 }).Exception.Message | Should -BeLike '*empty*'
            Get-WireBody $server | Should -BeNullOrEmpty
        }

        It 'leaves out the kinds that the user may not read' {
            Add-Answer $server @{ method = 'GET'; path = '/api/v3/events/rules/'; status = 403; json = @{ detail = 'You do not have permission to perform this action.' } }
            $made = New-AuthentikPolicyBinding -Target any-app -User jdoe -Order 20
            $made.Target | Should -Be $app.Pk
            $made | Remove-AuthentikPolicyBinding -Force
        }

        It 'completes the names of all kinds' {
            $found = (TabExpansion2 'New-AuthentikPolicyBinding -Target default-source-en').CompletionMatches.CompletionText
            $found | Should -Contain default-source-enrollment
            (TabExpansion2 'Get-AuthentikPolicyBinding -Target any').CompletionMatches.CompletionText | Should -Contain any-app
        }
    }

    Context 'nothing at all' {
        It 'never lists everything for <_> with nothing' -ForEach $gets {
            $command = $_
            foreach ($nothing in @{ v = $null }, @{ v = '' }, @{ v = ' ' }, @{ v = @() }, @{ v = @($null) }, @{ v = [guid]::Empty.GetType() }) {
                { & $command $nothing.v -ErrorAction Stop } | Should -Throw
                { & $command -Identity $nothing.v -ErrorAction Stop } | Should -Throw
            }
            $null, '' | & $command -ErrorAction SilentlyContinue
            @() | & $command
            { [datetime]::Now | & $command -ErrorAction Stop } | Should -Throw
            Get-WireLog $server | Should -BeNullOrEmpty
        }

        It 'refuses filters without a value: <_>' -ForEach $gets {
            $command = $_
            $filters = (Get-Command $command).Parameters.Values | Where-Object { $_.ParameterSets.ContainsKey('List') -and $_.Name -notin 'First', 'Skip', 'IncludeTotalCount' }
            foreach ($filter in $filters) {
                foreach ($nothing in @{ v = $null }, @{ v = '' }, @{ v = @() }) {
                    $arguments = @{ $filter.Name = $nothing.v }
                    { & $command @arguments -ErrorAction Stop } | Should -Throw -Because "-$($filter.Name) was nothing"
                }
            }
            Get-WireLog $server | Should -BeNullOrEmpty
        }

        It 'removes nobody when nothing is piped' {
            $null | Remove-AuthentikUser -Force -ErrorAction SilentlyContinue
            @() | Remove-AuthentikUser -Force
            Get-AuthentikUser nobody-of-that-name -ErrorAction SilentlyContinue | Remove-AuthentikUser -Force
            Get-WireLog $server -Method DELETE | Should -BeNullOrEmpty
        }
    }

    Context 'asking and showing' {
        It 'sends nothing under -WhatIf when it makes or changes' {
            New-AuthentikUser -Username x -Name x -Group 'authentik Admins' -WhatIf
            Set-AuthentikUser jdoe -Email x@example.com -WhatIf
            Set-AuthentikOAuthSource github -Enabled $false -WhatIf
            Invoke-AuthentikRequest /core/users/ -Method POST -Body @{} -WhatIf
            Get-WireLog $server | Should -BeNullOrEmpty
        }

        It 'only reads under -WhatIf when it removes, and says what would go too' {
            Remove-AuthentikOAuthSource github -WhatIf
            Remove-AuthentikUser jdoe -Force -WhatIf
            Get-WireLog $server | Where-Object method -NE GET | Should -BeNullOrEmpty
            Get-AuthentikUser jdoe | Should -Not -BeNullOrEmpty

            # What -WhatIf says goes to the host alone, so a host of its own is asked.
            $flows = @{ AuthorizationFlow = 'default-provider-authorization-implicit-consent'; InvalidationFlow = 'default-provider-invalidation-flow' }
            $provider = New-AuthentikOAuth2Provider -Name uses-p @flows -RedirectUri @() -PropertyMapping email
            $script = "Import-Module '$((Get-Module Authentik).Path)'; Connect-Authentik $($server.Uri) $($server.Token); Remove-AuthentikOAuth2Provider uses-p, $($provider.Pk) -WhatIf"
            $said = pwsh -NoProfile -NonInteractive -Command $script | Out-String
            $said | Should -BeLike "*Remove OAuth2 provider 'uses-p'*OpenID 'email'*loses it from a list*"
            $said | Should -BeLike "*Remove OAuth2 provider 'uses-p' ($($provider.Pk))*"
            $provider | Remove-AuthentikOAuth2Provider -Force
        }

        It 'says before any request that nobody can answer its question' {
            (Get-Failure { Remove-AuthentikUser jdoe }).FullyQualifiedErrorId | Should -BeLike 'CannotAsk,*'
            Get-WireLog $server | Should -BeNullOrEmpty
        }

        It 'refuses to remove its own user without -Force' {
            $me = (Get-AuthentikSession).UserName
            (Get-Failure { Remove-AuthentikUser $me -Confirm:$false }).Exception.Message | Should -BeLike '*user of this session*'
            (Get-Failure { Get-AuthentikUser $me | Remove-AuthentikUser -Confirm:$false }).Exception.Message | Should -BeLike '*user of this session*'
            Get-WireLog $server -Method DELETE | Should -BeNullOrEmpty
        }
    }

    Context 'lists' {
        BeforeAll {
            1..250 | ForEach-Object { @{ username = "list-$_"; name = "L$_" } } | New-AuthentikUser | Out-Null
        }

        AfterAll { Get-AuthentikUser -Search list- | Remove-AuthentikUser -Force }

        It 'reads one page for the first three' {
            Get-AuthentikUser | Select-Object -First 3 | Should -HaveCount 3
            Get-WireLog $server | Should -HaveCount 1
            Clear-WireLog $server
            Get-AuthentikUser -First 3 | Should -HaveCount 3
            (Get-WireLog $server).query | Should -BeLike '*page_size=3*'
        }

        It 'streams pages, each once, and always says how large they shall be' {
            (Get-AuthentikUser -Search list-).Username | Sort-Object -Unique | Should -HaveCount 250
            $log = Get-WireLog $server
            $log | Should -HaveCount 3
            $log.query | Should -Not -Contain { $_ -notlike '*page_size=100*' }
        }

        It 'skips beyond the end, and still counts' {
            $rows = @(Get-AuthentikUser -Search list- -Skip 99999 -IncludeTotalCount)
            $rows | Should -HaveCount 1
            [uint64] $rows[0] | Should -Be 250
            Get-AuthentikUser -Skip ([uint64]::MaxValue) | Should -BeNullOrEmpty
            Get-AuthentikUser -First 0 | Should -BeNullOrEmpty
        }

        It 'skips, and counts' {
            (Get-AuthentikUser -Search list- -OrderBy Username -Skip 240).Username | Should -HaveCount 10
            [uint64] (Get-AuthentikUser -Search list- -First 1 -IncludeTotalCount)[0] | Should -Be 250
        }

        It 'stops where a later command fails or breaks' {
            try { Get-AuthentikUser | ForEach-Object { throw 'enough' } } catch { }
            foreach ($once in 1) { Get-AuthentikUser | ForEach-Object { break } }
            @(Get-WireLog $server).Count | Should -BeLessOrEqual 2
        }

        It 'takes what has the text somewhere in it from a filter that looks for that' {
            $events = 'login', 'login_failed' | ForEach-Object { @{ pk = [guid]::NewGuid(); action = $_; app = 'x' } }
            Add-Answer $server @{ path = '/api/v3/events/events/'; status = 200; json = @{ pagination = @{ next = 0; count = 2 }; results = @($events) } }
            (Get-AuthentikEvent -ActionContains logi).Action | Should -Be login, login_failed
            Add-Answer $server @{ path = '/api/v3/events/events/'; status = 200; json = @{ pagination = @{ next = 0; count = 2 }; results = @($events) } }
            (Get-Failure { Get-AuthentikEvent -ActionContains failed }).Exception.Message | Should -BeLike '*ignores the filter*'
        }

        It 'refuses a filter that the server ignores' {
            Add-Answer $server @{ path = '/api/v3/core/users/'; status = 200; json = @{ pagination = @{ next = 0; count = 1 }; results = @(@{ pk = 1; username = 'somebody' }) } }
            (Get-Failure { Get-AuthentikUser -Username jdoe }).Exception.Message | Should -BeLike '*ignores the filter*'
        }
    }

    Context 'several at once' {
        It 'keeps the order, and tells each failure apart' {
            $rows = 1..30 | ForEach-Object { [pscustomobject]@{ username = $_ -eq 7 ? 'jdoe' : "many-$_"; name = "M$_" } }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $made = $rows | New-AuthentikUser -ThrottleLimit 8 -ErrorVariable failures -ErrorAction SilentlyContinue -Verbose 4> $null
            $made.Name | Should -Be ($rows.name -ne 'M7')
            $failures | Should -HaveCount 1
            $failures[0].TargetObject.username | Should -Be jdoe
            ($made | Set-AuthentikUser -Path users/many -ThrottleLimit 8 -PassThru).Username | Should -Be $made.Username
            $made | Remove-AuthentikUser -Force -ThrottleLimit 8
            Get-AuthentikUser -Search many- | Should -BeNullOrEmpty
        }

        It 'overlaps requests only when told to' {
            1..4 | ForEach-Object { Add-Answer $server @{ path = '/api/v3/core/users/'; method = 'POST'; delayMs = 400; status = 201; json = @{ pk = $_; username = "x$_" } } }
            $one = (Measure-Command { 1..2 | ForEach-Object { @{ username = "x$_"; name = 'x' } } | New-AuthentikUser -WarningAction Ignore }).TotalMilliseconds
            $two = (Measure-Command { 3..4 | ForEach-Object { @{ username = "x$_"; name = 'x' } } | New-AuthentikUser -ThrottleLimit 2 -WarningAction Ignore }).TotalMilliseconds
            $one | Should -BeGreaterThan 750
            $two | Should -BeLessThan 750
        }
    }

    Context 'columns that are scripts' {
        It 'reads them where scripts can run' {
            $row = [pscustomobject]@{ username = 'jdoe' } | Add-Member -MemberType ScriptProperty -Name name -Value { "by $(Get-Variable PSCulture -ValueOnly) script" } -PassThru
            $row | Set-AuthentikUser
            Get-LastBody | Should -BeLike '{"name":"by * script"}'
        }
    }

    Context 'reading tolerantly' {
        It 'keeps unknown fields and values of another type' {
            Add-Answer $server @{ path = '/api/v3/core/users/'; status = 200; json = @{ pagination = @{ next = 0; count = 1 }; results = @(
                        @{ pk = 1; username = 'odd'; is_active = 'perhaps'; brand_new = @{ a = 1 }; type = 'of tomorrow'; groups_obj = @(@{ pk = 'not a uuid'; name = 'g' }) }) } }
            $user = Get-AuthentikUser
            $user.IsActive | Should -BeNullOrEmpty
            $user.IsActiveRaw | Should -Be perhaps
            $user.BrandNew.a | Should -Be 1
            $user.Type | Should -Be 'of tomorrow'
            $user.GroupsObj[0].Name | Should -Be g
            $user.GroupsObj[0].PkRaw | Should -Be 'not a uuid'
            $user.Email | Should -BeNullOrEmpty
            $user.PSObject.Properties.Name | Should -Not -Contain Session
        }
    }
}
