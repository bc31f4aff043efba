# Every command for an action is called in a file that runs on real servers, or stands here with the reason why not.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    Import-Authentik
    # What isn't there on a server without a license, an outer service, or the newest versions.
    $script:exempt = [ordered]@{
        'Approve-AuthentikGrantRequest'    = 'From 2026.8 on, and with a license.'
        'Connect-AuthentikTelegramAccount' = 'Telegram signs what it takes.'
        'Deny-AuthentikGrantRequest'       = 'From 2026.8 on, and with a license.'
        'Lock-AuthentikUser'               = 'From 2026.5 on, and with a license.'
        'New-AuthentikAgentGrantRequest'   = 'From 2026.8 on, and with a license.'
        'New-AuthentikLifecycleIteration'  = 'With a license, a round can''t be removed again.'
        'Revoke-AuthentikGrantRequest'     = 'From 2026.8 on, and with a license.'
        'Send-AuthentikInvitation'         = 'From 2026.5 on, and it sends e-mails.'
        'Switch-AuthentikUser'             = 'From 2026.8 on, and only for browsers.'
    }
    # Calls with -WhatIf send nothing, and those that are expected to be refused by their version don't either.
    $called = Get-ChildItem "$PSScriptRoot/*Actions.Tests.ps1" | ForEach-Object {
        $file = [Management.Automation.Language.Parser]::ParseFile($_.FullName, [ref] $null, [ref] $null)
        $file.FindAll({ param($node) $node -is [Management.Automation.Language.CommandAst] }, $true) | Where-Object {
            $_.CommandElements.Where({ $_.ParameterName -eq 'WhatIf' }).Count -eq 0 -and -not (& {
                    for ($parent = $args[0].Parent; $parent; $parent = $parent.Parent) {
                        if ($parent -is [Management.Automation.Language.CommandAst] -and $parent.GetCommandName() -eq 'Assert-Refused') { return $true }
                    }
                } $_)
        } | ForEach-Object { $_.GetCommandName() }
    }
    # The book's actions, and those written by hand: they cover operations, too.
    $byHand = [Authentik.Commands.ActionCommand].Assembly.GetTypes() | Where-Object {
        [Attribute]::IsDefined($_, [Authentik.Commands.CoversOperationAttribute]) } | ForEach-Object {
        $cmdlet = [Attribute]::GetCustomAttribute($_, [Management.Automation.CmdletAttribute])
        "$($cmdlet.VerbName)-$($cmdlet.NounName)"
    }
    $cases = @([Authentik.Actions]::All.Command) + $byHand | Sort-Object -Unique | ForEach-Object {
        @{ Name = $_; IsCalled = $_ -in $called; Why = $exempt[$_] } }
}

Describe 'Calls of actions' {
    It 'finds the actions of the compiled module' -ForEach @{ Found = @($cases.Name) } {
        $Found.Count | Should -BeGreaterThan 100
        $Found | Should -Contain Set-AuthentikUserPassword
        $Found | Should -Contain Export-AuthentikFlow
    }

    It '<Name> is called on a real server, or the reason why not is known' -ForEach $cases {
        $IsCalled -or $Why | Should -BeTrue -Because 'a call belongs into a file *Actions.Tests.ps1'
        $IsCalled -and $Why | Should -BeFalse -Because "it is called, so its reason is out of date: $Why"
    }

    It 'excuses no command that does not exist' -ForEach @{ Unknown = @($exempt.Keys | Where-Object { $_ -notin $cases.Name }) } {
        $Unknown | Should -BeNullOrEmpty
    }
}
