# Tab after a part of a command, of a parameter, and where a name of the server is expected.
param([int] $Users, [int] $Times)

$lines = [ordered]@{
    'a command' = 'New-AuthentikUs'
    'a parameter' = 'Set-AuthentikUser jdoe -Gr'
    'a value' = 'Get-AuthentikUser -Type '
    'a name that the server knows' = 'Set-AuthentikUser jdoe -Group '
}
Use-Stub {
    $prepare = "$(Get-ModuleImport); `$null = Connect-Authentik $_ bench-token"
    foreach ($what in $lines.Keys) {
        $line = $lines[$what]
        $complete = "if (-not (TabExpansion2 '$line' $($line.Length)).CompletionMatches) { throw 'Nothing was completed: $line' }"
        $tab = Measure-FirstAndWarm $prepare $complete $Times
        Write-Figure "first Tab on $what" $tab.First -AtMost 500
        Write-Figure "Tab on $what, warm" $tab.Warm -AtMost 150
    }
}
