# What the server does in the background, and waiting for it, on the sandbox or on a real server with a worker.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Background work on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $flows = Get-ProviderFlow $version
    }

    AfterAll {
        Remove-Marked $mark Application, ScimProvider, SamlProvider, Blueprint, Group, LdapSource
        Stop-ActionServer
    }

    It 'applies a blueprint, and returns it as it is then' {
        $content = "version: 1`nmetadata:`n  name: $mark`nentries:`n- model: authentik_core.group`n  identifiers:`n    name: $mark-bp`n  attrs: {}"
        $blueprint = New-AuthentikBlueprint -Name "$mark-blueprint" -Content $content
        Assert-NothingSent { Invoke-AuthentikBlueprint $blueprint -Wait -WhatIf }
        $applied = $blueprint | Invoke-AuthentikBlueprint -Wait -TimeoutSeconds 120
        $applied | Should -BeOfType Authentik.Blueprint
        $applied.Status | Should -Be successful
        (Get-AuthentikGroup "$mark-bp").Name | Should -Be "$mark-bp"
    }

    It 'refuses to wait for a disabled blueprint, which the server would only note as applied' {
        $blueprint = New-AuthentikBlueprint -Name "$mark-off" -Content "version: 1`nmetadata:`n  name: $mark-off`nentries: []" -Enabled $false
        { Invoke-AuthentikBlueprint $blueprint -Wait } | Should -Throw -ErrorId 'InvalidValue,*' -ExpectedMessage '*is disabled*'
    }

    It 'makes an error of an import that the server says failed' {
        $file = Join-Path $TestDrive bad.yaml
        Set-Content $file "version: 1`nentries:`n- model: authentik_core.nosuch`n  identifiers:`n    name: x`n  attrs: {}"
        $import = $version -ge '2026.5.0' ? 'Import-AuthentikBlueprint' : 'Import-AuthentikFlow'
        { & $import -InFile $file } | Should -Throw -ErrorId 'BackgroundWorkFailed,*' -ExpectedMessage '*failed*'
    }

    It 'makes an error of an empty export' {
        $provider = New-AuthentikSamlProvider -Name "$mark-saml" -AcsUrl https://sp.test/acs @flows
        $file = Join-Path $TestDrive empty.xml
        { Export-AuthentikSamlMetadata $provider -OutFile $file } | Should -Throw -ExpectedMessage '*there is no file*'
        Test-Path $file | Should -BeFalse
    }

    It 'runs the task of a schedule, and returns the run, from 2025.8 on' {
        if ($version -lt '2025.8.0') { Assert-Refused { Start-AuthentikTaskSchedule ([guid]::NewGuid()) -Wait }; return }
        $schedule = Get-AuthentikTaskSchedule -ActorName authentik.core.tasks.clean_expired_models
        $before = @(Get-AuthentikBackgroundTask -ActorName $schedule.ActorName).MessageId
        $run = $schedule | Start-AuthentikTaskSchedule -Wait -TimeoutSeconds 120
        $run | Should -BeOfType Authentik.BackgroundTask
        $run.State | Should -Be done
        $run.MessageId | Should -Not -BeIn $before
    }

    It 'runs a system task again, and returns it, before 2025.8' {
        if ($version -ge '2025.8.0') { Assert-Refused { Start-AuthentikSystemTask ([guid]::NewGuid()) -Wait }; return }
        $task = Get-AuthentikSystemTask | Where-Object Name -In clean_expired_models, outpost_connection_discovery | Select-Object -First 1
        if (-not $task) { Set-ItResult -Skipped -Because 'no worker has run a task here'; return }
        $again = $task | Start-AuthentikSystemTask -Wait -TimeoutSeconds 120
        $again.FinishTimestamp | Should -BeGreaterThan $task.FinishTimestamp
    }

    It 'synchronizes a provider, and returns its tasks' {
        $provider = New-AuthentikScimProvider -Name "$mark-scim" -Url http://127.0.0.1:1/scim -Token secret
        New-AuthentikApplication -Name "$mark-scim" -Slug "$mark-scim" -BackchannelProvider $provider | Out-Null
        Assert-NothingSent { $provider | Start-AuthentikSync -WhatIf }
        $provider | Start-AuthentikSync | Should -BeNullOrEmpty
        $tasks = Start-AuthentikSync "$mark-scim" -Wait -TimeoutSeconds 120 -WarningAction Ignore -ErrorAction SilentlyContinue -ErrorVariable failure
        if ($failure) {
            # Nothing listens at the provider's address. What older servers say about that is an error.
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'BackgroundWorkFailed,*'
            $failure[0].Exception.Log | Should -Not -BeNullOrEmpty
        }
        elseif ($version -ge '2025.8.0') { $tasks[0] | Should -BeOfType Authentik.BackgroundTask }
        else { $tasks[0] | Should -BeOfType Authentik.SystemTask }
        (Get-AuthentikSyncStatus $provider).IsRunning | Should -Not -BeNullOrEmpty
    }

    It 'refuses to synchronize what the server leaves out' {
        $source = New-AuthentikLdapSource -Name "$mark-ldap" -Slug "$mark-ldap" -ServerUri ldap://127.0.0.1:1 -BaseDn dc=x -Enabled $false
        { $source | Start-AuthentikSync } | Should -Throw -ErrorId 'InvalidValue,*' -ExpectedMessage '*is disabled*Set-AuthentikLdapSource*'
    }

    It 'refuses other kinds of objects' {
        { Get-AuthentikUser -First 1 | Start-AuthentikSync } | Should -Throw -ErrorId '*Start*Sync*'
    }
}
