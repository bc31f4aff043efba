# Servers that become as files want them, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Import-AuthentikConfiguration on <_>' -ForEach $servers {
    BeforeAll {
        foreach ($name in 'TestServer', 'Actions', 'Jobs', 'Configuration', 'Vault') { Import-Module "$PSScriptRoot/../Support/$name.psm1" -Force }
        $ErrorActionPreference = 'Stop'
        $WarningPreference = 'SilentlyContinue'
        $server, $version, $mark = Start-ActionServer $_
        $secret = "canary-secret-$mark"
        function Show-Row($Rows) { $Rows | ForEach-Object { "$_ $($_.Status)" -replace "$mark-" } }
    }

    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        New-ConfigurationSample $version $mark $secret
        Export-Own $folder $mark
    }

    AfterEach { Remove-ConfigurationSample $mark }
    AfterAll { Stop-ActionServer }

    It 'plans with -WhatIf, applies, writes nothing the second time, and takes it back' {
        $before = Read-Folder $folder
        Edit-File "$folder/Group/$mark-g.yaml" 'site: Bonn' 'site: Köln'
        Edit-File "$folder/ExpressionPolicy/$mark-p.py" 'name = user.username' 'name = user.email'
        Copy-Item "$folder/Flow/$mark-f.yaml" "$folder/Flow/$mark-n.yaml"
        Edit-File "$folder/Flow/$mark-n.yaml" "$mark-f" "$mark-n"
        Set-Content "$folder/FlowStageBinding/$mark-n.yaml" "target: $mark-n`nstage: $mark-s`norder: 5"
        $plan = @(Get-Plan { Import-AuthentikConfiguration $folder -UndoPath "$folder-undo" -WhatIf }) -replace "$mark-"
        $plan[0] | Should -BeLike "What if:*`"Create`"*flow 'n'*"
        ($plan -like "*Create*stage binding 'n, s'*").Count | Should -Be 1
        ($plan -like '*Update Attributes: site: Bonn -> Köln*group*').Count | Should -Be 1
        "$folder-undo" | Should -Not -Exist

        $rows = Import-AuthentikConfiguration $folder -UndoPath "$folder-undo" -PassThru
        $rows | Should -BeOfType Authentik.ConfigurationChange
        Show-Row $rows | Sort-Object | Should -Be 'Create Flow n Done', 'Create FlowStageBinding n, s Done', 'Update ExpressionPolicy p Done', 'Update Group g Done'
        (Get-AuthentikGroup "$mark-g").Attributes.site | Should -Be Köln
        (Get-AuthentikExpressionPolicy "$mark-p").Expression | Should -BeLike '*user.email*'
        (Get-AuthentikFlowStageBinding -Target "$mark-n").Order | Should -Be 5
        Assert-Repeatable $server { Import-AuthentikConfiguration $folder -PassThru } | Should -BeNullOrEmpty

        # The undo folder removes what was created, and asks first.
        Read-Folder "$folder-undo" | Should -Not -Match $secret
        { Import-AuthentikConfiguration $folder -UndoPath "$folder-undo" } | Should -Not -Throw -Because 'there is nothing to take back'
        Import-AuthentikConfiguration "$folder-undo" -Force
        Get-AuthentikFlow -Slug "$mark-n" | Should -BeNullOrEmpty
        Export-Own "$folder-after" $mark
        (Read-Folder "$folder-after") -notmatch '^\.' | Should -Be ($before -notmatch '^\.')
    }

    It 'creates all of it where nothing of it is' {
        Remove-ConfigurationSample $mark
        $rows = Import-AuthentikConfiguration $folder -Secret @{ "OAuth2Provider/$mark-o/client_secret" = $secret } -ThrottleLimit 4 -PassThru
        $rows.Status | Sort-Object -Unique | Should -Be Done
        Assert-Repeatable $server { Import-AuthentikConfiguration $folder }
        Export-Own "$folder-after" $mark
        (Read-Folder "$folder-after") -notmatch '^\.' | Should -Be ((Read-Folder $folder) -notmatch '^\.')
    }

    It 'takes secrets from <From>' -ForEach @(
        @{ From = 'a hashtable' }, @{ From = 'a script block' }, @{ From = 'an environment variable' }, @{ From = 'nowhere' }
    ) {
        Remove-AuthentikApplication "$mark-a" -Force
        Remove-AuthentikOAuth2Provider "$mark-o" -Force
        $variable = "AUTHENTIK_SECRET_OAUTH2PROVIDER_$($mark.ToUpper() -replace '-', '_')_O_CLIENT_SECRET"
        $given = @{}
        if ($From -eq 'a hashtable') { $given.Secret = @{ "OAuth2Provider/$mark-o/client_secret" = ConvertTo-SecureString $secret -AsPlainText } }
        if ($From -eq 'a script block') { $given.Secret = { if ($_ -eq "OAuth2Provider/$mark-o/client_secret") { $secret } } }
        if ($From -eq 'an environment variable') { Set-Item "env:$variable" $secret }
        try {
            $text = & { Import-AuthentikConfiguration $folder @given -PassThru -UndoPath "$folder-undo" -Verbose -Debug -WarningAction Continue } *>&1 | Out-String -Width 300
        }
        finally { Remove-Item "env:$variable" -ErrorAction Ignore }
        $text | Should -Not -Match $secret
        Read-Folder "$folder-undo" | Should -Not -Match $secret
        $is = Get-AuthentikOAuth2ClientSecret "$mark-o" -AsPlainText
        if ($From -eq 'nowhere') {
            $is | Should -Not -Be $secret
            $text | Should -BeLike "*client_secret: the secret 'OAuth2Provider/$mark-o/client_secret' isn't known, so it wasn't set.*"
        }
        else { $is | Should -Be $secret }
    }

    It 'takes secrets from a vault, and sets those of existing objects if it''s told to' {
        Import-TestVault
        try {
            (Get-TestVault Main)["OAuth2Provider/$mark-o/client_secret"] = ConvertTo-SecureString "$secret-new" -AsPlainText
            Import-AuthentikConfiguration $folder -Vault Main -PassThru | Should -BeNullOrEmpty
            Get-AuthentikOAuth2ClientSecret "$mark-o" -AsPlainText | Should -Be $secret
            $row = Compare-AuthentikConfiguration $folder -Vault main | Where-Object Name -EQ "$mark-o"
            "$($row.Fields)" | Should -Be "ClientSecret: set to the secret 'OAuth2Provider/$mark-o/client_secret'"
            $row = Compare-AuthentikConfiguration $folder -IncludeUnchanged | Where-Object Name -EQ "$mark-o"
            $row.Action, "$($row.NotCompared)" | Should -Be Unchanged, ClientSecret

            $text = & { Import-AuthentikConfiguration $folder -Vault Main -UpdateSecret -PassThru -UndoPath "$folder-undo" -Verbose -Debug -WarningAction Continue } *>&1 | Out-String -Width 300
            $text | Should -Not -Match $secret
            Read-Folder "$folder-undo" | Should -Not -Match $secret
            Get-AuthentikOAuth2ClientSecret "$mark-o" -AsPlainText | Should -Be "$secret-new"
            Import-AuthentikConfiguration $folder -Vault Main -UpdateSecret -PassThru | Should -BeNullOrEmpty -Because 'the server returns this secret'
            { Import-AuthentikConfiguration $folder -Vault nosuch -UpdateSecret } | Should -Throw "*vault 'nosuch' was not found*"
        }
        finally { Remove-TestVault }
    }

    It 'renames what the files rename, and takes it back' {
        Edit-File "$folder/Application/$mark-a.yaml" "slug: $mark-a" "slug: $mark-b"
        Edit-File "$folder/OAuth2Provider/$mark-o.yaml" "name: $mark-o" "name: $mark-q"
        { Import-AuthentikConfiguration $folder } |
            Should -Throw "*Application/$mark-a.yaml:*: provider refers to '$mark-o', which the files rename to '$mark-q'. Change the name here, too.*"
        Edit-File "$folder/Application/$mark-a.yaml" "provider: $mark-o" "provider: $mark-q"
        Get-ChildItem "$folder/PolicyBinding" | ForEach-Object { (Get-Content $_ -Raw) -replace "Application: $mark-a\b", "Application: $mark-b" | Set-Content $_ -NoNewline }
        $before = (Get-AuthentikApplication -Slug "$mark-a").Pk
        Show-Row (Compare-AuthentikConfiguration $folder | Where-Object Name -Like "$mark*") | Should -Be 'Rename Application a ', 'Rename OAuth2Provider o '
        (Get-Plan { Import-AuthentikConfiguration $folder -WhatIf }) -replace "$mark-" | Should -BeLike '*"Rename *: ? -> ?" on target*'
        Show-Row (Import-AuthentikConfiguration $folder -UndoPath "$folder-undo" -PassThru) | Should -Be 'Rename Application a Done', 'Rename OAuth2Provider o Done'
        (Get-AuthentikApplication -Slug "$mark-b").Pk | Should -Be $before
        Assert-Repeatable $server { Import-AuthentikConfiguration $folder -PassThru } | Should -BeNullOrEmpty
        Show-Row (Import-AuthentikConfiguration "$folder-undo" -PassThru) | Should -Be 'Rename Application b Done', 'Rename OAuth2Provider q Done'
        (Get-AuthentikApplication -Slug "$mark-a").Pk | Should -Be $before
    }

    It 'renames a provider back by an undo folder that has nothing else' {
        Edit-File "$folder/Application/$mark-a.yaml" "provider: $mark-o" "provider: $mark-q"
        Edit-File "$folder/OAuth2Provider/$mark-o.yaml" "name: $mark-o" "name: $mark-q"
        Show-Row (Import-AuthentikConfiguration $folder -UndoPath "$folder-undo" -PassThru) | Should -Be 'Rename OAuth2Provider o Done'
        Show-Row (Import-AuthentikConfiguration "$folder-undo" -PassThru) | Should -Be 'Rename OAuth2Provider q Done'
    }

    It 'refuses names that are taken' {
        $null = New-AuthentikGroup "$mark-h"
        Export-Own $folder $mark
        Edit-File "$folder/Group/$mark-g.yaml" "name: $mark-g" "name: $mark-h"
        Edit-File "$folder/Group/$mark-h.yaml" "name: $mark-h" "name: $mark-g"
        Get-Written $server {
            { Import-AuthentikConfiguration $folder } | Should -Throw "*Group/$mark-g.yaml:1: The group '$mark-g' can't become '$mark-h'*Rename in several runs*"
        } | Should -BeNullOrEmpty
        $null = Compare-AuthentikConfiguration $folder -WarningVariable told
        "$told" | Should -BeLike "*can't become '$mark-h'*"
    }

    It 'tells about secrets that no file has' {
        $null = Import-AuthentikConfiguration $folder -Secret @{ "OAuth2Provider/$mark-o/client_secre" = $secret } -WhatIf -WarningVariable told
        "$told" | Should -BeLike "*No file has the secret OAuth2Provider/$mark-o/client_secre (did you mean OAuth2Provider/$mark-o/client_secret?)*"
    }

    It 'takes back only what the run created' {
        Set-Content "$folder/Group/$mark-n.yaml" "name: $mark-n"
        Import-AuthentikConfiguration $folder -UndoPath "$folder-undo"
        Remove-AuthentikGroup "$mark-n" -Force
        $theirs = New-AuthentikGroup "$mark-n" -Attributes @{ theirs = 1 }
        Import-AuthentikConfiguration "$folder-undo" -Force -PassThru -WarningVariable told | Should -BeNullOrEmpty
        "$told" | Should -BeLike "*The group '$mark-n' stays: somebody else created it since.*"
        (Get-AuthentikGroup "$mark-n").Pk | Should -Be $theirs.Pk
    }

    It 'has no undo inside of the folder, and none of another server' {
        { Import-AuthentikConfiguration $folder -UndoPath "$folder/undo" } | Should -Throw "*is inside of*"
        Set-Content "$folder/Group/$mark-n.yaml" "name: $mark-n"
        Import-AuthentikConfiguration $folder -UndoPath "$folder-undo"
        $own = Get-AuthentikSession | Where-Object IsDefault
        $other = Connect-Authentik -Sandbox -Name other -PassThru
        Select-AuthentikSession $own
        try { { Import-AuthentikConfiguration "$folder-undo" -Session $other -Force } | Should -Throw '*takes back what was done on another server*' }
        finally { $other | Disconnect-Authentik }
        Import-AuthentikConfiguration "$folder-undo" -Confirm:$false
        Get-AuthentikGroup -Name "$mark-n" | Should -BeNullOrEmpty
    }

    It 'refuses other things than secrets' {
        Remove-AuthentikApplication "$mark-a" -Force
        Remove-AuthentikOAuth2Provider "$mark-o" -Force
        Get-Written $server { { Import-AuthentikConfiguration $folder -Secret 5 } | Should -Throw '*-Secret takes a hashtable or a script block.*' } |
            Where-Object { $_ -like '*oauth2*' } | Should -BeNullOrEmpty
    }

    It 'lists what is missing by file and line, and sends nothing' {
        Edit-File "$folder/FlowStageBinding/$mark-f-$mark-s.yaml" "stage: $mark-s" "stage: $mark-none"
        Edit-File "$folder/OAuth2Provider/$mark-o.yaml" "  - $mark-m" "  - $mark-none"
        Edit-File "$folder/Group/$mark-g.yaml" 'site: Bonn' 'site: Köln'
        Set-Content "$folder/PolicyBinding/$mark-n.yaml" "user: $mark-nobody`ntarget:`n  Application: $mark-a`norder: 8"
        Get-Written $server {
            $failed = { Import-AuthentikConfiguration $folder -UndoPath "$folder-undo" } | Should -Throw -PassThru
            "$failed" | Should -BeLike "*FlowStageBinding/$mark-f-$mark-s.yaml:2: stage refers to '$mark-none'*"
            "$failed" | Should -BeLike "*OAuth2Provider/$mark-o.yaml:*: property_mappings refers to '$mark-none'*"
            "$failed" | Should -BeLike "*PolicyBinding/$mark-n.yaml:1: user refers to '$mark-nobody'*"
        } | Should -BeNullOrEmpty
        "$folder-undo" | Should -Not -Exist
    }

    It 'leaves what somebody else changed meanwhile' {
        Remove-AuthentikApplication "$mark-a" -Force
        Remove-AuthentikOAuth2Provider "$mark-o" -Force
        Edit-File "$folder/Group/$mark-g.yaml" 'site: Bonn' 'site: Köln'
        Edit-File "$folder/Flow/$mark-f.yaml" 'title: Title' 'title: Other'
        $meanwhile = { $null = Set-AuthentikGroup "$mark-g" -Attributes @{ site = 'Ulm' }; $secret }
        $rows = Import-AuthentikConfiguration $folder -Secret $meanwhile -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed | Should -HaveCount 1
        "$failed" | Should -BeLike "*Somebody changed attributes of the group '$mark-g' since the plan was made*"
        ($rows | Where-Object Kind -EQ Group).Status | Should -Be Failed
        (Get-AuthentikGroup "$mark-g").Attributes.site | Should -Be Ulm
        (Get-AuthentikFlow "$mark-f").Title | Should -Be Other
    }

    It 'goes on after one that fails, says what needed it, and finishes the next time' {
        Remove-AuthentikFlow "$mark-f" -Force
        Edit-File "$folder/Group/$mark-g.yaml" 'site: Bonn' 'site: Köln'
        Edit-File "$folder/Flow/$mark-f.yaml" 'designation: enrollment' 'designation: nonsense'
        $rows = Import-AuthentikConfiguration $folder -PassThru -ErrorAction SilentlyContinue -ErrorVariable failed
        Show-Row $rows | Should -Be 'Create Flow f Failed', 'Create FlowStageBinding f, s Failed', 'Create PolicyBinding f, s, p Failed', 'Update Group g Done'
        $failed | Should -HaveCount 3
        ($rows | Where-Object Kind -EQ FlowStageBinding).Reason | Should -BeLike "It needs '$mark-f', which wasn't created.*"
        Edit-File "$folder/Flow/$mark-f.yaml" 'designation: nonsense' 'designation: enrollment'
        Show-Row (Import-AuthentikConfiguration $folder -PassThru) | Should -Be 'Create Flow f Done', 'Create FlowStageBinding f, s Done', 'Create PolicyBinding f, s, p Done'
        Assert-Repeatable $server { Import-AuthentikConfiguration $folder }
    }

    It 'writes nothing without an answer' {
        Edit-File "$folder/Group/$mark-g.yaml" 'site: Bonn' 'site: Köln'
        Get-Written $server { { Import-AuthentikConfiguration $folder -Confirm } | Should -Throw } | Should -BeNullOrEmpty
        Get-Written $server { { Import-AuthentikConfiguration $folder -Prune } | Should -Throw '*-Force*' } | Should -BeNullOrEmpty
    }

    Context '-Prune' {
        It 'removes what the files don''t have, after what refers to it, and comes back' {
            $null = Export-AuthentikConfiguration $folder
            foreach ($file in "Group/$mark-g.yaml", "PolicyBinding/$mark-a-$mark-g.yaml", "DenyStage/$mark-s.yaml", "FlowStageBinding/$mark-f-$mark-s.yaml", "PolicyBinding/$mark-f-$mark-s-$mark-p.yaml") {
                Remove-Item "$folder/$file"
            }
            $plan = @(Get-Plan { Import-AuthentikConfiguration $folder -Prune -WhatIf })
            $plan | Should -HaveCount 5
            $plan | Should -BeLike "What if: *Remove*$mark*"
            Get-Written $server { Import-AuthentikConfiguration $folder } | Should -BeNullOrEmpty

            $rows = Import-AuthentikConfiguration $folder -Prune -Force -UndoPath "$folder-undo" -PassThru
            $rows.Status | Should -Be (@('Done') * 5)
            $rows.Kind.IndexOf('FlowStageBinding') | Should -BeLessThan $rows.Kind.IndexOf('DenyStage')
            Assert-Repeatable $server { Import-AuthentikConfiguration $folder -Prune -Force }
            Get-AuthentikGroup "$mark-g" -ErrorAction Ignore | Should -BeNullOrEmpty
            Import-AuthentikConfiguration "$folder-undo"
            (Get-AuthentikGroup "$mark-g").Attributes.site | Should -Be Bonn
            (Get-AuthentikFlowStageBinding -Target "$mark-f").StageObj.Name | Should -Be "$mark-s"
        } -Skip:($_ -eq 'the real server')

        It 'removes nothing that the files refer to, and nothing without the notes of the export' {
            $null = Export-AuthentikConfiguration $folder
            Remove-Item "$folder/Group/$mark-g.yaml"
            Get-Written $server {
                { Import-AuthentikConfiguration $folder -Prune -Force } |
                    Should -Throw "*PolicyBinding/$mark-a-$mark-g.yaml:*: group refers to '$mark-g', which isn't in the files and would be removed.*"
                Remove-Item "$folder/.authentik-configuration" -Force
                { Import-AuthentikConfiguration $folder -Prune -Force } | Should -Throw '*has no .authentik-configuration of an export*'
            } | Should -BeNullOrEmpty
        }

        It 'tells what goes away with it, and never removes the caller' {
            $null = Export-AuthentikConfiguration "$folder-2" -Kind Group, User
            Remove-Item "$folder-2/Group/$mark-g.yaml"
            $me = (Get-AuthentikSession | Where-Object IsDefault).Username
            Get-ChildItem "$folder-2/User" | Where-Object { (Get-Content $_ -Raw) -match "(?m)^username: $me`$" } | Remove-Item
            $plan = @(Get-Plan { Import-AuthentikConfiguration "$folder-2" -Prune -WhatIf -WarningVariable told })
            $plan | Should -HaveCount 1
            $plan[0] | Should -BeLike "*Remove*group '$mark-g'*"
            Import-AuthentikConfiguration "$folder-2" -Prune -Force -UndoPath "$folder-2u" -WarningVariable told
            "$told" | Should -BeLike "*policy binding '$mark-a, $mark-g' refers to '$mark-g' by group.*"
            "$told" | Should -BeLike '*stays although the files don''t have it: you are signed in with it.*'
            Get-AuthentikPolicyBinding -Target "$mark-a" | Should -BeNullOrEmpty
            Import-AuthentikConfiguration "$folder-2u" -Force
            (Get-AuthentikPolicyBinding -Target "$mark-a").GroupObj.Name | Should -Be "$mark-g"
        } -Skip:($_ -eq 'the real server')

        It 'is refused for single applications, and keeps to the kinds of the folder' {
            $null = Export-AuthentikConfiguration "$folder-app" -Application "$mark-a"
            Get-Written $server {
                { Import-AuthentikConfiguration "$folder-app" -Prune -Force } | Should -Throw '*contains single applications, so -Prune would remove all others*'
            } | Should -BeNullOrEmpty
            Export-Own "$folder-kind" $mark @{ Kind = 'DenyStage' }
            $plan = @(Get-Plan { Import-AuthentikConfiguration "$folder-kind" -Prune -WhatIf })
            $plan | Where-Object { $_ -notlike "*deny stage '*" } | Should -BeNullOrEmpty
        }
    }

    Context 'A folder from anybody' {
        It 'reads no file outside of it, and shows names without control characters' {
            Set-Content "$folder-outside.py" 'return "outside"'
            Set-Content "$folder/ExpressionPolicy/$mark-p.yaml" "name: $mark-p`nexpression:`n  file: ../../$(Split-Path $folder -Leaf)-outside.py"
            Get-Written $server {
                { Import-AuthentikConfiguration $folder } | Should -Throw "*ExpressionPolicy/$mark-p.yaml:2*isn't the name of a file in this folder*"
            } | Should -BeNullOrEmpty
            Remove-Item "$folder/ExpressionPolicy", "$folder/PolicyBinding" -Recurse
            Set-Content "$folder/Group/$mark-e.yaml" "name: `"$mark-\e[31mred\r\nWhat if: nothing`""
            $plan = Get-Plan { Import-AuthentikConfiguration $folder -WhatIf }
            $plan | Should -HaveCount 1
            $plan | Should -Not -Match '\e'
            $text = Compare-AuthentikConfiguration $folder | Where-Object Action -EQ Create | Out-String
            $text | Should -Not -Match "\e\[31mred"
        }

        It 'refuses secrets in files' {
            Edit-File "$folder/OAuth2Provider/$mark-o.yaml" "secret: OAuth2Provider/$mark-o/client_secret" "value: $secret"
            $failed = { Import-AuthentikConfiguration $folder } | Should -Throw -PassThru
            "$failed" | Should -BeLike '*client_secret is a secret, and secrets aren''t kept in files*'
            "$failed" | Should -Not -Match $secret
        }
    }
}

Describe 'What Import- and Compare-AuthentikConfiguration show' -Skip:([bool] $env:AUTHENTIK_TEST_URL) {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Authentik
        $rendering, $PSStyle.OutputRendering = $PSStyle.OutputRendering, 'PlainText'
        Connect-Authentik -Sandbox
        $folder = Join-Path $TestDrive shown
        $null = Export-AuthentikConfiguration $folder
        $null = New-AuthentikGroup 'a-group-with-a-name-that-is-longer-than-the-column-of-names' -Attributes @{ department = 'Logistics' }
        $null = Export-AuthentikConfiguration $folder
        Get-AuthentikGroup | Where-Object Name -Like a-group* | Set-AuthentikGroup -Attributes @{ department = 'Accounting and all that belongs to it, wherever it may be'; building = 7 }
        Set-AuthentikExpressionPolicy default-source-enrollment-if-sso -Expression "# A comment`nreturn False"
        Set-AuthentikBrand authentik-default -BrandingTitle 'Example Inc.'
        Get-AuthentikGroup 'authentik Read-only' | Remove-AuthentikGroup -Force
        $rows = Compare-AuthentikConfiguration $folder
    }

    AfterAll {
        $PSStyle.OutputRendering = $rendering
        Get-AuthentikSession | Disconnect-Authentik
    }

    It 'fits <_> characters and cuts nothing' -ForEach 80, 120 {
        $lines = ($rows | Out-String -Width $_) -split "`r?`n" | ForEach-Object TrimEnd
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines | Should -Not -Match '…'
        $lines | Should -Contain 'Update     a-group-with-a-name-that-is-   Attributes:'
        $lines -match '^ {11}longer-than-the-column-of- ' | Should -HaveCount 1
        $lines -join ' ' -replace '\s+', ' ' | Should -BeLike '*department: Accounting and all that*belongs to it, wherever it may be*+ return ak_is_sso_flow*'
        $lines -match '^Action +Name +Fields' | Should -HaveCount 3
        $lines -match '^\s+Kind: ' | ForEach-Object Trim | Should -Be 'Kind: Brand', 'Kind: Group', 'Kind: ExpressionPolicy'
    }

    It 'begins with why a row failed, and keeps the sign of a line with its first word (culture "<_>")' -ForEach 'en-US', '' {
        $culture, [cultureinfo]::CurrentCulture = [cultureinfo]::CurrentCulture, [cultureinfo] $_
        try {
            $lines = [Authentik.ConfigurationChange]@{
                Action = 'Update'; Kind = 'ExpressionPolicy'; Name = 'policy'; Status = 'Failed'; Reason = 'Somebody changed it.'
                Fields = [Authentik.ConfigurationFieldChange[]] [Authentik.ConfigurationFieldChange]::new('Expression', '', '', "- short`n+ $('x' * 37)")
            } | Out-String -Width 80 -Stream | ForEach-Object TrimEnd
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }

        $lines -match '^Update +policy +Failed: Somebody changed it\.$' | Should -HaveCount 1
        $lines -match '^ +Expression:$' | Should -HaveCount 1
        $lines -match '^ +- short$' | Should -HaveCount 1
        $lines -match '^ +\+\sx+$' | Should -HaveCount 1
    }

    It 'shows a long path whole within <_> characters' -ForEach 80, 120 {
        $long = Join-Path $TestDrive ('a-folder-with-a-long-name/' * 5)
        $lines = (Export-AuthentikConfiguration $long | Out-String -Width $_) -split "`r?`n" | ForEach-Object TrimEnd
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines | Should -Not -Match '…'
        $lines -match '^ *Objects +Written +Unchanged +Removed +Path$' | Should -HaveCount 1
    }
}
