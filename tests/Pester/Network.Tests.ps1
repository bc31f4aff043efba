# The way to a server: TLS with right and wrong certificates, client certificates, proxies, headers, time-outs, redirects.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
    $skip = Test-RealServer
}

Describe 'The way to a server' -Skip:$skip {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Shell.psm1" -Force
        Import-Authentik
        $running = [Collections.Generic.List[object]]::new()
        function Start-Kept([scriptblock] $Start) {
            $one = & $Start
            $running.Add($one)
            $one
        }
        function Get-Failure([scriptblock] $Script) {
            $ErrorActionPreference = 'Stop'
            try { & $Script } catch { return $_ }
            throw 'It did not fail.'
        }
        function Get-CertificateFolder([string] $Name) { (New-Item (Join-Path $TestDrive $Name) -ItemType Directory -Force).FullName }
    }

    AfterAll {
        Get-AuthentikSession | Disconnect-Authentik
        $running | ForEach-Object { Stop-TestServer $_ }
    }

    AfterEach { Get-AuthentikSession | Disconnect-Authentik }

    Context 'with the certificate <Kind>' -ForEach @(
        @{ Kind = 'self-signed'; Words = '*not accepted*'; Help = '*-CaCertificatePath*'; Trust = $true }
        @{ Kind = 'authority'; Words = '*not accepted*'; Help = '*-CaCertificatePath*'; Trust = $true }
        @{ Kind = 'expired'; Words = '*expired*'; Help = '*'; Trust = $false }
        @{ Kind = 'wrong-name'; Words = '*name*'; Help = '*'; Trust = $false }
    ) {
        BeforeAll {
            $folder = Get-CertificateFolder $Kind
            $tls = Start-Kept { Start-TestServer -Tls -TlsKind $Kind -CertificateFolder $folder }
        }

        It 'is refused, with what to do' {
            $failure = Get-Failure { Connect-Authentik $tls.Uri $tls.Token }
            $failure.FullyQualifiedErrorId | Should -BeLike 'Tls,*'
            $failure.CategoryInfo.Category | Should -Be SecurityError
            $failure.Exception.Message | Should -BeLike $Words
            $failure.Exception.Message | Should -BeLike $Help
        }

        It 'is accepted with the authority named, unless something else is wrong' {
            $connect = { Connect-Authentik $tls.Uri $tls.Token -CaCertificatePath (Join-Path $folder 'ca.pem') }
            if ($Trust) {
                & $connect
                Get-AuthentikUser jdoe | Should -Not -BeNullOrEmpty
            }
            else { (Get-Failure $connect).FullyQualifiedErrorId | Should -BeLike 'Tls,*' }
        }

        It 'is accepted unchecked, with a warning each time' {
            1..2 | ForEach-Object {
                Connect-Authentik $tls.Uri $tls.Token -SkipCertificateCheck -WarningVariable warnings -WarningAction SilentlyContinue
                "$warnings" | Should -BeLike '*not checked*'
            }
            Get-AuthentikUser jdoe | Should -Not -BeNullOrEmpty
        }
    }

    Context 'that asks for a client certificate' {
        BeforeAll {
            $folder = Get-CertificateFolder 'client'
            $tls = Start-Kept { Start-TestServer -Tls -TlsKind authority -CertificateFolder $folder -ClientCertificate }
            $trust = @{ CaCertificatePath = Join-Path $folder 'ca.pem' }
        }

        It 'lets in with <Name>' -ForEach @(
            @{ Name = 'a PFX file'; Script = { @{ CertificatePath = Join-Path $folder 'client.pfx'; CertificatePassword = 'test' } } }
            @{ Name = 'a PEM file'; Script = { @{ CertificatePath = Join-Path $folder 'client.pem' } } }
            @{ Name = 'a certificate'; Script = { @{ Certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new((Join-Path $folder 'client.pfx'), 'test') } } }
        ) {
            $certificate = & $Script
            Connect-Authentik $tls.Uri $tls.Token @trust @certificate
            Get-AuthentikUser jdoe | Should -Not -BeNullOrEmpty
        }

        It 'refuses <Name>, and says that a certificate is wanted' -ForEach @(
            @{ Name = 'none'; Script = { @{} } }
            @{ Name = "a stranger's"; Script = { @{ CertificatePath = Join-Path $folder 'stranger.pfx'; CertificatePassword = 'test' } } }
        ) {
            $certificate = & $Script
            $failure = Get-Failure { Connect-Authentik $tls.Uri $tls.Token @trust @certificate }
            $failure.FullyQualifiedErrorId | Should -BeLike 'Tls,*'
            $failure.Exception.Message | Should -BeLike '*-CertificatePath*'
        }

        It 'is not asked when the certificate cannot be used: <Name>' -ForEach @(
            @{ Name = 'wrong password'; Script = { @{ CertificatePath = Join-Path $folder 'client.pfx'; CertificatePassword = 'wrong-canary' } }; Words = '*the password is wrong*' }
            @{ Name = 'no such file'; Script = { @{ CertificatePath = Join-Path $folder 'nosuch.pem' } }; Words = '*can''t be read*' }
            @{ Name = 'without a key'; Script = { @{ CertificatePath = Join-Path $folder 'ca.pem' } }; Words = '*private key*' }
            @{ Name = 'no authority in it'; Script = { @{ CaCertificatePath = "$PSCommandPath" } }; Words = '*doesn''t contain a certificate*' }
            @{ Name = 'two'; Script = { @{ CertificatePath = Join-Path $folder 'client.pem'; Certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new((Join-Path $folder 'client.pfx'), 'test') } }; Words = '*-Certificate and -CertificatePath can''t be used together*' }
        ) {
            $certificate = & $Script
            $failure = Get-Failure { Connect-Authentik $tls.Uri $tls.Token @certificate }
            $failure.Exception.Message | Should -BeLike $Words
            "$failure" | Should -Not -BeLike '*wrong-canary*'
        }
    }

    Context 'through a proxy' {
        BeforeAll {
            $plain = Start-Kept { Start-TestServer }
            $folder = Get-CertificateFolder 'proxied'
            $tls = Start-Kept { Start-TestServer -Tls -TlsKind authority -CertificateFolder $folder }
            $open = Start-Kept { Start-ForwardProxy }
            $walled = Start-Kept { Start-ForwardProxy -RefuseTunnels }
            $walter = [pscredential]::new('walter', (ConvertTo-SecureString 'canary p&ss' -AsPlainText -Force))
            $guarded = Start-Kept { Start-ForwardProxy -Credential $walter }
            $ca = @{ CaCertificatePath = Join-Path $folder 'ca.pem' }
        }

        It 'goes, in http and https' {
            Connect-Authentik $plain.Uri $plain.Token -Proxy $open.Uri
            Get-AuthentikUser jdoe | Should -Not -BeNullOrEmpty
            Connect-Authentik $tls.Uri $tls.Token -Proxy $open.Uri @ca
            Get-AuthentikUser jdoe | Should -Not -BeNullOrEmpty
            (Get-WireLog $open).method | Should -Contain CONNECT
        }

        It 'signs in to the proxy' {
            Connect-Authentik $plain.Uri $plain.Token -Proxy $guarded.Uri -ProxyCredential $walter
            Connect-Authentik $tls.Uri $tls.Token -Proxy $guarded.Uri -ProxyCredential $walter @ca
            Get-AuthentikUser jdoe | Should -Not -BeNullOrEmpty
        }

        It 'says what to do: <Name>' -ForEach @(
            @{ Name = 'a proxy that wants to know who comes'; Script = { Connect-Authentik $plain.Uri $plain.Token -Proxy $guarded.Uri }; Words = '*-ProxyCredential*' }
            @{ Name = 'the same in https'; Script = { Connect-Authentik $tls.Uri $tls.Token -Proxy $guarded.Uri @ca }; Words = '*-ProxyCredential*' }
            @{ Name = 'a wrong password'; Script = { Connect-Authentik $plain.Uri $plain.Token -Proxy $guarded.Uri -ProxyCredential ([pscredential]::new('walter', (ConvertTo-SecureString 'canary-wrong' -AsPlainText -Force))) }; Words = '*-ProxyCredential*' }
            @{ Name = 'a proxy that lets no tunnel through'; Script = { Connect-Authentik $tls.Uri $tls.Token -Proxy $walled.Uri @ca }; Words = '*proxy*' }
            @{ Name = 'no proxy there'; Script = { Connect-Authentik $plain.Uri $plain.Token -Proxy http://127.0.0.1:1 }; Words = '*proxy*-NoProxy*' }
        ) {
            $failure = Get-Failure $Script
            $failure.FullyQualifiedErrorId | Should -BeLike 'Connection,*'
            $failure.Exception.Message | Should -BeLike $Words
            ($failure | Format-List * -Force | Out-String -Width 4000) | Should -Not -Match 'canary p|canary-wrong'
        }

        It 'refuses what contradicts itself: <Name>' -ForEach @(
            @{ Name = 'both'; Script = { Connect-Authentik $plain.Uri $plain.Token -Proxy $open.Uri -NoProxy }; Words = '*-NoProxy and -Proxy can''t be used together*' }
            @{ Name = 'a password in the address'; Script = { Connect-Authentik $plain.Uri $plain.Token -Proxy http://walter:secret@127.0.0.1:1 }; Words = '*use -ProxyCredential*' }
            @{ Name = 'no address'; Script = { Connect-Authentik $plain.Uri $plain.Token -Proxy nonsense }; Words = '*isn''t a valid proxy address*' }
        ) { (Get-Failure $Script).Exception.Message | Should -BeLike $Words }

        It 'leaves out the proxy of the system with -NoProxy' {
            $before = $env:http_proxy
            try {
                $env:http_proxy = 'http://127.0.0.1:1'
                # .NET reads the system's proxy once in a process.
                $try = { param($more) Start-Shell -Command "Import-Module '$((Get-Module Authentik).Path)'; try { Connect-Authentik $($plain.Uri) $($plain.Token) $more -ErrorAction Stop; 'in' } catch { 'out' }" }
                & $try '-NoProxy' | Should -Be in
            }
            finally { $env:http_proxy = $before }
        }
    }

    Context 'with headers and limits' {
        BeforeAll { $plain = Start-Kept { Start-TestServer } }
        BeforeEach { Reset-TestServer $plain; Clear-WireLog $plain }

        It 'sends headers with every request, and says who it is' {
            Connect-Authentik $plain.Uri $plain.Token -Header @{ 'CF-Access-Client-Id' = 'me'; 'CF-Access-Client-Secret' = (ConvertTo-SecureString 'hidden-canary' -AsPlainText -Force) }
            Get-AuthentikUser jdoe | Out-Null
            $log = Get-WireLog $plain
            $log | Should -HaveCount 3
            $log.headers.'CF-Access-Client-Secret' | Select-Object -Unique | Should -Be hidden-canary
            $log[0].headers.'User-Agent' | Should -Match '^Authentik-PowerShell/\d+\.\d+\.\d+ PowerShell/\d+\.\d+'
            (Get-AuthentikUser jdoe -Debug 5>&1 | Out-String) | Should -Not -Match hidden-canary
        }

        It 'refuses the header <Name>' -ForEach @(
            @{ Name = 'Authorization'; Value = 'x' }, @{ Name = 'Host'; Value = 'x' }, @{ Name = 'two words'; Value = 'x' }, @{ Name = 'X-A'; Value = "a`nX-B: c" }, @{ Name = 'X-A'; Value = 'ä' }
        ) {
            (Get-Failure { Connect-Authentik $plain.Uri $plain.Token -Headers @{ $Name = $Value } }).FullyQualifiedErrorId | Should -BeLike 'InvalidValue,*'
            Get-WireLog $plain | Should -BeNullOrEmpty
        }

        It 'gives up after -OperationTimeoutSeconds' {
            Connect-Authentik $plain.Uri $plain.Token -OperationTimeoutSeconds 1
            Add-Answer $plain @{ path = '/api/v3/core/users/'; status = 200; json = @{}; delayMs = 8000 }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $failure = Get-Failure { Get-AuthentikUser }
            $watch.ElapsedMilliseconds | Should -BeLessThan 5000
            $failure.FullyQualifiedErrorId | Should -BeLike 'TimedOut,*'
        }

        It 'names the address that a redirect leads to, and does not follow it' {
            Add-Answer $plain @{ path = '/api/v3/core/users/me/'; status = 301; headers = @{ Location = "https://127.0.0.1:$(([uri] $plain.Uri).Port)/api/v3/core/users/me/" } }
            $failure = Get-Failure { Connect-Authentik $plain.Uri $plain.Token }
            $failure.FullyQualifiedErrorId | Should -BeLike 'Redirected,*'
            $failure.Exception.Message | Should -BeLike "*Connect-Authentik https://127.0.0.1:$(([uri] $plain.Uri).Port)*"
            Get-WireLog $plain | Should -HaveCount 1
        }

        It 'tells a login page from the API' {
            Add-Answer $plain @{ status = 302; headers = @{ Location = 'https://login.example.com/start?next=/' } }
            (Get-Failure { Connect-Authentik $plain.Uri $plain.Token }).Exception.Message | Should -BeLike '*https://login.example.com/start*-Header*'
            Add-Answer $plain @{ status = 200; text = '<html>Sign in</html>'; headers = @{ 'Content-Type' = 'text/html' } }
            (Get-Failure { Connect-Authentik $plain.Uri $plain.Token }).Exception.Message | Should -BeLike '*web page*-Header*'
        }

        It 'says so when there is no authentik at the address' {
            (Get-Failure { Connect-Authentik "$($plain.Uri.TrimEnd('/'))/nowhere" $plain.Token }).Exception.Message | Should -BeLike '*no authentik API*'
        }
    }

    Context 'written down' {
        BeforeAll { $plain = Start-Kept { Start-TestServer } }

        It 'holds every call of the session, without secrets, for its owner only' {
            $file = Join-Path $TestDrive 'trace.log'
            Connect-Authentik $plain.Uri $plain.Token -TracePath $file
            New-AuthentikUser -Username traced -Name Traced | Out-Null
            Get-AuthentikUser nosuch -ErrorAction SilentlyContinue
            (Get-AuthentikSession).TracePath | Should -Be $file
            Disconnect-Authentik
            $lines = Get-Content $file
            $lines | Where-Object { $_ -match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z GET /core/users/me/ -> 200 in \d+ ms, request \S+$' } | Should -HaveCount 1
            $lines -match '> Accept-Language: en$' | Should -Not -BeNullOrEmpty
            $lines -match '> \{"username":"traced"' | Should -Not -BeNullOrEmpty
            $lines -join "`n" | Should -Not -Match $plain.Token
            if (-not $IsWindows) { [IO.File]::GetUnixFileMode($file) | Should -Be 'UserWrite, UserRead' }
            $count = $lines.Count
            Connect-Authentik $plain.Uri $plain.Token -TracePath $file
            (Get-Content $file).Count | Should -BeGreaterThan $count -Because 'what was there stays'
        }

        It 'is refused where it cannot be written' {
            (Get-Failure { Connect-Authentik $plain.Uri $plain.Token -TracePath (Join-Path $TestDrive 'nosuch/trace.log') }).Exception.Message | Should -BeLike '*can''t be written*'
        }
    }
}
