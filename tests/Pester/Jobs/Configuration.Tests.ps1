# Configurations as files, and what is different between them, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Configurations on <_>' -ForEach $servers {
    BeforeAll {
        foreach ($name in 'TestServer', 'Actions', 'Jobs', 'Configuration') { Import-Module "$PSScriptRoot/../Support/$name.psm1" -Force }
        $ErrorActionPreference = 'Stop'
        $WarningPreference = 'SilentlyContinue'
        $server, $version, $mark = Start-ActionServer $_
        $secret = "canary-secret-$mark"
        New-ConfigurationSample $version $mark $secret
    }

    BeforeEach { $folder = Join-Path $TestDrive ([guid]::NewGuid()) }
    AfterAll { try { Remove-ConfigurationSample $mark } finally { Stop-ActionServer } }

    Context 'Export-AuthentikConfiguration' {
        It 'writes a file for each object, with names in the place of ids, and changes none the second time' {
            $export = Export-AuthentikConfiguration $folder
            $export | Should -BeOfType Authentik.ConfigurationExport
            $export.Path | Should -Be $folder
            $export.Objects | Should -BeGreaterThan 50
            $export.Written, $export.Unchanged, $export.Removed | Should -Be (Get-ChildItem $folder -Recurse -File).Count, 0, 0
            $lines = Get-Content "$folder/Group/$mark-g.yaml"
            $lines[0] | Should -Be "name: $mark-g"
            ($lines -join "`n") | Should -BeLike "*attributes:`n  desk:`n    floors:`n      - 1`n      - 2`n  site: Bonn*"
            Get-Content "$folder/ExpressionPolicy/$mark-p.yaml" | Should -Be "name: $mark-p", 'expression:', "  file: $mark-p.py"
            Get-Content "$folder/ExpressionPolicy/$mark-p.py" | Should -Be 'user = request.user', 'name = user.username', 'return True'
            Get-Content "$folder/FlowStageBinding/$mark-f-$mark-s.yaml" | Select-Object -First 3 | Should -Be "target: $mark-f", "stage: $mark-s", 'order: 10'
            Get-Content "$folder/PolicyBinding/$mark-a-$mark-g.yaml" -Raw | Should -BeLike "*group: $mark-g*target:*Application: $mark-a*"
            Get-Content "$folder/OAuth2Provider/$mark-o.yaml" -Raw | Should -BeLike "*client_secret:*secret: OAuth2Provider/$mark-o/client_secret*"
            $ids = @(Get-AuthentikGroup "$mark-g") + @(Get-AuthentikFlow "$mark-f") + @(Get-AuthentikOAuth2Provider "$mark-o") | ForEach-Object { "$($_.Pk)" }
            $own = Read-Folder $folder | Where-Object { $_ -match $mark -and $_ -notmatch '^\.authentik-ids:' }
            $own | Should -Not -Match ($ids.Where({ $_.Length -gt 9 }) -join '|')

            $before = Get-ChildItem $folder -Recurse -File | Where-Object Name -Like "$mark*"
            $again = Export-AuthentikConfiguration $folder
            if (-not $server.IsReal) { $again.Written, $again.Removed | Should -Be 0, 0 }
            $after = Get-ChildItem $folder -Recurse -File | Where-Object Name -Like "$mark*"
            $after.LastWriteTimeUtc | Should -Be $before.LastWriteTimeUtc
            Read-Folder $folder | Where-Object { $_ -match $mark -and $_ -notmatch '^\.' } | Should -Be ($own -notmatch '^\.')
        }

        It 'writes nothing with -WhatIf' {
            Export-AuthentikConfiguration $folder -WhatIf | Should -BeNullOrEmpty
            $folder | Should -Not -Exist
        }

        It 'writes JSON, and kinds alone' {
            $null = Export-AuthentikConfiguration $folder -Kind Group, policy -Format Json
            (Get-ChildItem $folder -Directory).Name | Should -Not -Contain 'Flow'
            (Get-ChildItem $folder -Directory).Name | Should -Contain 'ExpressionPolicy'
            Get-ChildItem $folder -Recurse -Include *.yaml | Should -BeNullOrEmpty
            $group = Get-Content "$folder/Group/$mark-g.json" -Raw | ConvertFrom-Json
            $group.name, $group.attributes.site, $group.attributes.desk.floors[1] | Should -Be "$mark-g", Bonn, 2
            { Export-AuthentikConfiguration "$folder-2" -Kind Flows } | Should -Throw "*'Flows' isn't a kind of configuration. Did you mean 'Flow'*"
            "$folder-2" | Should -Not -Exist
        }

        It 'writes an application with all that it needs, and nothing else' {
            $null = Export-AuthentikConfiguration $folder -Application "$mark-a"
            $names = Get-ChildItem $folder -Recurse -File | ForEach-Object { "$($_.Directory.Name)/$($_.BaseName)" }
            foreach ($name in "Application/$mark-a", "OAuth2Provider/$mark-o", "ScopeMapping/$mark-m", "Group/$mark-g", "PolicyBinding/$mark-a-$mark-g", 'Flow/default-provider-authorization-implicit-consent') {
                $names | Should -Contain $name
            }
            $names | Should -Not -Contain "Flow/$mark-f"
            { Export-AuthentikConfiguration "$folder-2" -Application "$mark-x" } | Should -Throw "*'$mark-x' was not found*"
        }

        It 'writes defaults with -Full, and what blueprints manage with -IncludeManaged' {
            $null = Export-AuthentikConfiguration $folder -Kind Group, ScopeMapping
            Get-Content "$folder/Group/$mark-g.yaml" -Raw | Should -Not -Match 'is_superuser'
            (Get-ChildItem "$folder/ScopeMapping").BaseName | Should -Not -Contain 'authentik-default-oauth-mapping-openid-email'
            $null = Export-AuthentikConfiguration $folder -Kind Group, ScopeMapping -Full -IncludeManaged
            Get-Content "$folder/Group/$mark-g.yaml" -Raw | Should -Match '(?m)^is_superuser: false$'
            (Get-ChildItem "$folder/ScopeMapping" -Filter *email*.yaml | Get-Content -Raw) | Should -Match 'managed|Managed'
        }

        It 'writes what blueprints manage if somebody changed it' {
            $mapping = Get-AuthentikScopeMapping | Where-Object Managed -EQ goauthentik.io/providers/oauth2/scope-openid
            $description = $mapping.Description
            $mapping | Set-AuthentikScopeMapping -Description "$mark changed"
            try {
                $null = Export-AuthentikConfiguration $folder -Kind ScopeMapping
                (Get-Content "$folder/ScopeMapping/*openid*.yaml" -Raw) | Should -BeLike "# Managed by authentik's blueprint*description: $mark changed*"
                (Get-ChildItem "$folder/ScopeMapping" -Filter *email*) | Should -BeNullOrEmpty
            }
            finally { $mapping | Set-AuthentikScopeMapping -Description "$description" }
        }

        It 'writes users with -IncludeUser, and makes them where they aren''t' {
            $null = New-AuthentikUser "$mark-u" -Name Somebody -Email u@example.com -Group "$mark-g" -Attributes @{ room = 7 }
            $null = New-AuthentikPolicyBinding -Target "$mark-a" -User "$mark-u" -Order 9
            $null = Export-AuthentikConfiguration "$folder-none" -Kind Group
            "$folder-none/User" | Should -Not -Exist
            Export-Own $folder $mark @{ IncludeUser = $true }
            $text = Get-Content "$folder/User/$mark-u.yaml" -Raw
            $text | Should -BeLike "*username: $mark-u*groups:*- $mark-g*email: u@example.com*attributes:*room: 7*"
            $text | Should -Not -Match 'last_login|password|uuid|pk'

            Remove-AuthentikUser "$mark-u" -Force
            $rows = Compare-AuthentikConfiguration $folder | Where-Object Name -Like "*$mark-u*"
            $rows | ForEach-Object { "$($_.Action) $($_.Kind)" } | Sort-Object | Should -Be 'Create PolicyBinding', 'Create User'
            Import-AuthentikConfiguration $folder
            $user = Get-AuthentikUser "$mark-u"
            $user.GroupsObj.Name, $user.Attributes.room | Should -Be "$mark-g", 7
            Compare-AuthentikConfiguration $folder | Where-Object Action -NE Extra | Should -BeNullOrEmpty
        }

        It 'removes the file of an object that is gone, and leaves the files of others' {
            $null = New-AuthentikGroup "$mark-gone"
            $null = Export-AuthentikConfiguration $folder -Kind Group
            Remove-AuthentikGroup "$mark-gone" -Force
            Set-Content "$folder/README.md" Mine
            Set-Content "$folder/Group/notes.txt" Mine
            (Export-AuthentikConfiguration $folder -Kind Group).Removed | Should -BeGreaterOrEqual 1
            "$folder/Group/$mark-gone.yaml" | Should -Not -Exist
            Get-Content "$folder/README.md", "$folder/Group/notes.txt" | Should -Be Mine, Mine

            # A file that no export wrote isn't overwritten, and a folder with such files isn't taken for an export.
            Set-Content "$folder/Group/$mark-mine.yaml" "name: $mark-mine"
            $null = New-AuthentikGroup "$mark-mine" -Attributes @{ a = 1 }
            try { { Export-AuthentikConfiguration $folder -Kind Group } | Should -Throw "*Group/$mark-mine.yaml*No export wrote this file*" }
            finally { Remove-AuthentikGroup "$mark-mine" -Force }
            Get-Content "$folder/Group/$mark-mine.yaml" | Should -Be "name: $mark-mine"
            $null = New-Item "$folder-2/mine.txt" -Force
            { Export-AuthentikConfiguration "$folder-2" -Kind Group } | Should -Throw '*isn''t empty*-Force*'
            (Export-AuthentikConfiguration "$folder-2" -Kind Group -Force).Written | Should -BeGreaterThan 0
            "$folder-2/mine.txt" | Should -Exist
        }

        It 'keeps secrets out of files and streams' {
            $text = & { Export-AuthentikConfiguration $folder -Verbose -Debug -WarningAction Continue } *>&1 | Out-String
            $text | Should -BeLike '*providers/oauth2*'
            $text | Should -Not -Match $secret
            Read-Folder $folder | Should -Not -Match $secret
        }
    }

    Context 'Compare-AuthentikConfiguration' {
        It 'tells what the server needs to become as the files' {
            Export-Own $folder $mark
            @(Compare-AuthentikConfiguration $folder | Where-Object { $_.Action -ne 'Extra' }) | Should -BeNullOrEmpty
            $same = Compare-AuthentikConfiguration $folder -IncludeUnchanged -Kind Group | Where-Object Name -EQ "$mark-g"
            $same.Action, $same.Fields.Count | Should -Be Unchanged, 0

            Copy-Item "$folder/Group/$mark-g.yaml" "$folder/Group/$mark-new.yaml"
            Edit-File "$folder/Group/$mark-new.yaml" "$mark-g" "$mark-new"
            Edit-File "$folder/Group/$mark-g.yaml" 'site: Bonn' 'site: Köln'
            Edit-File "$folder/ExpressionPolicy/$mark-p.py" 'name = user.username' 'name = user.email'
            Edit-File "$folder/Flow/$mark-f.yaml" 'title: Title' 'title: Other'
            Edit-File "$folder/OAuth2Provider/$mark-o.yaml" "  - $mark-m" "  - 'authentik default OAuth Mapping: OpenID ''email'''"
            Remove-Item "$folder/FlowStageBinding/$mark-f-$mark-s.yaml", "$folder/PolicyBinding/$mark-f*"
            $rows = Compare-AuthentikConfiguration $folder | Where-Object Name -Match $mark
            $rows | Should -BeOfType Authentik.ConfigurationChange
            $rows | ForEach-Object { "$_" -replace "$mark-" } | Should -Be @(
                'Update Flow f', 'Extra FlowStageBinding f, s', 'Update Group g', 'Create Group new', 'Update ExpressionPolicy p',
                'Extra PolicyBinding f, s, p', 'Update OAuth2Provider o')
            ($rows | Where-Object Kind -EQ Flow).File | Should -Be "Flow/$mark-f.yaml:1"
        }

        It 'tells differences of sets, texts and JSON by their parts' {
            Export-Own $folder $mark
            Edit-File "$folder/Group/$mark-g.yaml" 'site: Bonn' 'site: Köln'
            Edit-File "$folder/ExpressionPolicy/$mark-p.py" 'name = user.username' 'name = user.email'
            Edit-File "$folder/Flow/$mark-f.yaml" 'title: Title' 'title: Other'
            Edit-File "$folder/OAuth2Provider/$mark-o.yaml" "  - $mark-m" "  - 'authentik default OAuth Mapping: OpenID ''email'''"
            $fields = @{}
            Compare-AuthentikConfiguration $folder | Where-Object Action -EQ Update | ForEach-Object { $_.Fields } | ForEach-Object { $fields[$_.Field] = $_ }
            $fields.Attributes.Text | Should -Be 'site: Bonn -> Köln'
            $fields.Expression.Text | Should -Be "- name = user.username`n+ name = user.email"
            "$($fields.Title)" | Should -Be 'Title: Title -> Other'
            $fields.Title.Old, $fields.Title.New | Should -Be Title, Other
            $fields.PropertyMappings.Text | Should -Be "+authentik default OAuth Mapping: OpenID 'email', -$mark-m"
            $fields.Count | Should -Be 4
        }

        It 'compares two folders without a server' {
            $null = Export-Own $folder $mark
            Copy-Item $folder "$folder-2" -Recurse
            Clear-WireLog $server
            Compare-AuthentikConfiguration $folder "$folder-2" | Should -BeNullOrEmpty
            Edit-File "$folder-2/Flow/$mark-f.yaml" 'title: Title' 'title: Other'
            Remove-Item "$folder/Group/$mark-g.yaml"
            Remove-Item "$folder-2/DenyStage/$mark-s.yaml"
            $rows = Compare-AuthentikConfiguration $folder "$folder-2"
            $rows | ForEach-Object { "$($_.Action) $($_.Kind) $($_.Fields.Text)" } | Sort-Object | Should -Be 'Create DenyStage ', 'Extra Group ', 'Update Flow Other -> Title'
            Get-WireLog $server | Should -BeNullOrEmpty
        }

        It 'compares two servers' {
            $own = Get-AuthentikSession | Where-Object IsDefault
            $other = Connect-Authentik -Sandbox -Name other -PassThru
            Select-AuthentikSession $own
            try {
                $rows = Compare-AuthentikConfiguration -Session $own -With $other -Kind Group, Flow | Where-Object Name -Like "$mark*"
                $rows | ForEach-Object { "$_" } | Should -Be "Create Flow $mark-f", "Create Group $mark-g"
                (Compare-AuthentikConfiguration -Session other -With $own -Kind Group | Where-Object Name -EQ "$mark-g").Action | Should -Be Extra
            }
            finally { $other | Disconnect-Authentik }
        }
    }

    Context 'A caller without rights' {
        BeforeAll { $nobody = Connect-Nobody $server $mark }
        AfterAll { $nobody | Disconnect-Authentik }

        It 'is told what it can''t view, and nothing is called absent' {
            # Real servers refuse this caller the list of bindings; that of the sandbox is empty.
            Export-Own $folder $mark
            Remove-Item "$folder/PolicyBinding" -Recurse
            $rows = Compare-AuthentikConfiguration $folder -Session $nobody -WarningVariable told -WarningAction SilentlyContinue
            "$told" | Should -BeLike '*Group isn''t part of the configuration.*'
            $rows | Where-Object { $_.Name -like "$mark*" -and $_.Action -ne 'Extra' } | ForEach-Object Action | Sort-Object -Unique | Should -Be Unknown
            Get-Written $server { Import-AuthentikConfiguration $folder -Session $nobody } | Should -BeNullOrEmpty
        }
    }
}
