# Users connected to a source by rows, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Import-AuthentikUserConnection on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_

        # The versions that take a user.
        $release = [version] ("$version" -replace '-.*')
        $canConnect = ($release -ge '2024.12' -and $release -le '2025.12.5') -or ($release -ge '2026.2' -and $release -le '2026.2.3') -or
            $release -eq '2026.5.0'
        function Skip-Old { if (-not $canConnect) { Set-ItResult -Skipped -Because "authentik $version takes no user" } }
    }

    BeforeEach {
        $null = 'a', 'b', 'c' | ForEach-Object { New-AuthentikUser "$mark-$_" -Name $_ -Email "$mark-$_@example.com" }
        # A kind whose addresses the server doesn't look up.
        $null = New-AuthentikOAuthSource "$mark-sso" -Slug "$mark-sso" -ProviderType discord -ConsumerKey key -ConsumerSecret (
            ConvertTo-SecureString secret -AsPlainText -Force)
        $rows = 'a', 'b' | ForEach-Object { [pscustomobject]@{ username = "$mark-$_"; identifier = "id-$_" } }
    }

    AfterEach { Remove-Marked $mark User, OAuthSource }
    AfterAll { Stop-ActionServer }

    It 'says which versions can, and what to do on others' {
        if ($canConnect) { Set-ItResult -Skipped -Because "authentik $version can" }
        Assert-Refused { $rows | Import-AuthentikUserConnection "$mark-sso" }
        { $rows | Import-AuthentikUserConnection "$mark-sso" } |
            Should -Throw "*2024.12 to 2025.12.5*Set-AuthentikOAuthSource '$mark-sso'*-UserMatchingMode*"
    }

    It 'connects, shows it before, and does nothing the second time' {
        Skip-Old
        $plan = @(Get-Plan { $rows | Import-AuthentikUserConnection "$mark-sso" -WhatIf })
        $plan.Count | Should -Be 2
        $plan[0] | Should -BeLike "*Connect to '$mark-sso' as 'id-a'*User '$mark-a' on *"
        $result = $rows | Import-AuthentikUserConnection "$mark-sso"
        $result | Should -BeOfType Authentik.ImportedUserConnection
        $result.Status | Should -Be Created, Created
        (Get-AuthentikUserConnection -User "$mark-a").Identifier | Should -Be id-a
        (Assert-Repeatable $server { $rows | Import-AuthentikUserConnection "$mark-sso" }).Status | Should -Be (, 'Unchanged' * 2)

        $rows[0].identifier = 'id-a2'
        $changed = $rows | Import-AuthentikUserConnection "$mark-sso"
        $changed.Status | Should -Be Changed, Unchanged
        $changed[0].PreviousIdentifier | Should -Be id-a
        $changed | Remove-AuthentikUserConnection -Force
        Get-AuthentikUserConnection -Source "$mark-sso" | Should -BeNullOrEmpty
    }

    It 'takes addresses, sources and other names of columns' {
        Skip-Old
        $byMail = [pscustomobject]@{ email = "$mark-a@example.com"; identifier = 1001; source = "$mark-sso" }
        ($byMail | Import-AuthentikUserConnection).Username | Should -Be "$mark-a"
        $map = @{ Username = 'username'; identifier = { $_.Email } }
        $mapped = Get-AuthentikUser "$mark-b" | Import-AuthentikUserConnection "$mark-sso" -Map $map
        $mapped.Status, $mapped.Identifier | Should -Be Created, "$mark-b@example.com"
        { [pscustomobject]@{ user = 'x'; identifer = 1 } | Import-AuthentikUserConnection "$mark-sso" } |
            Should -Throw '*identifer (did you mean identifier?)*'
    }

    It 'refuses an identifier of somebody else, and does the others' {
        Skip-Old
        $null = $rows[0] | Import-AuthentikUserConnection "$mark-sso"
        $more = @(
            @{ username = "$mark-b"; identifier = 'id-a' }
            @{ username = "$mark-x"; identifier = 'id-x' }
            @{ username = "$mark-c"; identifier = 'id-c' }
            @{ username = "$mark-b"; identifier = 'id-c' }
            @{ username = "$mark-b"; identifier = '' })
        $result = $more | Import-AuthentikUserConnection "$mark-sso" -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.Status | Should -Be Failed, Failed, Created, Failed, Failed
        $result[0].Reason | Should -BeLike "*belongs to user '$mark-a'*"
        $result[1].Reason | Should -BeLike "*'$mark-x' was not found*"
        $result[3].Reason | Should -BeLike '*same*row*'
        $result[4].Reason | Should -BeLike '*no identifier*'
        $failed.Count | Should -Be 4
        @(Get-AuthentikUserConnection -Source "$mark-sso").Count | Should -Be 2
    }

    It 'keeps only what it imports of the row in the result, which stands for the connection in a file, too' {
        Skip-Old
        $row = [pscustomobject]@{ username = "$mark-a"; identifier = 'id-a'; password = 'hush-1'; pwd = 'hush-2' }
        $result = $row | Import-AuthentikUserConnection "$mark-sso" -IgnoreUnknownColumn
        $result.Input.PSObject.Properties.Name | Should -Be username, identifier
        $result | ConvertTo-Json -Depth 5 | Should -Not -BeLike '*hush*'
        { $result | ConvertTo-Csv | ConvertFrom-Csv | Disable-AuthentikUser -Force -ErrorAction Stop } | Should -Throw '*but a user is expected*'
    }

    It 'does nothing for a caller without rights, or without the source' {
        Skip-Old
        $nobody = Connect-Nobody $server $mark
        Get-Written $server {
            { $rows | Import-AuthentikUserConnection "$mark-sso" -Session $nobody } | Should -Throw
            { $rows | Import-AuthentikUserConnection "$mark-nosuch" } | Should -Throw "*'$mark-nosuch' was not found*"
        } | Should -BeNullOrEmpty
        $nobody | Disconnect-Authentik
    }
}
