# The names that scripts rely on change on purpose or not at all.

Describe 'Names' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/Support/Names.psm1" -Force
        Import-Authentik
        $listed = Get-Content "$PSScriptRoot/../../docs/names.txt"
        $present = @(Get-NameList)
    }

    It 'every name in the list is there' {
        $listed | Where-Object { $_ -cnotin $present } | Should -BeNullOrEmpty -Because 'build.ps1 -Task Names renews docs/names.txt, and the CHANGELOG says what changed'
    }

    It 'every name that is there is in the list' {
        $present | Where-Object { $_ -cnotin $listed } | Should -BeNullOrEmpty -Because 'build.ps1 -Task Names renews docs/names.txt'
    }
}
