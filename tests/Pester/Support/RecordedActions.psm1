# Recorded actions and the commands that do them again. A command gets the id of its path, its body, and the object of a known path.

Import-Module "$PSScriptRoot/TestServer.psm1"

$ErrorActionPreference = 'Stop'

# A key is returned as text.
$script:Key = { $args[0] -is [string] ? $args[0] : $args[0].key }

# By the name of the recording: the command, the noun of the object that its path names where an id isn't enough, and what to compare of
# the result and of the recorded JSON.
$script:Commands = @{
    'blueprint_apply'                = @{ Command = { Invoke-AuthentikBlueprint $args[0].Id }; Compare = { $args[0].pk } }
    'core_groups_add_user'           = @{ Command = { Add-AuthentikGroupMember $args[0].Id $args[0].Body.pk }; Member = { @() } }
    'core_groups_remove_user'        = @{
        Command = { Remove-AuthentikGroupMember $args[0].Id $args[0].Body.pk -Force }
        Member  = { @($args[0].Id) }
    }
    'core_tokens_set_key'            = @{ Command = { Set-AuthentikTokenKey $args[0].Object $args[0].Body.key -Force }; Known = 'Token' }
    'core_tokens_view_key'           = @{ Command = { Get-AuthentikTokenKey $args[0].Object -AsPlainText }; Known = 'Token'; Compare = $script:Key }
    'core_users_recovery-no-flow'    = @{ Command = { New-AuthentikUserRecoveryLink ([int] $args[0].Id) } }
    'core_users_set_password'        = @{ Command = { Set-AuthentikUserPassword ([int] $args[0].Id) $args[0].Body.password -Force } }
    'notifications_mark_all_seen'    = @{ Command = { Confirm-AuthentikNotification } }
    'policies_cache_clear'           = @{ Command = { Clear-AuthentikPolicyCache } }
    'flows_cache_clear'              = @{ Command = { Clear-AuthentikFlowCache } }
    'policies_test'                  = @{
        Command = { Test-AuthentikPolicy $args[0].Id ([int] $args[0].Body.user) -Context $args[0].Body.context }
        Compare = { "$($args[0].passing) $($args[0].messages)" }
    }
    'propertymappings_test'          = @{
        Command = { Test-AuthentikPropertyMapping $args[0].Id -User ([int] $args[0].Body.user) -Context $args[0].Body.context }
        Compare = { "$($args[0].successful) $($args[0].result)" }
    }
    'prompt_preview'                 = @{
        Command = { $body = $args[0].Body; Test-AuthentikPrompt -Name $body.name -FieldKey $body.field_key -Label $body.label -Type $body.type }
        Compare = { $args[0].fields ? $args[0].fields[0].label : $args[0].label }
    }
    'rbac_assign'                    = @{ Command = { Grant-AuthentikPermission $args[0].Object $args[0].Body.permissions }; Known = 'Role' }
    'rbac_unassign'                  = @{ Command = { Revoke-AuthentikPermission $args[0].Object $args[0].Body.permissions -Force }; Known = 'Role' }
    'rbac_roles_add_user'            = @{ Command = { Add-AuthentikRoleMember $args[0].Id ([int] $args[0].Body.pk) } }
    'rbac_roles_remove_user'         = @{ Command = { Remove-AuthentikRoleMember $args[0].Id ([int] $args[0].Body.pk) -Force } }
    'settings_patch'                 = @{
        Command = { Set-AuthentikSetting -EventRetention $args[0].Body.event_retention -PassThru }
        Compare = { "$($args[0].event_retention)$($args[0].EventRetention)" }
    }
    'app-set-provider'               = @{
        Command = { Set-AuthentikApplication $args[0].Object -Provider ([int] $args[0].Body.provider) -PassThru }
        Known   = 'Application'; Compare = { $args[0].provider }
    }
    'token-for-plain-user'           = @{
        Command = { $body = $args[0].Body; New-AuthentikToken -Identifier $body.identifier -Intent $body.intent -User ([int] $body.user) -Expiring $false }
        Compare = { "$($args[0].pk) $($args[0].user)" }
    }
    'token-view-key'                 = @{ Command = { Get-AuthentikTokenKey $args[0].Object -AsPlainText }; Known = 'Token'; Compare = $script:Key }
    '1-enrollment-token-view-key'    = @{ Command = { Get-AuthentikEnrollmentTokenKey $args[0].Id -AsPlainText }; Compare = $script:Key }
    '2-enroll'                       = @{
        Command = { $body = $args[0].Body; Register-AuthentikAgentDevice -DeviceSerial $body.device_serial -DeviceName $body.device_name -AsPlainText }
        Compare = { $args[0] -is [string] ? $args[0] : $args[0].token }
    }
    '3-agent-config'                 = @{ Command = { Get-AuthentikAgentConfiguration }; Compare = { "$($args[0].device_id)$($args[0].DeviceId)" } }
    '4-check-in'                     = @{
        Command = {
            $body = $args[0].Body
            Send-AuthentikAgentReport -OperatingSystem $body.os -Disk $body.disks -Network $body.network -Hardware $body.hardware `
                -Process $body.processes -Software $body.software -User $body.users -Group $body.groups
        }
    }
}

# What no command sends.
$script:Unreached = @{
    'policy_binding_patch_partial_upstream_bug' = 'Set-AuthentikPolicyBinding sends what the server would otherwise lose.'
    'core_groups_add_user-404'                  = 'Add-AuthentikGroupMember reads the user first, and says that there is none.'
    'settings_put_bad'                          = 'Commands change with PATCH.'
}

function Get-RecordedAction([string] $Folder) {
    Get-ChildItem $Folder -Filter *.json | Sort-Object Name | ForEach-Object {
        $entry = $script:Commands[$_.BaseName]
        @{
            Name = $_.BaseName; Exchange = Get-Content $_ -Raw | ConvertFrom-Json -AsHashtable -DateKind String
            Command = $entry.Command; Known = $entry.Known; Member = $entry.Member; Compare = $entry.Compare; Why = $script:Unreached[$_.BaseName]
        }
    }
}

# A session that sends whatever was recorded, also what the server's version doesn't have.
function Connect-RecordedServer($Server, [string] $Version) {
    Add-Answer $Server @{ path = '/api/v3/core/users/me/'; status = 200; json = @{ user = @{ pk = 1; username = 'akadmin'; is_superuser = $true } } }
    Add-Answer $Server @{ path = '/api/v3/admin/version/'; status = 200; json = @{ version_current = $Version } }
    $null = Connect-Authentik -Uri $Server.Uri -Token $Server.Token -Name recorded -SkipVersionCheck
}

# The object that a path is about, read from the server once.
function Get-KnownObject($Server, [string] $Noun, [string] $Id) {
    $path = @{ Token = 'core/tokens'; Role = 'rbac/roles'; Application = 'core/applications' }[$Noun]
    $isId = $Id -as [guid]
    $json = @{ pk = $isId ? $Id : "$(New-Guid)"; name = $Id; identifier = $Id; slug = $Id }
    Add-Answer $Server @{ path = "/api/v3/$path/$Id/"; status = 200; json = $json }
    & "Get-Authentik$Noun" $Id
}

# The user that is added or removed, which the commands read first to see whether there is something to do.
function Add-KnownMember($Server, [scriptblock] $Groups, $Given) {
    $id = $Given.Body.pk
    $json = @{ pk = $id; username = "user$id"; groups = @(& $Groups $Given) }
    Add-Answer $Server @{ path = "/api/v3/core/users/$id/"; status = 200; json = $json }
}

# JSON with its keys in order. An empty object says as much as no body.
function ConvertTo-ComparableJson([string] $Json) {
    $value = $Json ? ($Json | ConvertFrom-Json -AsHashtable) : $null
    $value -is [Collections.IDictionary] -and $value.Count -eq 0 ? '' : (Format-Json $value)
}

function Format-Json($Value) {
    if ($Value -is [Collections.IDictionary]) {
        return '{' + (($Value.Keys | Sort-Object | ForEach-Object { "${_}:$(Format-Json $Value[$_])" }) -join ',') + '}'
    }
    if ($Value -is [Collections.IList]) { return '[' + (($Value | ForEach-Object { Format-Json $_ }) -join ',') + ']' }
    ConvertTo-Json $Value -Compress
}

Export-ModuleMember Get-RecordedAction, Connect-RecordedServer, Get-KnownObject, Add-KnownMember, ConvertTo-ComparableJson
