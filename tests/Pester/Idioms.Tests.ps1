# What PowerShell offers for all commands, used with these as a person uses it: common parameters, splatting, defaults, jobs, classes,
# strict mode, round trips through files, proxies.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $ownProcess = [Environment]::ProcessPath -match '(pwsh|dotnet)(\.exe)?$'
}

Describe 'Idioms of PowerShell' {
    BeforeAll {
        'TestServer', 'Shell' | ForEach-Object { Import-Module "$PSScriptRoot/Support/$_.psm1" -Force }
        Import-Authentik
        $manifest = (Get-Module Authentik).Path -replace 'psm1$', 'psd1'
        $server = Start-TestServer
        Connect-TestServer $server
        $mark = 'idiom-' + [guid]::NewGuid().ToString('N').Substring(0, 8)
        'anna', 'ben' | ForEach-Object { $null = New-AuthentikUser "$mark-$_" -Name "$mark $_" }
        $flows = Get-ProviderFlow (Get-AuthentikSession test).ServerVersion
        $null = New-AuthentikOAuth2Provider "$mark-app" @flows -RedirectUri https://a.example/cb -ClientSecret "$mark-secret"
        function Read-Name { (Get-AuthentikUser "$mark-anna").Name }
    }

    AfterAll {
        if (-not (Get-AuthentikSession | Where-Object IsDefault)) { Connect-TestServer $server }
        Get-AuthentikOAuth2Provider -Search $mark | Where-Object Name -Like "$mark*" | Remove-AuthentikOAuth2Provider -Force
        Get-AuthentikUser -Username "$mark*" | Remove-AuthentikUser -Force
        Get-AuthentikSession | Disconnect-Authentik
        Stop-TestServer $server
    }

    Context 'Common parameters' {
        It 'returns what was changed with -PassThru, and nothing without' {
            Set-AuthentikUser "$mark-anna" -Email a@example.com | Should -BeNullOrEmpty
            (Set-AuthentikUser "$mark-anna" -Email b@example.com -PassThru).Email | Should -Be b@example.com
        }

        It 'keeps output with -OutVariable, and adds to it' {
            $null = Get-AuthentikUser "$mark-anna" -OutVariable kept
            $null = Get-AuthentikUser "$mark-ben" -OutVariable +kept
            $kept.Username | Should -Be "$mark-anna", "$mark-ben"
            $kept[0] | Should -BeOfType Authentik.User
        }

        It 'keeps the object of an earlier command with -PipelineVariable' {
            Get-AuthentikUser "$mark-anna", "$mark-ben" -PipelineVariable user |
                Set-AuthentikUser -Name same -PassThru |
                ForEach-Object { "$($user.Username) $($_.Name)" } |
                Should -Be "$mark-anna same", "$mark-ben same"
        }

        It 'shows requests with -Verbose and with $VerbosePreference' {
            (Get-AuthentikUser "$mark-anna" -Verbose 4>&1)[0] | Should -BeOfType Management.Automation.VerboseRecord
            & { $VerbosePreference = 'Continue'; "$(Get-AuthentikUser "$mark-anna" 4>&1)" } | Should -Match 'GET /core/users/'
        }

        It 'keeps warnings with -WarningVariable, and writes no information' {
            $anna = Get-AuthentikUser "$mark-anna"
            Add-Answer $server @{ status = 200; json = @{ pk = $anna.Pk; username = $anna.Username; is_active = $false } }
            $anna | Set-AuthentikUser -IsActive $true -WarningVariable warnings -WarningAction SilentlyContinue -InformationVariable said
            "$warnings" | Should -BeLike '*IsActive*'
            $said | Should -BeNullOrEmpty
        }

        It 'changes nothing with $WhatIfPreference' {
            $before = Read-Name
            & {
                $WhatIfPreference = $true
                Set-AuthentikUser "$mark-anna" -Name not-this
                New-AuthentikUser "$mark-none"
                Remove-AuthentikUser "$mark-anna"
            } | Should -BeNullOrEmpty
            Read-Name | Should -Be $before
            Get-AuthentikUser -Username "$mark-none" | Should -BeNullOrEmpty
        }

        It 'asks nothing with -Confirm:$false and $ConfirmPreference' {
            'one', 'two' | ForEach-Object { $null = New-AuthentikUser "$mark-$_" }
            Remove-AuthentikUser "$mark-one" -Confirm:$false
            & { $ConfirmPreference = 'None'; Remove-AuthentikUser "$mark-two" }
            (Get-AuthentikUser -Username "$mark-*").Username | Sort-Object | Should -Be "$mark-anna", "$mark-ben"
        }
    }

    Context 'Errors' {
        It 'goes on after an error, and keeps it in -ErrorVariable' {
            $found = "$mark-anna", "$mark-nobody", "$mark-ben" | Get-AuthentikUser -ErrorAction SilentlyContinue -ErrorVariable problem
            $found.Username | Should -Be "$mark-anna", "$mark-ben"
            $problem | Should -HaveCount 1
            $problem[0].FullyQualifiedErrorId | Should -Be 'NameNotFound,Authentik.Commands.GetUserCommand'
            $problem[0].TargetObject | Should -Be "$mark-nobody"
        }

        It 'tells $? if it failed' {
            $null = Get-AuthentikUser "$mark-anna"
            $? | Should -BeTrue
            $null = Get-AuthentikUser "$mark-nobody" -ErrorAction SilentlyContinue
            $? | Should -BeFalse
        }

        It 'leaves no trace with -ErrorAction Ignore' {
            $Error.Clear()
            Get-AuthentikUser "$mark-nobody" -ErrorAction Ignore | Should -BeNullOrEmpty
            $Error | Should -BeNullOrEmpty
        }

        It 'stops at the first error with $ErrorActionPreference, and says what it was about' {
            $seen = [Collections.Generic.List[string]]::new()
            try {
                $ErrorActionPreference = 'Stop'
                "$mark-anna", "$mark-nobody", "$mark-ben" | Get-AuthentikUser | ForEach-Object { $seen.Add($_.Username) }
            }
            catch { $failure = $_ }
            $seen | Should -Be "$mark-anna"
            $failure.TargetObject | Should -Be "$mark-nobody"
            $failure.CategoryInfo.Category | Should -Be ObjectNotFound
        }

        It 'reaches a trap' {
            function Read-WithTrap {
                trap { "trapped $($_.FullyQualifiedErrorId)"; continue }
                Get-AuthentikUser "$mark-nobody" -ErrorAction Stop
                'after'
            }
            Read-WithTrap | Should -Be 'trapped NameNotFound,Authentik.Commands.GetUserCommand', 'after'
        }

        It 'enters the debugger with -ErrorAction Break, and fails with Inquire where nobody can answer' -Skip:(-not $ownProcess) {
            $env:IDIOM_MANIFEST, $env:IDIOM_URI, $env:IDIOM_TOKEN = $manifest, $server.Uri, $server.Token
            try {
                $said = 'c', 'c' | Start-Shell -Command @'
                    Import-Module $env:IDIOM_MANIFEST
                    Connect-Authentik $env:IDIOM_URI $env:IDIOM_TOKEN
                    Get-AuthentikUser idiom-nobody -ErrorAction Break
                    'went on'
                    try { Get-AuthentikUser idiom-nobody -ErrorAction Inquire } catch { "not asked: $_" }
'@ 2>&1
            }
            finally { Remove-Item env:IDIOM_MANIFEST, env:IDIOM_URI, env:IDIOM_TOKEN }
            "$said" | Should -Match 'Entering debug mode.*idiom-nobody.*went on.*not asked'
        }
    }

    Context 'Parameters from elsewhere' {
        It 'takes defaults for all commands' {
            Connect-TestServer $server other
            Disconnect-Authentik test
            Connect-TestServer $server test
            $PSDefaultParameterValues = @{
                '*-Authentik*:Session' = 'other'; 'Get-Authentik*:First' = 1; '*-Authentik*:ErrorAction' = 'Stop'
            }
            @(Get-AuthentikUser) | Should -HaveCount 1
            Read-Name | Should -Not -BeNullOrEmpty
            Set-AuthentikUser "$mark-anna" -Name default
            { Get-AuthentikUser "$mark-nobody" } | Should -Throw
            (Connect-TestServer $server third) | Should -BeNullOrEmpty
            'other', 'third' | ForEach-Object { Disconnect-Authentik $_ }
            $PSDefaultParameterValues = @{}
            Read-Name | Should -Be default
        }

        It 'takes splatted parameters: a table, a list, both, and nested values' {
            $values = @{ Name = 'splatted'; Attributes = @{ team = @{ lead = $true; members = 'a', 'b' } } }
            $common = @{ PassThru = $true; ErrorAction = 'Stop' }
            $names = @("$mark-anna")
            $changed = Set-AuthentikUser @names @values @common -Email s@example.com
            $changed.Name, $changed.Email | Should -Be splatted, s@example.com
            $changed.Attributes.team.lead | Should -BeTrue
            $changed.Attributes.team.members | Should -Be a, b
            $redirect = @{ RedirectUri = @(@{ Url = 'https://b.example/cb'; MatchingMode = 'strict' }) }
            (Set-AuthentikOAuth2Provider "$mark-app" @redirect -PassThru).RedirectUris.Url | Should -Be https://b.example/cb
        }
    }

    Context 'Other runspaces and processes' {
        It 'takes a session and objects along into <Name>' -ForEach @(
            @{ Name = 'ForEach-Object -Parallel'; Run = { param($users, $session, $manifest)
                    $users | ForEach-Object -Parallel {
                        Import-Module $using:manifest
                        $_ | Set-AuthentikUser -Name 'in parallel' -PassThru
                        Get-AuthentikUser $_.Pk -Session $using:session
                    } } }
            @{ Name = 'Start-ThreadJob'; Run = { param($users, $session, $manifest)
                    Start-ThreadJob {
                        Import-Module $using:manifest
                        $using:users | Set-AuthentikUser -Name 'in parallel' -PassThru
                        $using:users | ForEach-Object { Get-AuthentikUser $_.Pk -Session $using:session }
                    } | Receive-Job -Wait -AutoRemoveJob } }
        ) {
            $users = Get-AuthentikUser "$mark-anna", "$mark-ben"
            $found = & $Run $users (Get-AuthentikSession test) $manifest
            $found.Name | Should -Be (@('in parallel') * 4)
            $found[0] | Should -BeOfType Authentik.User
        }

        It 'says how to take a session along when it is missing' {
            $failures = 1 | ForEach-Object -Parallel {
                Import-Module $using:manifest
                Get-AuthentikUser 2>&1
                try { Get-AuthentikUser -Session test } catch { $_ }
            }
            $failures | Should -HaveCount 2
            $failures | ForEach-Object { "$_" | Should -BeLike '*-Session $using:session*' }
        }

        It 'takes objects into a job and out of it, and says that a session stays' -Skip:(-not $ownProcess) {
            $anna, $session = (Get-AuthentikUser "$mark-anna"), (Get-AuthentikSession test)
            $uri, $token = $server.Uri, ($server.Token | ConvertTo-SecureString -AsPlainText)
            $refused, $fromJob = Start-Job {
                Import-Module $using:manifest
                try { Get-AuthentikUser -Session $using:session } catch { "$_" }
                Connect-Authentik $using:uri $using:token
                $using:anna | Set-AuthentikUser -Name 'in a job' -PassThru
            } | Receive-Job -Wait -AutoRemoveJob
            $refused | Should -BeLike "*can't be used in another process*Connect-Authentik*"
            $fromJob.Name | Should -Be 'in a job'
            $fromJob | Set-AuthentikUser -Name 'after the job'
            Read-Name | Should -Be 'after the job'
        }
    }

    Context 'Scripts' {
        It 'takes and gives typed objects in classes' {
            $made = & ([scriptblock]::Create(@'
                class Member {
                    [Authentik.User] $User
                    [Authentik.User[]] $Others
                    Member([string] $name) { $this.User = Get-AuthentikUser $name }
                    [void] Rename([string] $name) { $this.User = $this.User | Set-AuthentikUser -Name $name -PassThru }
                    [Authentik.User[]] Find([string] $name) { return Get-AuthentikUser $name }
                    [string] Read() { return $this.User.Name }
                }
                $member = [Member]::new($args[0])
                $member.Rename('classy')
                $member.Others = $member.Find("$($args[0])*")
                $member
'@)) "$mark-anna"
            $made.Read() | Should -Be classy
            $made.Others.Username | Should -Be "$mark-anna"
            Read-Name | Should -Be classy
        }

        It 'works in strict mode' {
            & {
                Set-StrictMode -Version Latest
                $user = Set-AuthentikUser "$mark-anna" -Attributes @{ a = @{ b = 1 } } -PassThru
                $user.Attributes.a.b | Should -Be 1
                @(Get-AuthentikUser -Username "$mark-nobody").Count | Should -Be 0
                [pscustomobject]@{ username = "$mark-ben"; name = 'strict' } | Set-AuthentikUser
                Get-AuthentikUser "$mark-ben" | Set-AuthentikUser -Name { "$($_.Name) too" }
                (Get-AuthentikUser "$mark-ben").Name | Should -Be 'strict too'
                (Get-AuthentikOAuth2Provider "$mark-app" | Format-List * | Out-String) | Should -BeLike "*$mark-app*"
                (Get-AuthentikUser "$mark-nobody" -ErrorAction SilentlyContinue) | Should -BeNullOrEmpty
                (Find-AuthentikCommand 'reset password')[0].Command | Should -Be Set-AuthentikUserPassword
            }
        }
    }

    Context 'Commands of PowerShell' {
        It 'stops reading with Select-Object -First' {
            Get-AuthentikUser | Select-Object -First 1 | Should -HaveCount 1
            Get-AuthentikUser "$mark-anna", "$mark-nobody" -ErrorAction Stop | Select-Object -First 1 -ExpandProperty Username |
                Should -Be "$mark-anna"
        }

        It 'selects, sorts, groups and counts' {
            $users = Get-AuthentikUser -Username "$mark-*"
            ($users | Where-Object Username -Like '*anna').Username | Should -Be "$mark-anna"
            ($users | Where-Object IsActive) | Should -HaveCount 2
            ($users | Where-Object IsActive -Not) | Should -BeNullOrEmpty
            ($users | Sort-Object Username -Descending).Username | Should -Be "$mark-ben", "$mark-anna"
            ($users | Group-Object Type).Count | Should -Be 2
            ($users | Group-Object Username -AsHashTable -AsString)["$mark-ben"].Username | Should -Be "$mark-ben"
            ($users | Measure-Object Pk -Maximum).Maximum | Should -Be ($users.Pk | Sort-Object | Select-Object -Last 1)
            $users | ForEach-Object Username | Should -Be $users.Username
            $users | ForEach-Object ToString | Should -Not -BeNullOrEmpty
            (Compare-Object $users $users[0] -Property Pk).Pk | Should -Be $users[1].Pk
        }

        It 'passes objects on with Tee-Object' {
            Get-AuthentikUser "$mark-anna" | Tee-Object -Variable copy | Set-AuthentikUser -Name tee
            $copy.Username | Should -Be "$mark-anna"
            Read-Name | Should -Be tee
        }

        It 'shows commands and the help of a parameter' {
            (Get-Command -Module Authentik -Noun AuthentikUser).Verb | Sort-Object | Should -Be Disable, Export, Get, Import, Lock, New, Remove, Restore, Set, Switch
            (Get-Command -Module Authentik -ParameterName AccessTokenValidity).Name | Should -Contain Set-AuthentikOAuth2Provider
            (Get-Help Set-AuthentikUser -Parameter Email).description.Text | Should -BeLike '*mail*'
            (Get-Help Get-AuthentikUser -Parameter First).description.Text | Should -BeLike '*-Top, -Limit or -All*'
        }
    }

    Context 'There and back' {
        # Rows have values; what was an object of the module only tells which one is meant.
        It 'changes a user that was kept as <Name>' -ForEach @(
            @{ Name = 'CLIXML'; IsObject = $true; Keep = { param($path) $input | Export-Clixml $path; Import-Clixml $path } }
            @{ Name = 'JSON'; IsObject = $false; Keep = { $input | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
            @{ Name = 'JSON in hashtables'; IsObject = $false; Keep = { $input | ConvertTo-Json -Depth 5 | ConvertFrom-Json -AsHashtable } }
        ) {
            # Empty values of rows change nothing, so there is one.
            $before = Set-AuthentikUser "$mark-anna" -Email kept@example.com -PassThru
            $kept = $before | & $Keep "$TestDrive/user.xml"
            $kept.Username | Should -Be $before.Username
            if ($IsObject) {
                { $kept | Set-AuthentikUser -ErrorAction Stop } | Should -Throw 'No change was specified*'
            }
            else {
                Set-AuthentikUser "$mark-anna" -Name changed -Email changed@example.com
                $kept | Set-AuthentikUser
                foreach ($property in 'Name', 'Email', 'IsActive', 'Path', 'Type') {
                    (Get-AuthentikUser "$mark-anna").$property | Should -Be $before.$property
                }
            }
            $kept | Set-AuthentikUser -Name "as $Name"
            Read-Name | Should -Be "as $Name"
        }

        It 'keeps the secret on the server, and out of files' {
            $before = Get-AuthentikOAuth2Provider "$mark-app"
            $before | Export-Clixml "$TestDrive/app.xml"
            Get-Content "$TestDrive/app.xml" -Raw | Should -Not -Match "$mark-secret"
            $json = $before | ConvertTo-Json -Depth 5
            $json | Should -Not -Match "$mark-secret"
            $kept = (Import-Clixml "$TestDrive/app.xml"), ($json | ConvertFrom-Json)
            foreach ($one in $kept) {
                $after = $one | Set-AuthentikOAuth2Provider -AccessTokenValidity hours=3 -PassThru
                $after.ClientSecret | ConvertFrom-SecureString -AsPlainText | Should -Be "$mark-secret"
                $after.RedirectUris.Url | Should -Be $before.RedirectUris.Url
            }
        }
    }

    Context 'Proxies' {
        It 'makes a function of every command' {
            $commands = Get-Command -Module Authentik
            $broken = foreach ($command in $commands) {
                try { $null = [scriptblock]::Create([Management.Automation.ProxyCommand]::Create($command)) } catch { "$command`: $_" }
            }
            $commands.Count | Should -BeGreaterThan 600
            $broken | Should -BeNullOrEmpty
        }

        It 'works through proxies as directly' {
            foreach ($verb in 'Get', 'New', 'Set', 'Remove') {
                $command = Get-Command "$verb-AuthentikUser"
                Set-Item "function:$verb-Person" ([scriptblock]::Create([Management.Automation.ProxyCommand]::Create($command)))
            }
            (New-Person "$mark-proxy").Username | Should -Be "$mark-proxy"
            (Get-Person "$mark-proxy").Username | Should -Be "$mark-proxy"
            (Get-Person -First 1) | Should -HaveCount 1
            (Get-AuthentikUser "$mark-proxy" | Set-Person -Name proxied -PassThru).Name | Should -Be proxied
            "$mark-proxy" | Get-Person | Remove-Person -Force
            Get-Person -Username "$mark-proxy" | Should -BeNullOrEmpty
        }
    }
}
