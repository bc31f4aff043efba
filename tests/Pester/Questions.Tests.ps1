# Questions in a PowerShell that was started with -NonInteractive, as the one that runs these files.

Describe 'Questions' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Authentik
        $server = Start-TestServer
        Connect-TestServer $server
    }

    AfterAll { Stop-TestServer $server }

    It 'says before any request that nobody can answer' {
        Clear-WireLog $server
        { Remove-AuthentikUser (Get-AuthentikSession).Username -ErrorAction Stop } | Should -Throw -ErrorId 'CannotAsk,*'
        Get-WireLog $server | Should -BeNullOrEmpty
    }
}
