# From what a person has in hand, an address, a line of a log, a word, to the command.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    Import-Authentik
}

Describe 'Find-AuthentikCommand' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $assembly = (Get-Command Find-AuthentikCommand).ImplementingType.Assembly
        $all = Find-AuthentikCommand *
        $file = Get-Content "$PSScriptRoot/../../api/operations.yaml"
        function Get-Id { (Find-AuthentikCommand @args).OperationId }
        function Get-Failure([scriptblock] $Script) {
            $found = & $Script -ErrorVariable failed -ErrorAction SilentlyContinue
            $found | Should -BeNullOrEmpty
            $failed | Should -HaveCount 1
            $failed[0]
        }
        function Get-Internal([string] $Name) { $assembly.GetType("Authentik.Commands.$Name", $true) }
    }

    It 'knows every operation of the book, each once' {
        $all | Should -HaveCount @($file -match ' (GET|POST|PUT|PATCH|DELETE) /').Count
        $all.Count | Should -BeGreaterThan 1200
        $all | Group-Object OperationId, Method, Path | Where-Object Count -GT 1 | Should -BeNullOrEmpty
        $all | ForEach-Object { $_ | Should -BeOfType Authentik.CommandMatch }
    }

    It 'needs no session' {
        Get-AuthentikSession | Disconnect-Authentik
        Find-AuthentikCommand core_users_list -ErrorAction Stop | Should -Not -BeNullOrEmpty
        (Get-Command Find-AuthentikCommand).Parameters.Keys | Should -Not -Contain Session
    }

    It 'names only commands that are there' {
        $names = $all.Command | Sort-Object -Unique
        $names.Count | Should -BeGreaterThan 10
        $names | Where-Object { -not (Get-Command $_ -Module Authentik -ErrorAction Ignore) } | Should -BeNullOrEmpty
    }

    It 'finds every command made from the book' {
        $methods = @{ Get = 'GET'; New = 'POST'; Set = 'PUT', 'PATCH'; Remove = 'DELETE' }
        $byPath = $all | Group-Object { $_.Path -replace '\{\w+\}/$' } -AsHashTable
        $checked = 0
        $missing = foreach ($resource in [Authentik.Resources]::Book.Resources) {
            foreach ($verb in $methods.Keys) {
                # Some commands go the way of another resource: a device of any kind is removed where its kind is.
                $isOwn = $byPath[$resource.Path].Method | Where-Object { $_ -in $methods[$verb] }
                $name = "$verb-Authentik$($resource.Noun)"
                if ($isOwn -and (Get-Command $name -Module Authentik -ErrorAction Ignore)) {
                    $checked++
                    if ($name -notin $all.Command) { $name }
                }
            }
        }
        $checked | Should -BeGreaterThan 10
        $missing | Should -BeNullOrEmpty
    }

    It 'says <Command> for <Id>' -ForEach @(
        @{ Id = 'core_users_list'; Command = 'Get-AuthentikUser' }
        @{ Id = 'core_users_retrieve'; Command = 'Get-AuthentikUser' }
        @{ Id = 'core_users_create'; Command = 'New-AuthentikUser' }
        @{ Id = 'core_users_update'; Command = 'Set-AuthentikUser' }
        @{ Id = 'core_users_partial_update'; Command = 'Set-AuthentikUser' }
        @{ Id = 'core_users_destroy'; Command = 'Remove-AuthentikUser' }
        @{ Id = 'providers_all_destroy'; Command = 'Remove-AuthentikProvider' }
        @{ Id = 'sources_user_connections_all_list'; Command = 'Get-AuthentikUserConnection' }
        @{ Id = 'sources_user_connections_plex_create'; Command = 'New-AuthentikUserConnection' }
        @{ Id = 'sources_user_connections_saml_partial_update'; Command = 'Set-AuthentikUserConnection' }
        @{ Id = 'sources_user_connections_oauth_destroy'; Command = 'Remove-AuthentikUserConnection' }
        @{ Id = 'schema_retrieve'; Command = 'Invoke-AuthentikRequest' }
        @{ Id = 'core_authenticated_sessions_bulk_delete_destroy'; Command = 'Invoke-AuthentikRequest' }
    ) {
        (Find-AuthentikCommand $Id).Command | Should -Be $Command
    }

    It 'says who uses an object only where there is such a command' {
        $expected = (Get-Command Get-AuthentikUsedBy -Module Authentik -ErrorAction Ignore)?.Name ?? 'Invoke-AuthentikRequest'
        (Find-AuthentikCommand core_users_used_by_list).Command | Should -Be $expected
    }

    It 'takes operation ids, with wildcards' {
        Get-Id core_users_list | Should -Be core_users_list
        Get-Id CORE_Users_List | Should -Be core_users_list
        Get-Id core_users_set_p* | Should -Be core_users_set_password_create, core_users_set_password_hash_create
        Get-Id core_user?_list | Should -Be core_users_list
    }

    It 'takes an id that was at two paths as two operations' {
        $found = Find-AuthentikCommand tasks_workers_list
        $found.Path | Should -Be /tasks/workers, /tasks/workers/
        $found.Until | Should -Be 2026.2, $null
        $found.Since | Should -Be 2025.8, 2026.5
    }

    It 'takes <Query>' -ForEach @(
        @{ Query = 'https://auth.example.com/api/v3/core/users/5/?x=y'; Path = '/core/users/{id}/'; Methods = 'GET', 'PUT', 'PATCH', 'DELETE' }
        @{ Query = 'https://example.com/auth/sub/api/v3/core/users/?page=1&search=a%20b'; Path = '/core/users/'; Methods = 'GET', 'POST' }
        @{ Query = 'http://localhost:9000/api/v3/core/users/5'; Path = '/core/users/{id}/'; Methods = 'GET', 'PUT', 'PATCH', 'DELETE' }
        @{ Query = 'https://auth.example.com/core/applications/grafana/'; Path = '/core/applications/{slug}/'; Methods = 'GET', 'PUT', 'PATCH', 'DELETE' }
        @{ Query = 'https://auth.example.com/api/v3/core/users/me/'; Path = '/core/users/me/'; Methods = 'GET' }
        @{ Query = '/core/users/'; Path = '/core/users/'; Methods = 'GET', 'POST' }
        @{ Query = 'core/users/5'; Path = '/core/users/{id}/'; Methods = 'GET', 'PUT', 'PATCH', 'DELETE' }
        @{ Query = '/core/users/{pk}/'; Path = '/core/users/{id}/'; Methods = 'GET', 'PUT', 'PATCH', 'DELETE' }
        @{ Query = 'PATCH /core/users/{id}/'; Path = '/core/users/{id}/'; Methods = 'PATCH' }
        @{ Query = 'patch core/users/5'; Path = '/core/users/{id}/'; Methods = 'PATCH' }
        @{ Query = 'DELETE https://auth.example.com/api/v3/core/users/5/'; Path = '/core/users/{id}/'; Methods = 'DELETE' }
        @{ Query = 'GET /api/v3/core/users/?page=1 HTTP/1.1'; Path = '/core/users/'; Methods = 'GET' }
        @{ Query = '192.0.2.7 - - [02/Jan/2026:10:00:00 +0000] "POST /api/v3/core/users/5/set_password/ HTTP/1.1" 204 0 "https://auth.example.com/if/admin/" "Mozilla/5.0"'; Path = '/core/users/{id}/set_password/'; Methods = 'POST' }
        @{ Query = '{"event": "/api/v3/core/tokens/x/", "method": "GET", "status": 200}'; Path = '/core/tokens/{identifier}/'; Methods = 'GET' }
        @{ Query = 'curl -X PUT "https://auth.example.com/api/v3/core/brands/1/" -d @b.json'; Path = '/core/brands/{brand_uuid}/'; Methods = 'PUT' }
        @{ Query = '/sources/user_connections/all/7/'; Path = '/sources/user_connections/all/{id}/'; Methods = 'GET', 'PUT', 'PATCH', 'DELETE' }
    ) {
        $found = Find-AuthentikCommand $Query -ErrorAction Stop
        $found.Path | Sort-Object -Unique | Should -Be $Path
        $found.Method | Should -Be $Methods
    }

    It 'shows what is below a path where nothing is at it' {
        $found = Find-AuthentikCommand /flows/
        $found.Path | Should -Not -BeNullOrEmpty
        $found.Path | Where-Object { $_ -notlike '/flows/*' } | Should -BeNullOrEmpty
        (Find-AuthentikCommand 'PUT /core/transactional/').Path | Should -Be /core/transactional/applications/
        (Find-AuthentikCommand '/core/users/*/set_*').Path | Should -Be '/core/users/{id}/set_password/', '/core/users/{id}/set_password_hash/'
    }

    It 'takes pages of the admin interface: <Address>' -ForEach @(
        @{ Address = 'https://auth.example.com/if/admin/#/identity/users'; Begin = '/core/users/'; Has = 'core_users_list', 'core_users_create', 'core_users_destroy' }
        @{ Address = 'https://auth.example.com/if/admin/#/identity/users/5;%7B%22page%22%3A%22page-groups%22%7D'; Begin = '/core/users/{id}/'; Has = 'core_users_partial_update', 'core_users_set_password_create' }
        @{ Address = 'https://example.com/auth/if/admin/#/core/applications/grafana'; Begin = '/core/applications/{slug}/'; Has = 'core_applications_destroy' }
        @{ Address = 'https://auth.example.com/if/admin/#/core/providers/7'; Begin = '/providers/all/{id}/'; Has = 'providers_all_destroy' }
        @{ Address = 'https://auth.example.com/if/admin/#/flow/stages/prompts;x'; Begin = '/stages/prompt/prompts/'; Has = 'stages_prompt_prompts_list' }
        @{ Address = '#/policy/policies'; Begin = '/policies/all/'; Has = 'policies_all_list' }
    ) {
        $found = Find-AuthentikCommand $Address -ErrorAction Stop
        $found.Path | Where-Object { -not $_.StartsWith($Begin) } | Should -BeNullOrEmpty
        $Has | Where-Object { $_ -notin $found.OperationId } | Should -BeNullOrEmpty
    }

    It 'knows pages only of paths that there are' {
        $paths = (Get-Internal InterfaceRoutes).GetProperty('Paths').GetValue($null)
        @($paths).Count | Should -BeGreaterThan 30
        $paths | Where-Object { $path = $_; -not ($all.Path | Where-Object { $_.StartsWith("/$path/") }) } | Should -BeNullOrEmpty
    }

    It 'takes an area, a command and words' {
        (Find-AuthentikCommand rac).Path | ForEach-Object { $_ | Should -BeLike '/rac/*' }
        Get-Id Set-AuthentikUser | Should -Be core_users_update, core_users_partial_update
        $found = Get-Id password
        $found | Should -Contain core_users_set_password_create
        $found | Where-Object { $_ -notlike '*password*' } | Should -BeNullOrEmpty
        $both = Get-Id 'scim group'
        $both | Should -Contain sources_scim_groups_list
        $both | Where-Object { $_ -notlike '*scim*' -or $_ -notlike '*group*' } | Should -BeNullOrEmpty
        Get-Id 'GROUP  scim' | Should -Be $both
        Get-Id 'oauth2 provider' | Should -Contain providers_oauth2_list
    }

    It 'takes several queries, by argument and through the pipeline' {
        Get-Id core_users_list, core_users_create | Should -Be core_users_list, core_users_create
        ('GET /api/v3/core/users/ HTTP/1.1', 'core_users_create' | Find-AuthentikCommand).OperationId | Should -Be core_users_list, core_users_create
    }

    It 'keeps to methods and a version' {
        (Find-AuthentikCommand core_users_* -Method delete, PATCH).Method | Sort-Object -Unique | Should -Be DELETE, PATCH
        $old = Find-AuthentikCommand * -Version 2024.10.2
        $old.OperationId | Should -Contain core_applications_set_icon_create
        $old.OperationId | Should -Not -Contain core_users_export_create
        $new = Find-AuthentikCommand * -Version 2026.8
        $new.OperationId | Should -Contain core_users_export_create
        $new.OperationId | Should -Not -Contain core_applications_set_icon_create
        (Find-AuthentikCommand * -Version 2025.10).OperationId | Should -Contain core_applications_set_icon_create
        { Find-AuthentikCommand * -Version newest } | Should -Throw -ErrorId 'InvalidValue,*' -ExpectedMessage "*'newest' is not a version*"
    }

    It 'tells when there was nothing, and goes on: <Query>' -ForEach @(
        @{ Query = 'nosuchthing'; Words = "*'nosuchthing'*password*" }
        @{ Query = 'nosuch_*'; Words = '*core_users_`**' }
        @{ Query = '/no/such/path/'; Words = '*/core/users/*' }
        @{ Query = 'https://auth.example.com/if/admin/#/no/such/page'; Words = '*No operation matches*' }
        @{ Query = 'DELETE /core/users/me/'; Words = '*there is GET /core/users/me/*' }
    ) {
        $failure = Get-Failure { [CmdletBinding()] param() Find-AuthentikCommand $Query }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NameNotFound,*'
        $failure.CategoryInfo.Category | Should -Be ObjectNotFound
        $failure.TargetObject | Should -Be $Query
        $failure.Exception.Message | Should -BeLike $Words
        Find-AuthentikCommand $Query, core_users_list -ErrorAction Ignore | Should -HaveCount 1
    }

    It 'says which version has what this one lacks' {
        $failure = Get-Failure { [CmdletBinding()] param() Find-AuthentikCommand core_users_export_create -Version 2024.10 }
        $failure.Exception.Message | Should -BeLike '*POST /core/users/export/*2025.12 and later*'
    }

    It 'reads at <Width> columns' -ForEach @{ Width = 80 }, @{ Width = 120 } {
        foreach ($query in 'core_users_*', 'password', '*') {
            $lines = (Find-AuthentikCommand $query | Out-String -Width $Width).Split("`n").TrimEnd()
            ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $Width
            @($lines | Where-Object { $_ }).Count | Should -Be (@(Find-AuthentikCommand $query).Count + 2) -Because 'nothing is wrapped'
            $lines[1] | Should -Match '^Command +Method +Path$'
            $lines -match '^\S*…' | Should -BeNullOrEmpty -Because 'the command is the answer'
        }
        Find-AuthentikCommand core_users_export_create | Out-String -Width $Width | Should -Match 'POST +/core/users/export/ \(2025\.12\.\.\)'
    }

    It 'completes ids and areas' {
        function Get-Completion([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches }
        (Get-Completion 'Find-AuthentikCommand core_users_set_p').CompletionText | Should -Be core_users_set_password_create, core_users_set_password_hash_create
        (Get-Completion 'Find-AuthentikCommand ra').CompletionText | Should -Contain rac
        (Get-Completion 'Find-AuthentikCommand core_users_lis').ToolTip | Should -Be 'GET /core/users/'
    }

    It 'finds a command by the operations that it says it covers' {
        $references = $assembly.Location, [psobject].Assembly.Location
        Add-Type -IgnoreWarnings -WarningAction Ignore -ReferencedAssemblies $references -TypeDefinition @'
            [System.Management.Automation.Cmdlet("Set", "AuthentikUserPassword")]
            [Authentik.Commands.CoversOperation("core_users_set_password_create", "core_users_list")]
            public sealed class SetUserPasswordForTest : System.Management.Automation.PSCmdlet { }
'@
        $hand = [Activator]::CreateInstance((Get-Internal HandWritten), [object[]] (, [type[]] @([SetUserPasswordForTest])))
        $made = (Get-Internal Catalog).GetMethod('Make').Invoke($null, @([Authentik.Book.ApiOperations]::All, [Authentik.Resources]::Book.Resources, $hand))
        ($made | Where-Object Command -EQ Set-AuthentikUserPassword).Operation.OperationId | Should -Be core_users_list, core_users_set_password_create
    }

    It 'has no command that says it covers what there is not' {
        $declared = $assembly.GetTypes().GetCustomAttributes([Authentik.Commands.CoversOperationAttribute], $false).OperationIds
        $declared | Where-Object { $_ -notin $all.OperationId } | Should -BeNullOrEmpty
    }
}
