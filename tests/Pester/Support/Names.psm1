# The names that users write: commands with their parameters, classes with their properties. A list of them stands in docs/names.txt.

$script:Hidden = [Management.Automation.PSCmdlet]::CommonParameters + 'WhatIf', 'Confirm'

function Get-NameList {
    '# Every name of the module that scripts use: commands with their parameters, then classes with their properties.'
    '# Renewed by build.ps1 -Task Names; a name that goes or changes needs a line in the CHANGELOG.'
    ''
    foreach ($command in Get-Command -Module Authentik | Sort-Object Noun, Verb) {
        $parameters = $command.Parameters.Values | Where-Object { $_.Name -notin $script:Hidden } | Sort-Object Name
        "$($command.Name) $($parameters.ForEach({ "-$($_.Name)" }) -join ' ')"
    }
    ''
    foreach ($class in Get-OutputClass | Sort-Object FullName) {
        $flags = [Reflection.BindingFlags] 'Instance, Public'
        $properties = $class.GetProperties($flags).Name | Sort-Object -Unique
        "$($class.FullName) $($properties -join ' ')"
    }
}

# What the commands return, and what such objects hold.
function Get-OutputClass {
    $models = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in 'Authentik.Models', 'Authentik.Client' }
    $models.GetExportedTypes() | Where-Object { -not $_.IsAbstract -and ($_.IsAssignableTo([Authentik.AuthentikObject]) -or $_.FullName -in 'Authentik.Session', 'Authentik.Profile', 'Authentik.UsedBy') }
    [Authentik.CommandMatch], [Authentik.Commands.RawResponse]
}

