# Invoke-AuthentikRequest: any path, any method, objects or raw answers, files in and out.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
}

Describe 'Invoke-AuthentikRequest' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $server = Start-TestServer
        Connect-TestServer $server
        Add-TestObject $server
    }

    AfterAll {
        Remove-TestObject $server
        Stop-TestServer $server
    }

    BeforeEach { Clear-WireLog $server }

    It 'takes a path in any form: <_>' -ForEach '/core/users/', 'core/users', '/api/v3/core/users/', '/core/users/?page_size=5', 'api/v3/core/users?page_size=5' {
        (Invoke-AuthentikRequest $_).pagination | Should -Not -BeNullOrEmpty
        (Get-WireLog $server)[0].path | Should -Be '/api/v3/core/users/'
    }

    It 'takes a whole address on this server and no other' {
        (Invoke-AuthentikRequest "$($server.Uri.TrimEnd('/'))/api/v3/core/users/?username=jdoe").results.username | Should -Be jdoe
        { Invoke-AuthentikRequest https://elsewhere.example/api/v3/core/users/ -ErrorAction Stop } | Should -Throw '*token is only sent to that server*'
    }

    It 'writes queries as authentik reads them' {
        Invoke-AuthentikRequest /core/users/ -Query ([ordered]@{ is_active = $true; type = 'internal', 'external'; search = 'a b&c' }) | Out-Null
        (Get-WireLog $server)[0].query | Should -BeLike '*is_active=true&type=internal&type=external&search=a%20b%26c*'
    }

    It 'sends bodies and returns objects' {
        $made = Invoke-AuthentikRequest /core/users/ -Method POST -Body @{ username = 'raw'; name = 'Raw' }
        $made.username | Should -Be raw
        $made | Should -BeOfType pscustomobject
        Invoke-AuthentikRequest "/core/users/$($made.pk)/" PATCH -Body '{"name":"Text"}' | ForEach-Object name | Should -Be Text
        Invoke-AuthentikRequest "/core/users/$($made.pk)/" DELETE | Should -BeNullOrEmpty
    }

    It 'follows pages and streams the rows' {
        $rows = Invoke-AuthentikRequest /flows/instances/ -Paginate
        $rows.slug | Should -Contain default-authentication-flow
        Clear-WireLog $server
        Invoke-AuthentikRequest /flows/instances/ -Paginate | Select-Object -First 1 | Out-Null
        Get-WireLog $server | Should -HaveCount 1
    }

    It 'returns an answer as it is with -Raw' {
        $answer = Invoke-AuthentikRequest /core/users/ -Raw
        $answer.StatusCode | Should -Be 200
        $answer.RequestId | Should -Not -BeNullOrEmpty
        $answer.Headers['Content-Type'] | Should -BeLike 'application/json*'
        ($answer.Content | ConvertFrom-Json).results | Should -Not -BeNullOrEmpty
    }

    It 'writes a file only when it is whole, and over another only with -Force' {
        $file = Join-Path $TestDrive 'flow.yaml'
        Add-Answer $server @{ status = 200; text = "version: 1`n"; headers = @{ 'Content-Type' = 'text/html; charset=utf-8' } }
        Invoke-AuthentikRequest /flows/instances/x/export/ -OutFile $file
        Get-Content $file | Should -Be 'version: 1'
        { Invoke-AuthentikRequest /core/users/ -OutFile $file -ErrorAction Stop } | Should -Throw '*-Force*'
        Get-Content $file | Should -Be 'version: 1'
        { Invoke-AuthentikRequest /no/such/ -OutFile $file -Force -ErrorAction Stop } | Should -Throw -ErrorId 'OperationMissing,*'
        Get-Content $file | Should -Be 'version: 1'
        Get-ChildItem $TestDrive -Filter *.part | Should -BeNullOrEmpty
    }

    It 'uploads a file with its fields' {
        $file = Join-Path $TestDrive 'logo.png'
        Set-Content $file 'not really a picture'
        Add-Answer $server @{ path = '/api/v3/admin/file/'; status = 200 }
        Invoke-AuthentikRequest /admin/file/ -Method POST -InFile $file -Body @{ name = 'logo'; usage = 'media' }
        $seen = (Get-WireLog $server)[0]
        $seen.headers.'Content-Type' | Should -BeLike 'multipart/form-data*'
        $seen.body | Should -Match 'name="?file"?; filename="?logo.png'
        $seen.body | Should -Match 'not really a picture'
        $seen.body | Should -Match 'name="?usage"?'
        { Invoke-AuthentikRequest /admin/file/ -Method POST -InFile (Join-Path $TestDrive missing) -ErrorAction Stop } | Should -Throw '*was not found*'
    }

    It 'asks the server in English, and for JSON' {
        Invoke-AuthentikRequest /core/users/ | Out-Null
        $headers = (Get-WireLog $server)[0].headers
        $headers.Accept | Should -BeLike 'application/json*'
        $headers.'Accept-Language' | Should -Be en
        $headers.'User-Agent' | Should -Match '^Authentik-PowerShell/\d.* PowerShell/\d'
    }
}
