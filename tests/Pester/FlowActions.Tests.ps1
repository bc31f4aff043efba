# Actions of flows, policies, applications, providers and certificates, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Actions of flows and applications on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $flows = Get-ProviderFlow $version
        $user = New-AuthentikUser -Username "$mark-user" -Name 'Action User' -Email action@example.com
        $group = New-AuthentikGroup -Name "$mark-group"
        $flow = New-AuthentikFlow -Name "$mark Flow" -Slug "$mark-flow" -Title Action -Designation stage_configuration
        $provider = New-AuthentikOAuth2Provider -Name "$mark-oauth" @flows -RedirectUri https://a.example/cb -PropertyMapping openid, email, profile
        $app = New-AuthentikApplication -Name "$mark App" -Slug "$mark-app" -Provider $provider
        function Get-File([string] $Name) { Join-Path $TestDrive "$mark-$Name" }
    }

    AfterAll {
        Remove-MarkedFile $mark
        Remove-Marked $mark Application, Provider, Source, Policy, PropertyMapping, CertificateKeyPair, Blueprint, Flow, Stage, User, Group
        Stop-ActionServer
    }

    It 'exports a flow as text and to a file, which only -Force overwrites' {
        $text = Export-AuthentikFlow $flow
        $text | Should -BeOfType string
        $text | Should -Match "slug: $mark-flow"
        $file = Get-File flow.yaml
        $flow | Export-AuthentikFlow -OutFile $file | Should -BeNullOrEmpty
        Get-Content $file -Raw | Should -Match "slug: $mark-flow"
        Set-Content $file 'something else'
        { Export-AuthentikFlow $flow -OutFile $file } | Should -Throw '*exists*'
        Get-Content $file -Raw | Should -Match 'something else'
        Export-AuthentikFlow $flow -OutFile $file -Force
        Get-Content $file -Raw | Should -Match "slug: $mark-flow"
    }

    It 'imports the flow under another name: as a flow before 2026.5, as a blueprint later' {
        $file = Get-File other.yaml
        (Export-AuthentikFlow $flow) -replace "$mark-flow", "$mark-other" -replace $flow.Pk, (New-Guid) | Set-Content $file
        if ($version -ge '2026.5.0') {
            Assert-Refused { Import-AuthentikFlow $file }
            Assert-NothingSent { Import-AuthentikBlueprint -InFile $file -WhatIf }
            $result = Import-AuthentikBlueprint -InFile $file
            $result | Should -BeOfType Authentik.BlueprintImport
        }
        else {
            Assert-Refused { Import-AuthentikBlueprint -InFile $file }
            Assert-NothingSent { Import-AuthentikFlow $file -WhatIf }
            $result = Import-AuthentikFlow $file
            $result | Should -BeOfType Authentik.FlowImportResult
        }
        $result.Success | Should -BeTrue -Because ($result.Logs.Event -join '; ')
        (Get-AuthentikFlow "$mark-other").Title | Should -Be Action
        (Get-AuthentikFlow "$mark-flow").Pk | Should -Be $flow.Pk
    }

    It 'draws a flow and links to it' {
        $diagram = Get-AuthentikFlowDiagram default-authentication-flow
        $diagram | Should -BeOfType string
        $diagram | Should -Match '^graph TD'
        Get-AuthentikFlowDiagram $flow -OutFile (Get-File flow.mmd)
        Get-Content (Get-File flow.mmd) -Raw | Should -Match '^graph TD'
        # Servers fail to start a flow without stages.
        $null = New-AuthentikFlowStageBinding -Target $flow -Stage (New-AuthentikUserLoginStage -Name "$mark-stage") -Order 0
        $flow | Get-AuthentikFlowLink | Should -BeLike "http*/if/flow/$mark-flow/*"
    }

    It 'shows what a flow asks for first' {
        Invoke-Modelled {
            (Get-AuthentikFlowChallenge default-authentication-flow -Query '').component | Should -Be ak-stage-identification
        }
    }

    It 'counts and clears the caches of flows and policies' {
        Get-AuthentikFlowCacheSize | Should -BeGreaterOrEqual 0
        Get-AuthentikPolicyCacheSize | Should -BeGreaterOrEqual 0
        Assert-NothingSent { Clear-AuthentikFlowCache -WhatIf; Clear-AuthentikPolicyCache -WhatIf }
        Clear-AuthentikFlowCache | Should -BeNullOrEmpty
        Get-AuthentikFlowCacheSize | Should -Be 0
        Clear-AuthentikPolicyCache | Should -BeNullOrEmpty
    }

    It 'tests a policy for a user' {
        $policy = New-AuthentikPasswordPolicy -Name "$mark-password" -LengthMin 8 -ErrorMessage 'Too short'
        Assert-NothingSent { Test-AuthentikPolicy $policy $user -WhatIf }
        $result = Test-AuthentikPolicy $policy $user -Context @{ password = 'secret' }
        $result | Should -BeOfType Authentik.PolicyTestResult
        $result.Passing | Should -BeFalse
        $result.Messages | Should -Be 'Too short'
        ($policy | Test-AuthentikPolicy -User $user -Context @{ password = 'long enough' }).Passing | Should -BeTrue
    }

    It 'tests a policy whose code looks at the user' {
        $policy = New-AuthentikExpressionPolicy -Name "$mark-policy" -Expression "return request.user.username == '$mark-user'"
        Invoke-Modelled {
            (Test-AuthentikPolicy $policy $user).Passing | Should -BeTrue
            ($policy | Test-AuthentikPolicy -User (Get-AuthentikSession).Username).Passing | Should -BeFalse
        }
    }

    It 'tests a property mapping for a user' {
        $mapping = New-AuthentikScopeMapping -Name "$mark-mapping" -ScopeName "$mark-scope" -Expression 'return {"who": request.user.username}'
        Assert-NothingSent { Test-AuthentikPropertyMapping $mapping -User $user -WhatIf }
        $result = $mapping | Test-AuthentikPropertyMapping -User $user
        $result | Should -BeOfType Authentik.PropertyMappingTestResult
        $result.Successful | Should -BeTrue
        ($result.Result | ConvertFrom-Json).who | Should -Be "$mark-user"
    }

    It 'shows the error of a property mapping' {
        $mapping = New-AuthentikScopeMapping -Name "$mark-broken" -ScopeName "$mark-scope" -Expression 'return unknown_name'
        Invoke-Modelled {
            (Test-AuthentikPropertyMapping $mapping -User $user).Successful | Should -BeFalse
        }
    }

    It 'checks who can open an application' {
        $null = New-AuthentikPolicyBinding -Target $app -Group $group -Order 0
        $access = Test-AuthentikApplicationAccess $app -User $user
        $access | Should -BeOfType Authentik.PolicyTestResult
        $access.Passing | Should -BeFalse
        $user | Add-AuthentikGroupMember $group
        Clear-AuthentikPolicyCache
        ($app | Test-AuthentikApplicationAccess -User $user.Username).Passing | Should -BeTrue
    }

    It 'creates an application with its provider in one step' {
        $whole = @{ Name = "$mark-whole" } + $flows
        $arguments = @{ Application = @{ Name = "$mark Whole"; Slug = "$mark-whole" }; Provider = $whole; ProviderType = 'ldap' }
        Assert-NothingSent { New-AuthentikApplicationWithProvider @arguments -WhatIf }
        $made = New-AuthentikApplicationWithProvider @arguments
        $made | Should -BeOfType Authentik.TransactionResult
        $made.Applied | Should -BeTrue
        (Get-AuthentikApplication "$mark-whole").Provider | Should -Be (Get-AuthentikLdapProvider "$mark-whole").Pk
    }

    It 'creates the bindings of the application too, from 2024.12 on' {
        $whole = @{ Name = "$mark-bound"; RedirectUri = 'https://b.example/cb'; PropertyMapping = 'openid' } + $flows
        $bindings = @{ Group = "$mark-group"; Order = 0 }, [pscustomobject]@{ User = "$mark-user"; Order = 1 }
        $arguments = @{ Application = @{ Name = "$mark Bound"; Slug = "$mark-bound" }; Provider = $whole; ProviderType = 'OAuth2' }
        if ($version -lt '2024.12.0') {
            Assert-Refused { New-AuthentikApplicationWithProvider @arguments -PolicyBinding $bindings }
        }
        else {
            (New-AuthentikApplicationWithProvider @arguments -PolicyBinding $bindings).Applied | Should -BeTrue
            $made = Get-AuthentikPolicyBinding -Target "$mark-bound" -OrderBy order
            $made[0].Group | Should -Be $group.Pk
            $made[1].User | Should -Be $user.Pk
        }
    }

    It 'synchronizes users and groups that are named or piped' {
        $scim = New-AuthentikScimProvider -Name "$mark-scim" -Url http://127.0.0.1:9/scim -Token secret
        Assert-NothingSent { $user, $group | Sync-AuthentikProviderObject $scim -WhatIf }
        { Sync-AuthentikProviderObject $scim -User "$mark-nobody" } | Should -Throw -ErrorId 'NameNotFound,*'
        Invoke-Modelled {
            $log = @($user, $group | Sync-AuthentikProviderObject $scim) + @(Sync-AuthentikProviderObject $scim -Group "$mark-group")
            $log | ForEach-Object { $_ | Should -BeOfType Authentik.LogEvent }
        }
    }

    It 'gets the URLs and the claims of an OAuth2 provider' {
        $urls = $provider | Get-AuthentikProviderSetupUrl
        $urls | Should -BeOfType Authentik.ProviderSetupUrl
        $urls.Issuer | Should -BeLike "http*/application/o/$mark-app/"
        $urls.Token | Should -BeLike 'http*/application/o/token/'
        $claims = Get-AuthentikClaimPreview $provider -User $user
        $claims.email | Should -Be action@example.com
        $claims.preferred_username | Should -Be "$mark-user"
    }

    It 'imports a SAML provider from metadata, and exports its own' {
        $file = Get-File metadata.xml
        Set-Content $file @'
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://wiki.example/saml">
  <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" AuthnRequestsSigned="false" WantAssertionsSigned="false">
    <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
    <md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://wiki.example/acs" index="0"/>
  </md:SPSSODescriptor>
</md:EntityDescriptor>
'@
        Assert-NothingSent { Import-AuthentikSamlProvider "$mark-saml" -InFile $file @flows -WhatIf }
        $made = Import-AuthentikSamlProvider "$mark-saml" -InFile $file @flows
        if ($version -ge '2025.12.0') { $made | Should -BeOfType Authentik.SamlProvider } else { $made | Should -BeNullOrEmpty }
        $saml = Get-AuthentikSamlProvider "$mark-saml"
        $saml.AcsUrl | Should -Be https://wiki.example/acs
        $null = New-AuthentikApplication -Name "$mark Saml" -Slug "$mark-saml" -Provider $saml
        $xml = [xml] ($saml | Export-AuthentikSamlMetadata)
        $xml.EntityDescriptor.IDPSSODescriptor | Should -Not -BeNullOrEmpty
        Export-AuthentikSamlMetadata $saml -OutFile (Get-File own.xml)
        ([xml] (Get-Content (Get-File own.xml) -Raw)).DocumentElement.LocalName | Should -Be EntityDescriptor
    }

    It 'generates a certificate and exports it' {
        Assert-NothingSent { New-AuthentikCertificate "$mark-pair" -ValidityDays 2 -WhatIf }
        $pair = New-AuthentikCertificate "$mark-pair" -ValidityDays 2 -SubjectAltName a.example
        $pair | Should -BeOfType Authentik.CertificateKeyPair
        $pair.Name | Should -Be "$mark-pair"
        $pair.CertExpiry | Should -BeLessThan (Get-Date).AddDays(3)
        $pem = $pair | Export-AuthentikCertificate
        [Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem($pem).Subject | Should -Match "CN=$mark-pair"
        Export-AuthentikCertificate "$mark-pair" -OutFile (Get-File pair.pem)
        (Get-Content (Get-File pair.pem) -Raw).Trim() | Should -Be $pem.Trim()
        $pair | Get-AuthentikCertificatePrivateKey | Should -BeOfType securestring
    }

    It 'applies a blueprint' {
        $content = "version: 1`nentries:`n  - model: authentik_core.group`n    identifiers:`n      name: $mark-applied`n"
        $blueprint = New-AuthentikBlueprint -Name "$mark-blueprint" -Content $content
        Assert-NothingSent { Invoke-AuthentikBlueprint $blueprint -WhatIf }
        $applied = $blueprint | Invoke-AuthentikBlueprint
        $applied | Should -BeOfType Authentik.Blueprint
        $applied.Pk | Should -Be $blueprint.Pk
        if ($version -lt '2025.8.0') { (Get-AuthentikGroup "$mark-applied").Name | Should -Be "$mark-applied" }
    }

    It 'sets and removes icons and backgrounds, on all versions' {
        $source = New-AuthentikOAuthSource -Name "$mark Source" -Slug "$mark-source" -ProviderType discord -ConsumerKey id -ConsumerSecret none
        $url = 'https://icons.example/a.png'
        Assert-NothingSent { Set-AuthentikApplicationIcon $app -Url $url -WhatIf; Set-AuthentikFlowBackground $flow -Url $url -WhatIf }
        $app | Set-AuthentikApplicationIcon -Url $url | Should -BeNullOrEmpty
        (Get-AuthentikApplication $app).MetaIcon | Should -Be $url
        Set-AuthentikSourceIcon "$mark-source" -Url $url
        (Get-AuthentikOAuthSource $source).Icon | Should -Be $url
        Set-AuthentikFlowBackground $flow -Url $url
        (Get-AuthentikFlow $flow).Background | Should -Be $url
        if (-not (Test-FileStorage)) { return }
        $image = Get-File icon.png
        [IO.File]::WriteAllBytes($image, [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='))
        Set-AuthentikApplicationIcon $app -InFile $image
        (Get-AuthentikApplication $app).MetaIcon | Should -BeLike "*$mark-icon*.png*"
        $source | Set-AuthentikSourceIcon -InFile $image
        (Get-AuthentikOAuthSource $source).Icon | Should -BeLike "*$mark-icon*.png*"
        $flow | Set-AuthentikFlowBackground -InFile $image
        (Get-AuthentikFlow $flow).Background | Should -BeLike "*$mark-icon*.png*"
        # Where files are kept apart, the same content is one file.
        if ($version -ge '2025.12.0') { @(Get-AuthentikFile -Search $mark).Count | Should -Be 1 }
        Set-AuthentikApplicationIcon $app -Clear $true
        (Get-AuthentikApplication $app).MetaIcon | Should -BeNullOrEmpty
    }
}
