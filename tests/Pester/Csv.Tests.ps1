# What Export-Csv writes of an object goes back through Import-Csv | Set and changes nothing, for every resource that Set changes.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    Import-Authentik
    $versions = [Authentik.Resources]::Book.Newest, [Authentik.Resources]::Book.Oldest
    $cases = foreach ($version in $versions) {
        $set = [Authentik.Resources]::Book.Resources | Where-Object { $_.GetVersions([Authentik.Book.Operations]::Set).Contains($version) }
        @{ Version = $version; Resources = @($set | ForEach-Object { @{ Noun = $_.Noun; Resource = $_ } }) }
    }
}

Describe 'A CSV file on <Version>' -ForEach $cases {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        Import-Module "$PSScriptRoot/Support/Samples.psm1" -Force
        Get-AuthentikSession | Disconnect-Authentik
        Connect-Authentik -Sandbox -Version $Version
        try { $null = Invoke-AuthentikRequest /enterprise/license/ -Method Post -Body @{ key = 'ey-sandbox' } -ErrorAction Stop } catch { Write-Verbose "$_" }

        # Servers of the oldest versions fail to create these.
        $uncreatable = $Version -eq [Authentik.Resources]::Book.Oldest ? @('UserConnection', 'GroupConnection') : @()
    }

    AfterAll { Get-AuthentikSession | Disconnect-Authentik }

    It 'has all of <Noun>' -ForEach $Resources {
        $sample = New-Sample $Resource $Version
        $canBeMade = $Resource.GetVersions([Authentik.Book.Operations]::New).Contains($Version) -and $Noun -notin $uncreatable
        if (-not $sample -and -not $canBeMade) { Set-ItResult -Skipped -Because 'no object can be made'; return }
        $sample | Should -Not -BeNullOrEmpty
        $address = Get-SampleAddress $Resource $sample
        $before = Invoke-AuthentikRequest $address
        $file = "$TestDrive/$Noun.csv"
        $identity = $Resource.IsSingle ? @{} : @{ Identity = [pscustomobject]@{ $Resource.Id = $sample.($Resource.Id) } }
        & "Get-Authentik$Noun" @identity -ErrorAction Stop | Export-Csv $file

        # The key of a license is all that can be changed, and it's a secret.
        if ($Noun -eq 'License') { { Import-Csv $file | Set-AuthentikLicense -ErrorAction Stop } | Should -Throw 'No change was specified*'; return }

        $warnings = @()
        $after = Import-Csv $file | & "Set-Authentik$Noun" -PassThru -ErrorAction Stop -WarningVariable warnings -WarningAction SilentlyContinue
        $after | Should -Not -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $changed = Invoke-AuthentikRequest $address
        foreach ($name in $before.psobject.Properties.Name | Where-Object { $_ -notin 'last_updated', 'modified' }) {
            "$name=$($changed.$name | ConvertTo-Json -Depth 9 -Compress)" | Should -Be "$name=$($before.$name | ConvertTo-Json -Depth 9 -Compress)"
        }
    }
}

