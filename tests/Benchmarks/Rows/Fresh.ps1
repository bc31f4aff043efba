# From nothing to the first object, in a new PowerShell: who am I, and one user.
param([int] $Users, [int] $Times)

Use-Stub {
    $module = "$(Get-ModuleImport); `$null = Connect-Authentik $_ bench-token; Get-AuthentikUser 1000002"
    $headers = "@{ Authorization = 'Bearer bench-token' }"
    $rest = "'me', 1000002 | ForEach-Object { Invoke-RestMethod $_/api/v3/core/users/`$_/ -Headers $headers }"
    $pairs = @(foreach ($run in 1..$Times) {
        , @((Measure-InNewShell "& { $module }"), (Measure-InNewShell "& { $rest }"))
    })
    Write-Excess 'import, connect, first user' (Get-MedianAt $pairs 0) (Get-MedianAt $pairs 1) 'Invoke-RestMethod' -AtMost 150
}
