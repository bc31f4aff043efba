# What Get-AuthentikFinding finds, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Get-AuthentikFinding on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $kinds = 'Application', 'Provider', 'Policy', 'Stage', 'Flow', 'NotificationTransport', 'CertificateKeyPair', 'Group', 'Token', 'User'

        function Format-Finding { $input | ForEach-Object { "$($_.Rule) $($_.Name)" } | Sort-Object }

        # A provider of any kind, with flows that every version needs.
        function New-Provider([string] $Kind, [string] $Name, [hashtable] $Values) {
            $flows = Get-ProviderFlow $version
            & "New-Authentik${Kind}Provider" -Name $Name @flows @Values
        }
    }

    AfterAll {
        Remove-Marked $mark $kinds
        Stop-ActionServer
    }

    It 'says little about a new installation' {
        $usual = 'admin-without-mfa akadmin', 'admin-default-account akadmin', 'token-admin-never-expires authentik-bootstrap-token',
            'authentication-mfa-optional default-authentication-mfa-validation'
        if (-not $server.IsReal) {
            # What the sandbox has to try things with.
            $usual += 'source-enrolls-anyone github', 'app-password-never-expires jdoe-mail', 'property-mapping-unused Short text for a chat'
        }
        # Real servers are shared, and others mark what they make. A worker of a busy one is late in saying that it runs.
        if ($server.IsReal) { $usual += 'worker-missing ' + ([uri] $server.Uri).Host }
        Get-AuthentikFinding | Where-Object { $_.Name -notlike 'zz*' -and $_.Why -notlike '*zz-*' } | Format-Finding |
            Where-Object { $_ -notin $usual } | Should -BeNullOrEmpty
    }

    It 'finds what was broken, and nothing else' {
        $open = New-Provider OAuth2 "$mark-open" @{ RedirectUri = @{ MatchingMode = 'regex'; Url = 'https://.*/cb' }; SubMode = 'user_email' }
        $null = New-AuthentikApplication "$mark-app" -Slug "$mark-app" -Provider $open
        $null = New-Provider OAuth2 "$mark-plain" @{ RedirectUri = 'http://app.example.com/cb'; AccessTokenValidity = 'days=3' }
        $null = New-Provider Saml "$mark-saml" @{ AcsUrl = 'https://app.example.com/acs'; DigestAlgorithm = 'http://www.w3.org/2000/09/xmldsig#sha1' }
        $null = New-AuthentikGroup "$mark-empty"
        $null = New-AuthentikExpressionPolicy "$mark-policy" -Expression 'return True'
        $null = New-AuthentikEmailStage "$mark-email" -UseGlobalSettings $false -Host mail.example.com -UseTls $false -UseSsl $false
        $null = New-AuthentikFlow "$mark-flow" -Slug "$mark-flow" -Title empty -Designation recovery
        $null = New-AuthentikUser "$mark-left" -Name left
        $null = New-AuthentikToken "$mark-token" -User "$mark-left" -Intent api -Expiring $false
        Set-AuthentikUser "$mark-left" -IsActive $false
        $null = New-AuthentikNotificationTransport "$mark-hook" -Mode webhook -WebhookUrl http://hooks.example.com/x
        $null = New-AuthentikCertificate -CommonName "$mark-cert" -ValidityDays 5

        Clear-WireLog $server
        $found = @(Get-AuthentikFinding -Name "$mark*")
        Get-WireLog $server | Where-Object method -NE GET | Should -BeNullOrEmpty -Because 'nothing is changed'
        $found | Format-Finding | Should -Be (@(
                "application-open-to-everyone $mark-app"
                "certificate-unused $mark-cert"
                "email-unencrypted $mark-email"
                "flow-unused $mark-flow"
                "flow-without-stages $mark-flow"
                "group-unused $mark-empty"
                "oauth2-changing-subject $mark-open"
                "oauth2-long-access-token $mark-plain"
                "oauth2-without-signing-key $mark-open"
                "oauth2-without-signing-key $mark-plain"
                "policy-unused $mark-policy"
                "provider-without-application $mark-plain"
                "provider-without-application $mark-saml"
                "redirect-uri-any-host $mark-open"
                "redirect-uri-plain-http $mark-plain"
                "saml-unsigned $mark-saml"
                "saml-unverified-requests $mark-saml"
                "saml-weak-algorithm $mark-saml"
                "stage-unused $mark-email"
                "token-of-inactive-user $mark-token"
                "webhook-unencrypted $mark-hook"
            ) | Sort-Object)
        $found.Severity | Should -Be ($found.Severity | Sort-Object -Descending) -Because 'the most severe come first'
        $found | Should -BeOfType Authentik.Finding

        foreach ($one in $found) {
            $errors = $null
            $ast = [System.Management.Automation.Language.Parser]::ParseInput($one.WhatToDo, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty -Because "$($one.WhatToDo) is typed"
            foreach ($command in $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
                $known = Get-Command $command.GetCommandName()
                $command.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } | ForEach-Object {
                    $known.Parameters.Keys | Should -Contain $_.ParameterName -Because "$($one.WhatToDo) is typed"
                }
            }
        }
    }

    It 'is silent about what a binding uses' {
        $group = New-AuthentikGroup "$mark-bound"
        $policy = New-AuthentikExpressionPolicy "$mark-bound" -Expression 'return True'
        $provider = New-Provider OAuth2 "$mark-bound" @{ RedirectUri = 'https://app.example.com/cb' }
        $app = New-AuthentikApplication "$mark-bound" -Slug "$mark-bound" -Provider $provider
        $rules = 'application-open-to-everyone', 'group-unused', 'policy-unused'
        Get-AuthentikFinding $rules -Name "$mark-bound" | Should -HaveCount 3
        $null = New-AuthentikPolicyBinding -Target $app -Group $group
        $null = New-AuthentikPolicyBinding -Target $app -Policy $policy -FailureResult $true
        Get-AuthentikFinding $rules -Name "$mark-bound" | Should -BeNullOrEmpty
        $failing = Get-AuthentikFinding binding-passes-on-failure -Name "$mark-bound"
        $failing | Set-AuthentikPolicyBinding -FailureResult $false
        Get-AuthentikFinding binding-passes-on-failure -Name "$mark-bound" | Should -BeNullOrEmpty
    }

    It 'pipes the objects into what fixes them, and does what a finding says' {
        $null = New-Provider OAuth2 "$mark-piped" @{ RedirectUri = 'https://app.example.com/cb'; IssuerMode = 'global' }
        $issuer = Get-AuthentikFinding oauth2-global-issuer -Name "$mark-piped"
        Invoke-Expression $issuer.WhatToDo
        Get-AuthentikFinding oauth2-global-issuer -Name "$mark-piped" | Should -BeNullOrEmpty
        Get-AuthentikFinding provider-without-application -Name "$mark-piped" | Remove-AuthentikProvider -Force
        Get-AuthentikProvider "$mark-piped*" | Should -BeNullOrEmpty

        $null = New-AuthentikGroup "$mark-quiet"
        Get-AuthentikFinding group-unused -Name "$mark-quiet" | Set-AuthentikGroup -Attributes @{ kept = $true }
        (Get-AuthentikGroup "$mark-quiet").Attributes.kept | Should -BeTrue
    }

    It 'evaluates the rules that were asked for, and reads what they need' {
        Clear-WireLog $server
        $null = Get-AuthentikFinding policy-unused
        @(Get-WireLog $server).Count | Should -Be 1
        (Get-AuthentikFinding -Severity Info).Severity | Sort-Object -Unique | Should -Be Info
        (Get-AuthentikFinding authentication-*, token-* -ExcludeRule *-mfa-*).Rule | Should -Not -Contain 'authentication-mfa-optional'
        foreach ($age in 36500, '5000 weeks', [timespan]::FromDays(36500)) {
            Get-AuthentikFinding token-old, certificate-expiring, admin-inactive -SecretAge $age -ExpiresWithin 0 -InactiveFor $age | Should -BeNullOrEmpty
        }
        { Get-AuthentikFinding token-old -SecretAge soon } | Should -Throw "*'soon' isn't a length of time*number of days*"
        { Get-AuthentikFinding policy-unusd } | Should -Throw "There is no rule 'policy-unusd'. Did you mean 'policy-unused'*"
    }

    It 'names the rules that a caller without rights can''t have evaluated' {
        $nobody = Connect-Nobody $server $mark
        $found = @(Get-AuthentikFinding oauth2-*, policy-unused, worker-missing -Session $nobody -ErrorAction SilentlyContinue -ErrorVariable failed)
        $nobody | Disconnect-Authentik
        $found | Should -BeNullOrEmpty
        $failed.Count | Should -Be 3
        $failed.CategoryInfo.Category | Should -Be (, 'PermissionDenied' * 3)
        "$failed" | Should -BeLike '*rules were not evaluated: oauth2-*, oauth2-*'
        "$failed" | Should -BeLike '*The rule policy-unused was not evaluated.*'
    }
}

