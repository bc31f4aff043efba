# Files that go up and come down, on the sandbox or on a real server: odd names, what can't be a file, and half a download.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
    $servers = Get-ActionServer
    $odd = 'with space', 'ümläut €', "qu'ote", 'br[ack]et', 'semi;colon=', 'tilde~', '图标'
}

Describe 'Files on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Actions.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_
        $app = New-AuthentikApplication -Name "$mark Files" -Slug "$mark-files"
        $flow = 'default-authentication-flow'
        $image = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
        $folder = (New-Item (Join-Path $TestDrive "a [b] ü $version") -ItemType Directory).FullName
        $plain = Join-Path $folder "$mark.png"
        # Each image has its own content, so that each is a file of its own where files are kept apart.
        function New-Image([string] $Name) {
            $path = Join-Path $folder $Name
            [IO.File]::WriteAllBytes($path, $image + [guid]::NewGuid().ToByteArray())
            $path
        }
        function Get-Icon { (Get-AuthentikApplication $app).MetaIcon }
        $null = New-Image "$mark.png"
        $storage = Test-FileStorage
    }

    AfterAll {
        Remove-MarkedFile $mark
        Remove-Marked $mark Application
        Stop-ActionServer
    }

    It 'uploads a file named <_>' -ForEach $odd {
        if (-not $storage) { Set-ItResult -Skipped -Because 'this server cannot store files'; return }
        $file = New-Image "$mark $_.png"
        $before = Get-Icon
        Set-AuthentikApplicationIcon $app -InFile $file
        Get-Icon | Should -BeLike "*$mark*"
        Get-Icon | Should -Not -Be $before
    }

    It 'uploads from a drive and the current location' {
        if (-not $storage) { Set-ItResult -Skipped -Because 'this server cannot store files'; return }
        $null = New-PSDrive -Name ZZ -PSProvider FileSystem -Root $folder
        Push-Location -LiteralPath $folder
        try {
            foreach ($path in "ZZ:/$mark.png", "./$mark.png", "$mark.png", (Get-Item -LiteralPath $plain)) {
                Set-AuthentikApplicationIcon $app -Clear $true
                Set-AuthentikApplicationIcon $app -InFile $path
                Get-Icon | Should -BeLike "*$mark*" -Because "$path is a file"
            }
        }
        finally { Pop-Location; Remove-PSDrive ZZ }
    }

    It 'refuses what is no file to upload, before anything is sent' {
        $empty = Join-Path $folder 'empty.png'
        [IO.File]::WriteAllBytes($empty, [byte[]]::new(0))
        Clear-WireLog $server
        { Set-AuthentikApplicationIcon $app -InFile "$folder/missing.png" } | Should -Throw '*was not found*' -ErrorId 'InvalidValue,*'
        { Set-AuthentikApplicationIcon $app -InFile "$folder/*.png" } | Should -Throw '*was not found*'
        { Set-AuthentikApplicationIcon $app -InFile $folder } | Should -Throw '*is a folder*'
        { Set-AuthentikApplicationIcon $app -InFile $empty } | Should -Throw '*is empty*'
        { Set-AuthentikApplicationIcon $app -InFile '' } | Should -Throw '*path is empty*'
        { Set-AuthentikApplicationIcon $app -InFile Env:/PATH } | Should -Throw '*provider Environment*'
        { Invoke-AuthentikRequest /admin/file/ -Method POST -InFile $empty } | Should -Throw '*is empty*'
        $held = [IO.File]::Open($plain, 'Open', 'ReadWrite', 'None')
        try { { Set-AuthentikApplicationIcon $app -InFile $plain } | Should -Throw "*can't be read*" } finally { $held.Dispose() }
        Get-WireLog $server | Should -BeNullOrEmpty
    }

    It 'writes to odd names, to drives and to the current location' {
        $null = New-PSDrive -Name ZZ -PSProvider FileSystem -Root $folder
        Push-Location -LiteralPath $folder
        try {
            foreach ($path in 'sp ace.yaml', 'b[r]a.yaml', "q'ü.yaml", 'ZZ:/drive.yaml', './here.yaml') {
                Export-AuthentikFlow $flow -OutFile $path
                $name = $path -replace '^ZZ:/|^\./'
                Get-Content -LiteralPath (Join-Path $folder $name) -Raw | Should -Match "slug: $flow"
            }
        }
        finally { Pop-Location; Remove-PSDrive ZZ }
    }

    It 'refuses what is no file to write, before anything is sent' {
        Clear-WireLog $server
        { Export-AuthentikFlow $flow -OutFile $folder } | Should -Throw '*is a folder*' -ErrorId 'InvalidValue,*'
        { Export-AuthentikFlow $flow -OutFile "$folder/none/flow.yaml" } | Should -Throw '*folder*was not found*'
        { Export-AuthentikFlow $flow -OutFile Env:/flow } | Should -Throw '*provider Environment*'
        Get-WireLog $server | Should -BeNullOrEmpty
    }

    It 'writes one object only, and keeps what is there' {
        $file = Join-Path $folder 'one.yaml'
        $failures = $null
        Export-AuthentikFlow $flow, default-invalidation-flow -OutFile $file -Force -ErrorAction SilentlyContinue -ErrorVariable failures
        Get-Content -LiteralPath $file -Raw | Should -Match "slug: $flow"
        "$failures" | Should -BeLike '*one object only*'
        { Export-AuthentikFlow $flow -OutFile $file } | Should -Throw '*-Force*'
    }

    It 'leaves no file behind a failure' {
        $file = Join-Path $folder 'failed.yaml'
        Add-Answer $server @{ path = "/api/v3/flows/instances/$flow/export/"; status = 400; json = @{ detail = 'no' } }
        if (-not $server.IsReal) { { Export-AuthentikFlow $flow -OutFile $file } | Should -Throw }
        { Export-AuthentikFlow "$mark-none" -OutFile $file } | Should -Throw '*was not found*'
        Get-ChildItem -LiteralPath $folder -Filter 'failed*' | Should -BeNullOrEmpty
    }
}