Describe 'A CSV file' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $server = Start-TestServer
        Connect-TestServer $server
        Add-TestObject $server
        $mark = 'csv-' + [guid]::NewGuid().ToString('N').Substring(0, 8)
        $flows = Get-ProviderFlow (Get-AuthentikSession).ServerVersion
        'a', 'b' | ForEach-Object { $null = New-AuthentikGroup "$mark-$_" }
        $file = "$TestDrive/some.csv"

        # What the server has before and after the file of an object went to the Set command, and the file.
        function Invoke-RoundTrip([string] $Noun, $Object, [string] $Path, [hashtable] $More = @{}) {
            $before = Invoke-AuthentikRequest $Path
            $Object | Export-Csv $file
            Clear-WireLog $server
            Import-Csv $file | & "Set-Authentik$Noun" @More
            $after = Invoke-AuthentikRequest $Path
            $before, $after | ForEach-Object { $_.psobject.Properties.Remove('last_updated') }
            ($after | ConvertTo-Json -Depth 9) | Should -Be ($before | ConvertTo-Json -Depth 9)
            Import-Csv $file
        }
    }

    AfterAll {
        Get-AuthentikUser -Search $mark | Remove-AuthentikUser -Force
        Get-AuthentikGroup -Search $mark | Remove-AuthentikGroup -Force
        Get-AuthentikOAuth2Provider -Search $mark | Remove-AuthentikOAuth2Provider -Force
        Remove-TestObject $server
        Get-AuthentikSession | Disconnect-Authentik
        Stop-TestServer $server
    }

    It 'has the names of the groups of a user, and attributes as JSON' {
        $user = New-AuthentikUser "$mark-user" -Group "$mark-a", "$mark-b" -Attributes @{ text = 'a;b "c" ü'; list = @(1, $null, @{ x = 1.5 }) }
        $row = Invoke-RoundTrip User $user "/core/users/$($user.Pk)/"
        ($row.Groups -split ';' | Sort-Object) -join ' ' | Should -Be "$mark-a $mark-b"
        ($row.Attributes | ConvertFrom-Json).text | Should -Be 'a;b "c" ü'
        (ConvertFrom-Json $row.Attributes).list[2].x | Should -Be 1.5
        Get-WireLog $server PATCH | Should -BeNullOrEmpty
    }

    It 'changes what was edited in it' {
        $user = New-AuthentikUser "$mark-edited" -Group "$mark-a"
        $user | Export-Csv $file
        $row = Import-Csv $file
        $row.Groups = " $mark-b ;$mark-a;"
        $row.Attributes = '{"a":1}'
        $row | Set-AuthentikUser
        $user = Get-AuthentikUser "$mark-edited"
        $user.GroupsObj.Name | Sort-Object | Should -Be "$mark-a", "$mark-b"
        $user.Attributes.a | Should -Be 1
    }

    It 'has ids where a name could not be read again: <_>' -ForEach 'with;semicolon', '[bracket', '2f9f3e1c-7a3e-4f4e-9d3b-0c9a8f6f2b11' {
        $group = New-AuthentikGroup "$_" -ErrorAction Stop
        try {
            $user = New-AuthentikUser "$mark-$([guid]::NewGuid())" -Group $group, "$mark-a"
            $row = Invoke-RoundTrip User $user "/core/users/$($user.Pk)/"
            $row.Groups -split ';' | Sort-Object | Should -Be ($user.Groups | ForEach-Object ToString | Sort-Object)
        }
        finally { $group | Remove-AuthentikGroup -Force }
    }

    It 'has members by user name, and by id where the response lacks the names' {
        $user = New-AuthentikUser "$mark-member"
        $group = New-AuthentikGroup "$mark-g" -User $user
        $row = Invoke-RoundTrip Group (Get-AuthentikGroup "$mark-g") "/core/groups/$($group.Pk)/"
        $row.Users | Should -Be "$mark-member"
        $listed = Get-AuthentikGroup -Name "$mark-g" -IncludeUsers $false
        (Invoke-RoundTrip Group $listed "/core/groups/$($group.Pk)/").Users | Should -BeIn "[$($user.Pk)]", "$mark-member"
    }

    It 'has redirect URIs as text, and as JSON where that would lose something, and no secret' {
        $made = New-AuthentikOAuth2Provider "$mark-p" @flows -RedirectUri https://a.example/cb, https://b.example/cb -PropertyMapping openid, email
        $row = Invoke-RoundTrip OAuth2Provider $made "/providers/oauth2/$($made.Pk)/"
        $row.RedirectUris | Should -Be 'https://a.example/cb;https://b.example/cb'
        $row.PropertyMappings | Should -Be ($made.PropertyMappings -join ';')
        $secret = Get-AuthentikOAuth2ClientSecret "$mark-p" -AsPlainText
        Get-Content $file -Raw | Should -Not -Match ([regex]::Escape($secret))

        $made = Set-AuthentikOAuth2Provider "$mark-p" -RedirectUri @{ url = 'https://.*\.example'; matching_mode = 'regex' }, https://a.example/x -PassThru
        $row = Invoke-RoundTrip OAuth2Provider $made "/providers/oauth2/$($made.Pk)/"
        ($row.RedirectUris | ConvertFrom-Json).matching_mode | Should -Be regex, strict
        Get-AuthentikOAuth2ClientSecret "$mark-p" -AsPlainText | Should -Be $secret
    }

    It 'has the expiration of a token to the microsecond, whatever the culture' {
        # Servers limit how long an app password lives, unless its user has this attribute.
        $null = New-AuthentikUser "$mark-app" -Attributes @{ 'goauthentik.io/user/token-maximum-lifetime' = 'days=20000' }
        $token = New-AuthentikToken "$mark-token" -User "$mark-app" -Intent app_password -Expires '2031-05-04T10:00:00.123456Z'
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $row = Invoke-RoundTrip Token $token "/core/tokens/$mark-token/"
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
        $row.Expires | Should -Be '2031-05-04T10:00:00.123456Z'
        $row.UserObj | Should -Be "$mark-app"
        Remove-AuthentikUser "$mark-app" -Force
    }

    It 'refuses a number beside the name of another object' {
        $token = New-AuthentikToken "$mark-other" -User jdoe -Intent app_password -Expires (New-TimeSpan -Minutes 20)
        $row = $token | ConvertTo-Csv | ConvertFrom-Csv
        $row.User = "$((Get-AuthentikUser eve).Pk)"
        { $row | Set-AuthentikToken -ErrorAction Stop } | Should -Throw '*eve*jdoe*'
        $token | Remove-AuthentikToken -Force
    }

    It 'leaves what is empty as it is, with -EmptyAsNull too' {
        $user = New-AuthentikUser "$mark-empty" -Attributes @{}
        $user.LastLogin | Should -BeNullOrEmpty
        $row = Invoke-RoundTrip User $user "/core/users/$($user.Pk)/" -More @{ EmptyAsNull = $true }
        $row.Groups | Should -BeNullOrEmpty
        $row.Attributes | Should -Be '{}'
    }

    It 'has lists that empty cells empty with -EmptyAsNull' {
        $user = New-AuthentikUser "$mark-emptied" -Group "$mark-a"
        $user | Export-Csv $file
        $row = Import-Csv $file
        $row.Groups = ''
        $row | Set-AuthentikUser
        (Get-AuthentikUser "$mark-emptied").Groups.Count | Should -Be 1
        $row | Set-AuthentikUser -EmptyAsNull
        (Get-AuthentikUser "$mark-emptied").Groups.Count | Should -Be 0
    }
}
