# Actions that were recorded from real servers, done again with the commands over a real socket: the same request must leave, and what
# comes back must be the recorded result or the recorded error.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    Import-Module "$PSScriptRoot/Support/RecordedActions.psm1" -Force
    $versions = '2024.10.5', '2025.10.4', '2026.2.2' | Where-Object { Get-RecordingFolder $_ }
    $absent = -not $versions
    $folders = foreach ($version in $versions) {
        foreach ($folder in 'actions', 'agent', 'extra') {
            $path = Join-Path (Get-RecordingFolder $version) $folder
            if (Test-Path $path) { @{ Version = $version; Folder = $folder; Path = $path; Exchanges = @(Get-RecordedAction $path) } }
        }
    }
    $all = @($folders | ForEach-Object { $_.Exchanges })
}

Describe 'Recorded actions' {
    if ($absent) {
        It 'are not here; AUTHENTIK_SHARED names the folder that holds them' -Skip { }
    }

    It 'are all done again, or the reason why not is known' -ForEach @(if (-not $absent) { @{ All = $all } }) {
        Import-Module "$PSScriptRoot/Support/Notes.psm1" -Force
        $reached = @($All | Where-Object Command)
        Add-TestNote "$($reached.Count) of $($All.Count) recorded exchanges of actions reached by commands"
        $All | Where-Object { -not $_.Command -and -not $_.Why } | ForEach-Object Name | Should -BeNullOrEmpty
        $reached.Count | Should -BeGreaterThan ($All.Count * 0.85)
    }

    Context '<Version>, <Folder>' -ForEach $folders {
        BeforeAll {
            Import-Module "$PSScriptRoot/Support/TestServer.psm1", "$PSScriptRoot/Support/RecordedActions.psm1" -Force
            Import-Authentik
            $server = Start-TestServer -Recordings $Path
            Connect-RecordedServer $server $Version
        }

        AfterAll {
            Get-AuthentikSession | Disconnect-Authentik
            Stop-TestServer $server
        }

        It '<Name>' -ForEach @($Exchanges | Where-Object Command) {
            $request, $response = $Exchange.request, $Exchange.response
            # After /api/v3/, the area and the list comes the id; where permissions are assigned, the list is one longer.
            $id = @($request.path.Split('/').Where({ $_ -as [guid] }); $request.path.Split('/')[5])[0]
            $given = @{ Id = $id; Body = $request.body }
            if ($Known) { $given.Object = Get-KnownObject $server $Known $id }
            if ($Member) { Add-KnownMember $server $Member $given }
            Clear-WireLog $server
            $failure = $null
            try { $result = & $Command $given } catch { $failure = $_ }

            $sent = Get-WireLog $server -Method $request.method | Where-Object { [uri]::UnescapeDataString($_.path) -eq $request.path }
            @($sent).Count | Should -Be 1 -Because "$($request.method) $($request.path) was recorded; $failure"
            $sent.query | Should -BeIn $null, '' -Because 'none was recorded'
            ConvertTo-ComparableJson $sent.body | Should -Be (ConvertTo-ComparableJson ($request.body | ConvertTo-Json -Depth 9))
            if ($response.status -ge 400) {
                $failure.Exception | Should -BeOfType Authentik.ApiException
                $failure.Exception.StatusCode | Should -Be $response.status
                return
            }
            $failure | Should -BeNullOrEmpty
            if ($response.status -eq 204) { $result | Should -BeNullOrEmpty; return }
            if ($Compare) { (& $Compare $result) | Should -Be (& $Compare ($response.json | ConvertTo-Json -Depth 20 | ConvertFrom-Json)) }
            else { $result | Should -BeNullOrEmpty }
        }
    }
}