Describe 'How findings and rules are shown' {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Authentik
        Get-AuthentikSession | Disconnect-Authentik
        Connect-Authentik -Sandbox
        $rendering, $PSStyle.OutputRendering = $PSStyle.OutputRendering, 'PlainText'
        function Format-Text($Objects, [int] $Width) { ($Objects | Out-String -Width $Width) -split "`r?`n" | ForEach-Object TrimEnd }
    }

    AfterAll {
        $PSStyle.OutputRendering = $rendering
        Get-AuthentikSession | Disconnect-Authentik
    }

    It 'fits <_> characters, grouped by severity, and cuts nothing' -ForEach 80, 120 {
        $found = Get-AuthentikFinding -Severity Medium, Low
        $lines = Format-Text $found $_
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines | Where-Object { $_ -match '^\s+Severity: ' } | ForEach-Object Trim | Should -Be 'Severity: Medium', 'Severity: Low'
        $lines -match '^Rule +Name +Why' | Should -HaveCount 2
        $lines | Should -Not -Match '…'
        ($lines -join '') -replace '\s' | Should -Match 'nosecondfactor|neverexpires'
    }

    It 'breaks no line of <_> characters inside a word' -ForEach 80, 120 {
        $words = (Get-AuthentikFinding).Why -split ' ' | Sort-Object -Unique
        $lines = Format-Text (Get-AuthentikFinding) $_ | Where-Object Length -GT 48 | ForEach-Object { $_.Substring(48).Trim() }
        $lines -split '\s+' | Where-Object { $_ -and $_ -notin $words -and $_ -notin 'Why', '---' } | Should -BeNullOrEmpty
    }

    It 'says what to do in a list' {
        $text = (Format-Text (Get-AuthentikFinding source-enrolls-anyone | Format-List) 120) -join "`n"
        $text | Should -Match '(?m)^WhatToDo : Set-AuthentikOAuthSource github -EnrollmentFlow \$null$'
        $text | Should -Match '(?m)^Name     : github$'
        $text | Should -Match '(?m)^HelpUri  : docs/findings/source-enrolls-anyone\.md$'
        foreach ($one in Get-AuthentikFinding) { "$PSScriptRoot/../../../$($one.HelpUri)" | Should -Exist }
    }

    It 'lists the rules without a session, and completes their ids' {
        $rules = Get-AuthentikFindingRule
        $rules.Count | Should -BeGreaterThan 30
        (Get-AuthentikFindingRule saml-* -Severity High).Id | Should -Be 'saml-unsigned', 'saml-source-unverified'
        (Format-Text $rules 80 | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        $line = 'Get-AuthentikFinding -Rule redirect-uri-a'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'redirect-uri-any-host'
    }
}
