# Actions of the server itself: what it is, what it knows, what it runs, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
    $servers = Get-ActionServer
    # What only some versions have: the first version that has it, the first one that no longer has it, and how to call it.
    $limited = @(
        @{ Call = { Get-AuthentikFile }; From = '2025.12.0' }
        @{ Call = { Get-AuthentikEndpointConnectorType }; From = '2025.12.0' }
        @{ Call = { Get-AuthentikEndpointDeviceSummary }; From = '2025.12.0' }
        @{ Call = { Get-AuthentikBackgroundTaskTotal }; From = '2025.8.0' }
        @{ Call = { Get-AuthentikLoginMetric }; Until = '2025.8.0' }
        @{ Call = { Get-AuthentikMonthlyEventCount }; Until = '2025.8.0' }
        @{ Call = { Get-AuthentikEventStatistic -Period days=1 }; From = '2026.5.0' }
    )
}

Describe 'Actions of the server on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $me = (Get-AuthentikSession).Username
    }

    AfterAll {
        Get-AuthentikNotification -User $me | Where-Object Body -Like "*$mark*" | Remove-AuthentikNotification -Force
        Remove-MarkedFile $mark
        Remove-Marked $mark NotificationTransport
        Stop-ActionServer
    }

    It 'tells its version, its state and its settings' {
        $installed = Get-AuthentikServerVersion
        $installed | Should -BeOfType Authentik.InstalledVersion
        $installed.VersionCurrent | Should -Be "$version"
        $system = Get-AuthentikSystem
        $system | Should -BeOfType Authentik.SystemStatus
        $system.Runtime.PythonVersion | Should -Match '^3'
        $system.ServerTime | Should -BeOfType DateTimeOffset
        (Get-AuthentikServerConfiguration).CacheTimeout | Should -BeGreaterThan 0
        (Get-AuthentikServerApp).Name | Should -Contain authentik.core
        (Get-AuthentikServerModel).Name | Should -Contain authentik_core.user
    }

    It 'lists the types of objects that <_> names' -ForEach 'policies', 'mappings', 'providers', 'sources', 'stages', 'connections' {
        $list = @(switch ($_) {
                policies { Get-AuthentikPolicyType }
                mappings { Get-AuthentikPropertyMappingType }
                providers { Get-AuthentikProviderType }
                sources { Get-AuthentikSourceType }
                stages { Get-AuthentikStageType }
                connections { Get-AuthentikOutpostServiceConnectionType }
            })
        $list | Should -BeOfType Authentik.CreatableType
        $list.Count | Should -BeGreaterThan 1
        $list.Component | Should -Not -Contain $null
    }

    It 'lists templates, actions, countries, OAuth sources and the settings of outposts' {
        (Get-AuthentikEmailTemplate).Name | Should -Contain email/password_reset.html
        (Get-AuthentikEventAction).Component | Should -Contain login_failed
        (Get-AuthentikCountry | Where-Object Code -EQ IT).Name | Should -Be Italy
        (Get-AuthentikOAuthSourceType -Name github).AuthorizationUrl | Should -BeLike 'https://github.com/*'
        (Get-AuthentikOutpostDefaultSetting).Keys | Should -Contain authentik_host
    }

    It 'lists what the caller can set up and connect' {
        Get-AuthentikStageUserSetting | Should -BeOfType Authentik.UserSetting
        @(Get-AuthentikSourceUserSetting).Where({ $_ -isnot [Authentik.UserSetting] }) | Should -BeNullOrEmpty
    }

    It 'tells how it is licensed' {
        $summary = Get-AuthentikLicenseSummary -Cached $false
        $summary | Should -BeOfType Authentik.LicenseSummary
        $summary.Status | Should -BeIn unlicensed, valid, expired, expiry_soon, limit_exceeded_user, limit_exceeded_admin, read_only
        Get-AuthentikInstallId | Should -Match '^[0-9a-f-]{32,}$'
        (Get-AuthentikLicenseForecast).InternalUsers | Should -BeGreaterThan 0
    }

    It 'lists its workers' {
        $workers = @(Get-AuthentikWorker)
        $workers.Where({ $_ -isnot [Authentik.Worker] }) | Should -BeNullOrEmpty
        if ($version -lt '2025.2.0') { $workers.Count | Should -BeGreaterOrEqual 0; $workers[0].Count | Should -BeGreaterOrEqual 0 }
        else { $workers.Where({ -not $_.WorkerId }) | Should -BeNullOrEmpty }
    }

    It 'exports the document of its API' {
        $file = Join-Path $TestDrive schema.json
        Invoke-Modelled {
            Export-AuthentikSchema -Format json -OutFile $file
            (Get-Content $file -Raw | ConvertFrom-Json -AsHashtable).info.version | Should -Be "$version"
        }
    }

    It 'has<Call>, or refuses it with its version' -ForEach $limited {
        if (($From -and $version -lt $From) -or ($Until -and $version -ge $Until)) { Assert-Refused $Call }
        else { $Call | Should -Not -Throw }
    }

    It 'counts events' {
        $one = New-AuthentikEvent -Action custom_ -App $mark -Context @{ why = 'test' }
        $volume = @(Get-AuthentikEventVolume)
        $one | Remove-AuthentikEvent -Force
        $volume | Should -BeOfType Authentik.EventVolume
        if ($version -ge '2025.8.0') { ($volume | Measure-Object Count -Sum).Sum | Should -BeGreaterThan 0 }
        else { ($volume | Measure-Object YCord -Sum).Sum | Should -BeGreaterThan 0 }
        @(Get-AuthentikTopApplication -ActionName authorize_application -Top 3).Count | Should -BeLessOrEqual 3
    }

    It 'sends a test notification to the caller, and marks notifications as seen' {
        $before = @(Get-AuthentikNotification -User $me)
        $transport = New-AuthentikNotificationTransport -Name "$mark-transport" -Mode local
        Assert-NothingSent { Test-AuthentikNotificationTransport $transport -WhatIf; Confirm-AuthentikNotification -WhatIf }
        @($transport | Test-AuthentikNotificationTransport).Where({ $_ -isnot [string] }) | Should -BeNullOrEmpty
        (Get-AuthentikNotification -User $me -Seen $false).Body -like "*$mark-transport*" | Should -Not -BeNullOrEmpty
        Confirm-AuthentikNotification | Should -BeNullOrEmpty
        Get-AuthentikNotification -User $me -Seen $false | Should -BeNullOrEmpty
        $before | Where-Object Seen -EQ $false | Set-AuthentikNotification -Seen $false
    }

    It 'runs a system task again, before 2025.8' {
        if ($version -ge '2025.8.0') { Assert-Refused { Start-AuthentikSystemTask ([guid]::NewGuid()) }; return }
        $task = Get-AuthentikSystemTask -First 1
        if (-not $task) { Set-ItResult -Skipped -Because 'no worker has run a task here'; return }
        Assert-NothingSent { $task | Start-AuthentikSystemTask -WhatIf }
        $task | Start-AuthentikSystemTask | Should -BeNullOrEmpty
    }

    It 'runs the task of a schedule, from 2025.8 on' {
        if ($version -lt '2025.8.0') { Assert-Refused { Start-AuthentikTaskSchedule ([guid]::NewGuid()) }; return }
        $schedule = Get-AuthentikTaskSchedule -First 1
        $count = @(Get-AuthentikBackgroundTask -ActorName $schedule.ActorName).Count
        Assert-NothingSent { $schedule | Start-AuthentikTaskSchedule -WhatIf }
        $schedule | Start-AuthentikTaskSchedule | Should -BeNullOrEmpty
        @(Get-AuthentikBackgroundTask -ActorName $schedule.ActorName).Count | Should -BeGreaterThan $count
        (Get-AuthentikBackgroundTaskTotal) | Should -BeOfType Authentik.BackgroundTaskTotal
    }

    It 'runs a failed task again, from 2025.8 on' {
        if ($version -lt '2025.8.0') { Assert-Refused { Restart-AuthentikBackgroundTask ([guid]::NewGuid()) }; return }
        $task = Get-AuthentikBackgroundTask -AggregatedStatus error -First 1
        if (-not $task) { Set-ItResult -Skipped -Because 'no task has failed here'; return }
        Assert-NothingSent { $task | Restart-AuthentikBackgroundTask -WhatIf }
        $task | Restart-AuthentikBackgroundTask | Should -BeNullOrEmpty
    }

    It 'shows how a form field would look' {
        $field = @{ Name = "$mark-field"; FieldKey = 'attributes.city'; Label = 'City'; Type = 'text'; InitialValue = 'Rome' }
        Assert-NothingSent { Test-AuthentikPrompt @field -WhatIf }
        $shown = Test-AuthentikPrompt @field
        $shown | Should -BeOfType Authentik.PromptPreview
        $shown.InitialValue | Should -Be Rome
    }

    It 'uploads a file, says who uses it and removes it, from 2025.12 on' {
        $file = Join-Path $TestDrive "$mark-icon.png"
        [IO.File]::WriteAllBytes($file, [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='))
        if ($version -lt '2025.12.0') {
            Assert-Refused { Add-AuthentikFile -InFile $file }
            Assert-Refused { Remove-AuthentikFile "$mark-icon.png" -Force }
            return
        }
        Assert-NothingSent { Add-AuthentikFile -InFile $file -WhatIf }
        if (-not (Test-FileStorage)) { Set-ItResult -Skipped -Because 'this server cannot store files'; return }
        Add-AuthentikFile -InFile $file -Name "$mark/icon.png" | Should -BeNullOrEmpty
        $stored = Get-AuthentikFile -Search $mark
        $stored | Should -BeOfType Authentik.StoredFile
        $stored.Name | Should -Be "$mark/icon.png"
        $stored.MimeType | Should -Be image/png
        Get-AuthentikFileUsage "$mark/icon.png" | Should -BeNullOrEmpty
        Assert-NothingSent { Remove-AuthentikFile "$mark/icon.png" -WhatIf }
        Remove-AuthentikFile "$mark/icon.png" -Force
        Get-AuthentikFile -Search $mark | Should -BeNullOrEmpty
    }
}
