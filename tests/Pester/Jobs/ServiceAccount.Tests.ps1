# Service accounts with a token that works and the rights that were listed, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'New-AuthentikServiceAccount on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $hasUserRoles = $version -ge '2025.12.0'
        $name = "$mark-svc"
    }

    AfterEach { Remove-Marked $mark User, Group, Role }
    AfterAll { Stop-ActionServer }

    It 'creates an account whose token the API accepts, with the rights that are listed and no others' {
        $wanted = 'authentik_core.view_user', 'authentik_core.view_group'
        $made = New-AuthentikServiceAccount $name -WithToken -Permission $wanted
        $made | Should -BeOfType Authentik.ServiceAccount
        $made.Status | Should -Be Created
        $made.ApiKey | Should -BeOfType securestring
        $made.Token | Should -BeOfType securestring
        $made.Permissions | Sort-Object | Should -Be ($wanted | Sort-Object)

        $own = Get-AuthentikSession | Where-Object IsDefault
        $robot = Connect-Authentik $server.Uri -Token $made.ApiKey -Name robot -PassThru
        Select-AuthentikSession $own
        try {
            $robot.Username | Should -Be $name
            $robot.IsSuperuser | Should -BeFalse
            if ($server.IsReal) {
                (Get-AuthentikUser akadmin -Session $robot).Username | Should -Be akadmin
                { Get-AuthentikGroup -Session $robot -First 1 } | Should -Not -Throw
                { Set-AuthentikUser akadmin -Name x -Session $robot -Confirm:$false -Force } | Should -Throw
                { New-AuthentikGroup "$mark-no" -Session $robot } | Should -Throw
                { Get-AuthentikOutpost -Session $robot -First 1 } | Should -Throw
            }
        }
        finally { $robot | Disconnect-Authentik }

        # The app password isn't accepted.
        { Connect-Authentik $server.Uri -Token $made.Token -Name refused } | Should -Throw
        (Get-AuthentikUser $name).Type | Should -Be service_account
        $token = Get-AuthentikToken $made.ApiToken
        $token.Intent, $token.Expiring, $token.UserName | Should -Be api, $false, $name
    }

    It 'sends nothing the second time, adds what is missing, and never makes a second token' {
        $null = New-AuthentikServiceAccount $name -WithToken -Permission authentik_core.view_user
        $again = Assert-Repeatable $server { New-AuthentikServiceAccount $name -WithToken -Permission authentik_core.view_user }
        $again.Status | Should -Be Unchanged
        $again.ApiKey, $again.Token | Should -Be $null, $null
        $again.ApiToken | Should -Be "service-account-$name-api"

        $more = New-AuthentikServiceAccount $name -WithToken -Permission authentik_core.view_user, authentik_core.view_group
        $more.Status | Should -Be Changed
        $more.Done | Should -Be "Grant authentik_core.view_group to the role '$name'"
        @(Get-AuthentikToken -User $name -Intent api).Count | Should -Be 1

        $plain = New-AuthentikServiceAccount "$mark-later"
        $plain.ApiToken | Should -BeNullOrEmpty
        (New-AuthentikServiceAccount "$mark-later" -WithToken).Done | Should -HaveCount 2
    }

    It 'shows what it would do, and returns text only where that was asked for' {
        $plan = @(Get-Plan { New-AuthentikServiceAccount $name -WithToken -Permission authentik_core.view_user -CreateGroup $true -WhatIf })
        $plan.Count | Should -Be 1
        $plan[0] | Should -BeLike "*Create the account and a group*Grant authentik_core.view_user*API token*Service account '$name' on *"
        Get-AuthentikUser | Where-Object Username -EQ $name | Should -BeNullOrEmpty

        $made = New-AuthentikServiceAccount $name -WithToken -AsPlainText
        $made.ApiKey | Should -BeOfType string
        $made.ApiKey | Should -Match '^\w{60,}$'
        $made.ApiKey | Should -Be (Get-AuthentikTokenKey $made.ApiToken -AsPlainText)
        ($made | Out-String) | Should -BeLike "*$($made.ApiKey)*"
    }

    It 'tells unknown permissions, groups and roles before it writes' {
        Get-Written $server {
            { New-AuthentikServiceAccount $name -Permission authentik_core.veiw_user } | Should -Throw "*Did you mean 'authentik_core.view_user'*"
            { New-AuthentikServiceAccount $name -Permission view_application } | Should -Throw "*Did you mean 'authentik_core.view_application'*"
            { New-AuthentikServiceAccount $name -Group "$mark-nothing" } | Should -Throw "*'$mark-nothing' was not found*"
            { New-AuthentikServiceAccount $name -Role "$mark-nothing" } | Should -Throw "*'$mark-nothing' was not found*"
            { New-AuthentikServiceAccount akadmin } | Should -Throw "*isn't a service account*"
        } | Should -BeNullOrEmpty
    }

    It 'puts the account into groups and a folder, and gives it roles' {
        $group = New-AuthentikGroup "$mark-apps"
        $role = New-AuthentikRole "$mark-role"
        $made = New-AuthentikServiceAccount $name -Group $group -Role "$mark-role" -Path "$mark/robots" -CreateGroup $true -Expiring $false
        $account = $made | Get-AuthentikUser
        $account.Path | Should -Be "$mark/robots"
        $account.GroupsObj.Name | Sort-Object | Should -Be "$mark-apps", $name
        if ($hasUserRoles) { (Get-AuthentikRoleMember $role).Username | Should -Be $name }
        else { (Get-AuthentikGroup $name).Roles | Should -Be $role.Pk }
        (Get-AuthentikToken -User $name).Expiring | Should -BeFalse
        (Assert-Repeatable $server {
            New-AuthentikServiceAccount $name -Group $group -Role "$mark-role" -Path "$mark/robots" -CreateGroup $true }).Status | Should -Be Unchanged
    }

    It 'says where a role can be in one group only' {
        $role = New-AuthentikRole "$mark-role"
        $null = New-AuthentikGroup "$mark-holder" -Role $role
        if ($hasUserRoles) { (New-AuthentikServiceAccount $name -Role $role).Status | Should -Be Created; return }
        { New-AuthentikServiceAccount $name -Role $role } | Should -Throw "*belongs to the group '$mark-holder'*-Group '$mark-holder'*"
        Get-AuthentikUser | Where-Object Username -EQ $name | Should -BeNullOrEmpty
    }

    It 'goes on after one that fails, and pipes on' {
        $null = New-AuthentikUser "$mark-person" -Name Person
        $made = "$mark-1", "$mark-person", "$mark-2" | New-AuthentikServiceAccount -WithToken -ErrorAction SilentlyContinue -ErrorVariable failed
        $made.Status | Should -Be Created, Failed, Created
        $failed.Count | Should -Be 1
        $made[1].Reason | Should -BeLike "*isn't a service account*"
        ($made | Where-Object Status -EQ Created | Get-AuthentikUser).Username | Should -Be "$mark-1", "$mark-2"
    }

    It 'leaves nothing behind if the role can''t be made' {
        # The name of the account's own role belongs to another one.
        $null = New-AuthentikRole $name
        { New-AuthentikServiceAccount $name -Permission authentik_core.view_user } | Should -Throw "*role '$name' exists already*"
        Get-AuthentikUser | Where-Object Username -EQ $name | Should -BeNullOrEmpty
    }

    It 'does nothing for a caller without rights' {
        $nobody = Connect-Nobody $server $mark
        try {
            { New-AuthentikServiceAccount $name -WithToken -Permission authentik_core.view_user -Session $nobody } | Should -Throw
        }
        finally { $nobody | Disconnect-Authentik }
        Get-AuthentikUser | Where-Object Username -EQ $name | Should -BeNullOrEmpty
    }
}
