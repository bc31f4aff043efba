# Users created and changed by rows, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Import-AuthentikUser on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_

        function Get-Groups([string] $Name) { @((Get-AuthentikUser "$mark-$Name").GroupsObj.Name | Sort-Object) }
    }

    BeforeEach {
        $null = "$mark-sales", "$mark-staff" | New-AuthentikGroup
        $null = New-AuthentikUser "$mark-old" -Name Old -Group "$mark-staff" -Attributes @{
            office = 'Rome'; room = 305; address = @{ zip = '1' } }
        $rows = @"
username,name,email,groups,path,active,attributes.office,attributes.address.city
$mark-new,New One,$mark-new@example.com,$mark-sales;$mark-staff,users/$mark,no,Bonn,
$mark-old,Old,$mark-old@example.com,$mark-sales,,,Rome,Roma
"@ | ConvertFrom-Csv
    }

    AfterEach { Remove-Marked $mark User, Group }
    AfterAll { Stop-ActionServer }

    It 'creates and changes, shows it before, and does nothing the second time' {
        $plan = @(Get-Plan { $rows | Import-AuthentikUser -WhatIf })
        $plan.Count | Should -Be 2
        $groups = "groups '$mark-sales' and '$mark-staff'"
        $plan[0] | Should -BeLike "*with name 'New One', email '$mark-new@example.com'*is_active false*$groups*User '$mark-new' on *"
        $changed = "Change email from '' to '$mark-old@example.com', attributes.address.city to 'Roma'"
        $plan[1] | Should -BeLike "*$changed; Add to the group '$mark-sales'*User '$mark-old' on *"

        $result = $rows | Import-AuthentikUser
        $result | Should -BeOfType Authentik.ImportedUser
        $result.Status | Should -Be Created, Changed
        $result[1].Changes.Field | Should -Be email, attributes.address.city
        $result[1].AddedGroups | Should -Be "$mark-sales"
        $new = Get-AuthentikUser "$mark-new"
        $new.Name, $new.IsActive, $new.Path, $new.Attributes.office | Should -Be 'New One', $false, "users/$mark", Bonn
        $old = Get-AuthentikUser "$mark-old"
        $old.Attributes.room, $old.Attributes.address.zip, $old.Attributes.address.city | Should -Be 305, '1', Roma
        Get-Groups old | Should -Be "$mark-sales", "$mark-staff"
        (Assert-Repeatable $server { $rows | Import-AuthentikUser }).Status | Should -Be (, 'Unchanged' * 2)
        ($result | Get-AuthentikUser).Username | Should -Be "$mark-new", "$mark-old"
    }

    It 'tells unknown columns with the nearest name before the first write' {
        Get-Written $server {
            { $rows | Select-Object username, @{ n = 'emaill'; e = { 'x' } }, groups, extra | Import-AuthentikUser } |
                Should -Throw '*emaill (did you mean email?), extra*' -ErrorId 'InvalidValue,*'
        } | Should -BeNullOrEmpty
        { $rows | Select-Object name, email | Import-AuthentikUser } | Should -Throw '*no column username*'
        ($rows | Select-Object *, extra | Import-AuthentikUser -IgnoreUnknownColumn).Status | Should -Be Created, Changed
    }

    It 'names what a column probably is' {
        { [pscustomobject]@{ username = 'x'; emial = 'x' } | Import-AuthentikUser } | Should -Throw '*emial (did you mean email?)*'
        { [pscustomobject]@{ username = 'x'; pwd = 'x' } | Import-AuthentikUser } | Should -Throw '*pwd (did you mean password?)*'
        { [pscustomobject]@{ username = 'x'; department = 'x' } | Import-AuthentikUser } |
            Should -Throw '*custom attribute*attributes.department.*'
        { [pscustomobject]@{ username = 'x'; 'attribute.department' = 'x' } | Import-AuthentikUser } |
            Should -Throw '*attribute.department (did you mean attributes.department?)*'
    }

    It 'tells a file that was read with another delimiter' -TestCases @(@{ By = ';'; Told = "';'" }, @{ By = "`t"; Told = '"*t"' }) {
        $file = "username${By}name", "$mark-new${By}New" -join "`n"
        { $file | ConvertFrom-Csv | Import-AuthentikUser } | Should -Throw "*Nothing was sent. Use Import-Csv -Delimiter $Told."
        { $file | ConvertFrom-Csv | Import-AuthentikUser -IgnoreUnknownColumn } | Should -Throw "*-Delimiter $Told."
        { $file | ConvertFrom-Csv | Import-AuthentikUser -Map @{ name = 'username' } } | Should -Throw "*-Delimiter $Told."
        ($file | ConvertFrom-Csv -Delimiter $By | Import-AuthentikUser).Status | Should -Be Created
    }

    It 'refuses a row as a whole for an unknown group or a cell, and does the others' {
        $rows[0].groups = "$mark-nosuch"
        $rows += [pscustomobject]@{ username = "$mark-bad"; active = 'perhaps' }
        $rows += $rows[1]
        $result = $rows | Import-AuthentikUser -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.Status | Should -Be Failed, Changed, Failed, Failed
        $failed.FullyQualifiedErrorId | Should -BeLike '*,Authentik.Commands.ImportUserCommand'
        $failed.TargetObject | Should -Be "$mark-new", "$mark-bad", "$mark-old"
        $result[0].Reason | Should -BeLike "*'$mark-nosuch' was not found*use -CreateGroup.*"
        $result[2].Reason | Should -BeLike '*perhaps*'
        $result[3].Reason | Should -BeLike '*the same username as row 2*'
        { Get-AuthentikUser "$mark-new" } | Should -Throw

        # Failed rows can be imported again.
        $result[0].Input.groups = "$mark-sales"
        ($result[0].Input | Import-AuthentikUser).Status | Should -Be Created
    }

    It 'creates missing groups, and makes the groups exact' {
        $rows[0].groups = $rows[1].groups = "$mark-fresh"
        $result = $rows | Import-AuthentikUser -CreateGroup -ExactGroup
        $result[0].Done[0] | Should -Be "Create the group '$mark-fresh'"
        $result[1].RemovedGroups | Should -Be "$mark-staff"
        Get-Groups new | Should -Be "$mark-fresh"
        Get-Groups old | Should -Be "$mark-fresh"
        (Assert-Repeatable $server { $rows | Import-AuthentikUser -CreateGroup -ExactGroup }).Status | Should -Be (, 'Unchanged' * 2)
    }

    It 'maps the columns of another directory, and matches by an attribute' {
        $directory = [pscustomobject]@{
            SamAccountName = "$mark-AD1"; mail = "$mark-ad@example.com"; Department = 'IT'; EmployeeId = '0077'; Enabled = $true; Other = 1
        }
        $map = @{
            username = { $_.SamAccountName.ToLower() }; mail = 'email', 'attributes.mail'; Department = 'attributes.department'
            EmployeeId = 'attributes.employeeId'; Enabled = 'is_active'
        }
        $created = $directory | Import-AuthentikUser -Map $map -MatchBy attributes.employeeId
        $created.Username, $created.Status | Should -Be "$mark-ad1", Created
        $directory.SamAccountName = "$mark-renamed"
        $changed = $directory | Import-AuthentikUser -Map $map -MatchBy attributes.employeeId
        "$($changed.Changes)" | Should -Be "username: $mark-ad1 → $mark-renamed"
        $user = Get-AuthentikUser "$mark-renamed"
        $user.Attributes.department, $user.Attributes.employeeId, $user.Attributes.mail | Should -Be IT, '0077', "$mark-ad@example.com"
        Assert-Repeatable $server { $null = $directory | Import-AuthentikUser -Map $map -MatchBy attributes.employeeId }
        { $directory | Import-AuthentikUser -Map @{ SamAcountName = 'username' } } |
            Should -Throw '*SamAcountName (did you mean SamAccountName?)*'
        { $directory | Import-AuthentikUser -Map @{ SamAccountName = 'user_nam' } } |
            Should -Throw '*user_nam*isn''t a column of the import*'
    }

    It 'sets passwords for new users, and shows them only if told so' {
        $rows = "$mark-new", "$mark-old" | ForEach-Object { @{ username = $_; password = "hush-$_" } }
        $result = $rows | Import-AuthentikUser
        $result.Status | Should -Be Created, Unchanged
        $result | Format-List * | Out-String | Should -Not -BeLike '*hush*'
        $generated = @{ username = "$mark-gen" } | Import-AuthentikUser -GeneratePassword
        $generated.Password | Should -BeOfType securestring
        $generated.Password.Length | Should -Be 24
        $again = @{ username = "$mark-gen" } | Import-AuthentikUser -GeneratePassword -ResetPassword -AsPlainText
        $again.Password | Should -BeOfType string
        Assert-Repeatable $server { $null = $rows | Import-AuthentikUser }
    }

    It 'keeps only what it imports, and no secret, of the row in the result' {
        $row = [pscustomobject]@{
            Username = "$mark-new"; password = 'hush-1'; pwd = 'hush-2'; Passwort = 'hush-3'; active = 'perhaps'
            attributes = '{"office":"Bonn","api_key":"hush-4"}'; 'attributes.pin.secret' = 'hush-5'; 'attributes.room' = '7' }
        $result = $row | Import-AuthentikUser -IgnoreUnknownColumn -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.Status | Should -Be Failed
        $result.Input.PSObject.Properties.Name | Should -Be Username, active, attributes.room
        ($result | Format-List * | Out-String), ($result | ConvertTo-Csv | Out-String), ($result | ConvertTo-Json -Depth 5),
            ($result.Input | ConvertTo-Csv | Out-String), ($failed | Format-List * -Force | Out-String) |
            Should -Not -BeLike '*hush*'

        $result.Input.active = 'yes'
        ($result.Input | Import-AuthentikUser).Status | Should -Be Created
    }

    It 'keeps the names of the import with -Map, and nothing that only a script block reads' {
        $result = [pscustomobject]@{ Login = 'X'; Kennwort = 'hush-1'; Mail = 'x@example.com' } | Import-AuthentikUser -Map @{
            username = { "$mark-new" }; password = { $_.Kennwort }; Mail = 'email'; Login = 'is_active' } -ErrorAction SilentlyContinue
        $result.Input.PSObject.Properties.Name | Sort-Object | Should -Be email, is_active, username
        $result.Input | ConvertTo-Json | Should -Not -BeLike '*hush*'
        $result.Input.is_active = $true
        ($result.Input | Import-AuthentikUser).Status | Should -Be Created
    }

    It 'needs a recovery flow for links, and says so before the first write' {
        if ((Get-AuthentikCurrentBrand).FlowRecovery) { Set-ItResult -Skipped -Because 'the brand has a recovery flow' }
        Get-Written $server { { $rows | Import-AuthentikUser -RecoveryLink } | Should -Throw '*no recovery flow*' } | Should -BeNullOrEmpty
    }

    It 'takes roles where users have them' {
        $role = New-AuthentikRole "$mark-role"
        try {
            $with = @{ username = "$mark-old"; roles = "$mark-role" }
            if ($version -lt '2025.12') { Assert-Refused { $with | Import-AuthentikUser } }
            else {
                ($with | Import-AuthentikUser).AddedRoles | Should -Be "$mark-role"
                (Assert-Repeatable $server { $with | Import-AuthentikUser }).Status | Should -Be Unchanged
            }
        }
        finally { $role | Remove-AuthentikRole -Force }
    }

    It 'leaves the own user alone unless forced' {
        $own = (Get-AuthentikSession).Username
        Get-Written $server {
            $result = @{ username = $own; active = 'false' } | Import-AuthentikUser -ErrorAction SilentlyContinue
            $result.Reason | Should -BeLike '*Use -Force*'
            $result = @{ username = $own; groups = "$mark-staff" } | Import-AuthentikUser -ExactGroup -ErrorAction SilentlyContinue
            $result.Reason | Should -BeLike '*Use -Force*'
        } | Should -BeNullOrEmpty
    }

    It 'clears with -EmptyAsNull, and otherwise leaves what has an empty cell' {
        ($rows[1] | Import-AuthentikUser).Status | Should -Be Changed
        $empty = [pscustomobject]@{ username = "$mark-old"; email = ''; 'attributes.office' = '' }
        (Assert-Repeatable $server { $empty | Import-AuthentikUser }).Status | Should -Be Unchanged
        ($empty | Import-AuthentikUser -EmptyAsNull).Changes.Field | Should -Be email, attributes.office
        (Get-AuthentikUser "$mark-old").Attributes.Keys | Should -Not -Contain office
    }

    It 'does the same with several requests at once, in the order of the rows' {
        $many = 1..12 | ForEach-Object { [pscustomobject]@{ username = "$mark-n$_"; groups = "$mark-together" } }
        $result = $many | Import-AuthentikUser -CreateGroup -ThrottleLimit 6
        $result.Status | Should -Be (, 'Created' * 12)
        $result.Row | Should -Be (1..12)
        @(Get-AuthentikGroupMember "$mark-together").Count | Should -Be 12
        Assert-Repeatable $server { $null = $many | Import-AuthentikUser -CreateGroup -ThrottleLimit 6 }
    }

    It 'stops in the middle, and goes on afterwards' {
        $many = 1..5 | ForEach-Object { [pscustomobject]@{ username = "$mark-s$_" } }
        @($many | Import-AuthentikUser | Select-Object -First 2).Count | Should -Be 2
        $result = $many | Import-AuthentikUser
        $result[0..1].Status | Should -Be (, 'Unchanged' * 2)
        $result[4].Status | Should -Be Created
    }

    It 'does nothing for a caller without rights' {
        $nobody = Connect-Nobody $server $mark
        Get-Written $server {
            $result = $rows | Import-AuthentikUser -Session $nobody -ErrorAction SilentlyContinue -ErrorVariable failed
            $result.Status | Should -Be Failed, Failed
            $failed[0].CategoryInfo.Category | Should -Be PermissionDenied
        } | Should -BeNullOrEmpty
        $nobody | Disconnect-Authentik
    }
}
