# Actions of outposts, synchronization, devices and agents, and of what only a browser or a licensed server completes: on the sandbox
# or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Actions of services on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $flows = Get-ProviderFlow $version
        $user = New-AuthentikUser -Username "$mark-user" -Name 'Service User' -Email service@example.com

        # Expects that only an agent, a browser or a licensed server gets further. The sandbox need not model it.
        function Assert-Unfit([string] $From, [string] $ErrorId, [scriptblock] $Work) {
            if ($version -lt $From) { Assert-Refused $Work }
            else {
                Invoke-Modelled {
                    try { & $Work }
                    catch [Authentik.ApiException] {
                        if ($_.Exception.StatusCode -eq 501) { throw }
                        $_.FullyQualifiedErrorId | Should -Match "^$ErrorId,"
                    }
                }
            }
        }
    }

    AfterAll {
        Remove-Marked $mark Application, Outpost, OutpostServiceConnection, Provider, Source, Stage, Flow, User
        if ($version -ge '2025.12.0') { Remove-Marked $mark EnrollmentToken, EndpointConnector }
        Stop-ActionServer
    }

    It 'tells who may sign in with LDAP and RADIUS, and which outposts run' {
        $ldap = New-AuthentikLdapProvider -Name "$mark-ldap" @flows
        $null = New-AuthentikApplication -Name "$mark Ldap" -Slug "$mark-ldap" -Provider $ldap
        $radius = New-AuthentikRadiusProvider -Name "$mark-radius" -SharedSecret secret @flows
        $null = New-AuthentikApplication -Name "$mark Radius" -Slug "$mark-radius" -Provider $radius
        $outpost = New-AuthentikOutpost -Name "$mark-outpost" -Type ldap -Provider $ldap -Config @{ authentik_host = 'http://127.0.0.1' }
        $outpost | Get-AuthentikOutpostHealth | Should -BeNullOrEmpty
        Invoke-Modelled {
            (Test-AuthentikLdapAccess $ldap -Application "$mark-ldap").Access.Passing | Should -BeTrue
            ($radius | Test-AuthentikRadiusAccess -Application "$mark-radius").Access.Passing | Should -BeTrue
        }
    }

    It 'tells that a service connection reaches nothing' {
        $docker = New-AuthentikDockerServiceConnection -Name "$mark-docker" -Url http://127.0.0.1:1
        $state = $docker | Get-AuthentikOutpostServiceConnectionState
        $state | Should -BeOfType Authentik.ServiceConnectionState
        $state.Healthy | Should -BeFalse
    }

    It 'tells the state of a synchronization' {
        $scim = New-AuthentikScimProvider -Name "$mark-scim" -Url http://127.0.0.1:1 -Token secret
        ($scim | Get-AuthentikSyncStatus).IsRunning | Should -BeOfType bool
        $ldap = New-AuthentikLdapSource -Name "$mark Ldap" -Slug "$mark-ldap" -ServerUri ldap://127.0.0.1:1 -BaseDn dc=example -Enabled $false
        Get-AuthentikSyncStatus $ldap | Should -BeOfType Authentik.SyncStatus
        if ($server.IsReal) { { Get-AuthentikLdapSourceDebug $ldap } | Should -Throw -ErrorId 'ServerFault,*' }
        else { Invoke-Modelled { Get-AuthentikLdapSourceDebug $ldap | Should -BeOfType Authentik.LdapSourceDebug } }
    }

    It 'lists the blueprints of the worker, and how often an application was opened' {
        Invoke-Modelled { (Get-AuthentikBlueprintFile).Path | Should -Contain default/flow-default-authentication-flow.yaml }
        $app = New-AuthentikApplication -Name "$mark Metric" -Slug "$mark-metric"
        if ($version -ge '2025.8.0') { Assert-Refused { Get-AuthentikApplicationMetric $app } }
        else { Get-AuthentikApplicationMetric $app | Should -BeOfType Authentik.EventCount }
    }

    It 'gets the key of an enrollment token and the profile that contains it, from 2025.12 on' {
        if ($version -lt '2025.12.0') { Assert-Refused { Get-AuthentikEnrollmentTokenKey ([guid]::NewGuid()) }; return }
        $connector = New-AuthentikAgentConnector -Name "$mark-connector"
        $token = New-AuthentikEnrollmentToken -Name "$mark-token" -Connector $connector
        $key = $token | Get-AuthentikEnrollmentTokenKey
        $key | Should -BeOfType securestring
        Invoke-Modelled {
            $made = New-AuthentikAgentManagementProfile $connector -Platform windows -EnrollmentToken $token
            $made.Config | ConvertFrom-SecureString -AsPlainText | Should -Match ([regex]::Escape(($key | ConvertFrom-SecureString -AsPlainText)))
        }
    }

    It 'calls what agents call, and says that a user is none, from 2025.12 on' {
        $refusal = '(Forbidden|NotSignedIn)'
        Assert-Unfit '2025.12.0' $refusal { Register-AuthentikAgentDevice -DeviceSerial $mark -DeviceName $mark }
        Assert-Unfit '2025.12.0' $refusal { Get-AuthentikAgentConfiguration }
        Assert-Unfit '2025.12.0' $refusal { Send-AuthentikAgentReport -OperatingSystem @{ family = 'linux' } }
        Assert-Unfit '2025.12.0' $refusal { New-AuthentikAgentSignInLink }
        Assert-Unfit '2025.12.0' $refusal { New-AuthentikAgentSignInToken $mark }
        $keys = @{ DeviceSigningKey = 'a'; DeviceEncryptionKey = 'b'; SigningKeyId = 'c'; EncryptionKeyId = 'd' }
        Assert-Unfit '2025.12.0' $refusal { Register-AuthentikPlatformSsoDevice @keys }
        Assert-Unfit '2025.12.0' $refusal { Register-AuthentikPlatformSsoUser -UserToken a -SecureEnclaveKey b -SecureEnclaveKeyId c }
    }

    It 'exports users and events where it is licensed, from 2025.12 on' {
        if ($version -ge '2025.12.0' -and (Get-AuthentikLicenseSummary).Status -ne 'unlicensed') {
            Set-ItResult -Skipped -Because 'this server is licensed, and would write files'
            return
        }
        Assert-Unfit '2025.12.0' ValidationFailed { Export-AuthentikUser -Username $user.Username }
        Assert-Unfit '2025.12.0' ValidationFailed { Export-AuthentikEvent -Username $user.Username }
        Assert-Unfit '2026.2.0' '(ValidationFailed|NotFound)' { Get-AuthentikLatestLifecycleIteration -Group 'authentik Admins' }
        Assert-Unfit '2026.2.0' '(ValidationFailed|NotFound)' { New-AuthentikLifecycleReview ([guid]::NewGuid()) }
    }

    It 'stays who it is when it impersonates, as only a browser can become another' {
        $reason = $version -ge '2024.12.0' ? @{ Reason = 'test' } : @{}
        Assert-NothingSent { Start-AuthentikUserImpersonation $user @reason -WhatIf }
        Invoke-Modelled {
            $user | Start-AuthentikUserImpersonation @reason | Should -BeNullOrEmpty
            (Get-AuthentikCurrentUser).User.Pk | Should -Be (Get-AuthentikUser (Get-AuthentikSession).Username).Pk
            Stop-AuthentikUserImpersonation | Should -BeNullOrEmpty
        }
    }

    It 'answers the first stage of a flow, and finds no running one' {
        Invoke-Modelled {
            $answer = @{ component = 'ak-stage-identification'; uid_field = $user.Username }
            Send-AuthentikFlowResponse default-authentication-flow $answer -Query '' | Should -BeNullOrEmpty
        }
        Assert-Unfit '2024.8.0' '(ServerFault|OperationMissing|NotFound|ValidationFailed)' { Get-AuthentikFlowInspection default-authentication-flow }
    }

    It 'sends an e-mail for recovery once the brand has a recovery flow' {
        $stage = New-AuthentikEmailStage -Name "$mark-email" -UseGlobalSettings $false -Host 127.0.0.1 -Port 1
        $mail = $version -ge '2026.2.0' ? @{ EmailStage = $stage; TokenDuration = 'hours=1' } : @{ EmailStage = $stage }
        Assert-NothingSent { Send-AuthentikUserRecoveryEmail $user @mail -WhatIf }
        $brand = Get-AuthentikBrand -Default $true
        if ($brand.FlowRecovery) { Set-ItResult -Skipped -Because 'the brand has a recovery flow, and the e-mail would name it'; return }
        { Send-AuthentikUserRecoveryEmail $user @mail } | Should -Throw '*recovery flow*'
    }

    It 'imports a Duo device, and says what it needs to import all' {
        $stage = New-AuthentikAuthenticatorDuoStage -Name "$mark-duo" -ClientId id -ClientSecret secret -ApiHostname 127.0.0.1
        Invoke-Modelled {
            Import-AuthentikDuoDevice $stage $user.Username -DuoUserId "$mark-duo" | Should -BeNullOrEmpty
            { Sync-AuthentikDuoDevice $stage } | Should -Throw '*Admin API*'
            { $stage | Get-AuthentikDuoEnrollmentStatus } | Should -Throw
        }
    }

    It 'has nothing to redeem or to manage that is not there' {
        $missing = '(NotFound|OperationMissing|ValidationFailed|Forbidden|NotSignedIn|NameNotFound)'
        Assert-Unfit '2024.8.0' $missing { Connect-AuthentikPlexAccount -Source $mark -PlexToken none }
        Assert-Unfit '2024.8.0' $missing { Start-AuthentikPlexSignIn -Source $mark -PlexToken none }
        Assert-Unfit '2024.8.0' $missing { New-AuthentikTenantAdminGroup ([guid]::NewGuid()) -User $mark }
        Assert-Unfit '2024.8.0' $missing { New-AuthentikTenantRecoveryLink ([guid]::NewGuid()) -User $mark -Day 1 }
    }
}
