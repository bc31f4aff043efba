# What every command must have: PowerShell's own rules, and help that agrees with the command.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    Import-Authentik
    $commands = Get-Command -Module Authentik | ForEach-Object Name
    $writing = $commands | Where-Object { $_ -match '^(New|Set|Remove|Invoke)-' }
    $acting = $commands | Where-Object { $_ -notin 'Connect-Authentik', 'Get-AuthentikSession', 'Find-AuthentikCommand', 'Get-AuthentikProfile', 'Remove-AuthentikProfile' }
}

Describe 'Commands' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $approved = (Get-Verb).Verb
        $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
        function Get-OwnParameter($Command) {
            (Get-Command $Command).Parameters.Values | Where-Object { $_.Name -notin [Management.Automation.PSCmdlet]::CommonParameters }
        }
        function Test-Hidden($Parameter) { [bool] ($Parameter.Attributes | Where-Object { $_ -is [Management.Automation.ParameterAttribute] -and $_.DontShow }) }
    }

    It '<_> has an approved verb and a singular noun' -ForEach $commands {
        $command = Get-Command $_
        $command.Verb | Should -BeIn $approved
        $command.Noun | Should -Match '^Authentik'
        $command.Noun | Should -Not -Match '[^su]s$'
    }

    It '<_> says what it returns' -ForEach ($commands | Where-Object { $_ -notmatch '^(Remove|Disconnect)-' }) {
        (Get-Command $_).OutputType | Should -Not -BeNullOrEmpty
    }

    It '<_> supports -WhatIf and -Confirm' -ForEach $writing {
        (Get-Command $_).Parameters.Keys | Should -Contain WhatIf
        (Get-Command $_).Parameters.Keys | Should -Contain Confirm
    }

    It '<_> asks before it removes' -ForEach ($writing -like 'Remove-*') {
        $attribute = (Get-Command $_).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $true)
        $attribute.ConfirmImpact | Should -Be High
        (Get-Command $_).Parameters.Keys | Should -Contain Force
    }

    It '<_> has -Session' -ForEach $acting {
        (Get-Command $_).Parameters.Keys | Should -Contain Session
    }

    It '<_> has no parameter or alias that is also another one' -ForEach $commands {
        $names = (Get-Command $_).Parameters.Values | ForEach-Object { $_.Name; $_.Aliases }
        $names | Group-Object | Where-Object Count -GT 1 | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It '<_> has no switch for a field' -ForEach ($commands -match '^(New|Set)-') {
        $switches = Get-OwnParameter $_ | Where-Object { $_.ParameterType -eq [switch] } | ForEach-Object Name
        $switches | Where-Object { $_ -notin 'WhatIf', 'Confirm', 'PassThru', 'EmptyAsNull' } | Should -BeNullOrEmpty
    }

    It '<_> takes objects through the pipeline by value' -ForEach ($commands | Where-Object { (Get-Command $_).Parameters.ContainsKey('Identity') }) {
        $identity = (Get-Command $_).Parameters['Identity'].Attributes | Where-Object { $_ -is [Management.Automation.ParameterAttribute] }
        $identity.ValueFromPipeline | Should -Contain $true
        $identity.ValueFromPipelineByPropertyName | Should -Not -Contain $true
        $identity.Position | Should -Contain 0
    }

    It '<_> has help: synopsis, description, every parameter, an example' -ForEach $commands {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match '^\s*\S+ \[' -Because 'that would be the syntax PowerShell makes up'
        $help.description.Text | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 0
        foreach ($parameter in Get-OwnParameter $_ | Where-Object { -not (Test-Hidden $_) }) {
            $text = ($help.parameters.parameter | Where-Object name -EQ $parameter.Name).description.Text
            $text | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) needs a word"
        }
        foreach ($name in $help.parameters.parameter.name) {
            (Get-Command $_).Parameters.Keys | Should -Contain $name -Because 'help must not name what is not there'
        }
    }

    It '<_> has help that agrees with it on positions and what is mandatory' -ForEach $commands {
        $help = (Get-Help $_ -Full).parameters.parameter
        foreach ($parameter in Get-OwnParameter $_ | Where-Object { -not (Test-Hidden $_) -and $_.Name -notin 'WhatIf', 'Confirm' }) {
            $attributes = $parameter.Attributes | Where-Object { $_ -is [Management.Automation.ParameterAttribute] }
            $told = $help | Where-Object name -EQ $parameter.Name
            $told.required | Should -Be ([string] [bool]($attributes.Mandatory -contains $true)).ToLowerInvariant() -Because "-$($parameter.Name)"
            $position = @(@($attributes.Position) -ge 0)
            $told.position | Should -Be ($position.Count ? "$($position[0])" : 'named') -Because "-$($parameter.Name)"
        }
    }
}
