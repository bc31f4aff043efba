# What the tests of configurations share: objects on a server, and folders that contain these alone.

Import-Module "$PSScriptRoot/TestServer.psm1"

# An application with all that it needs, and a group, policy and flow that refer to each other.
function New-ConfigurationSample($Version, [string] $Mark, [string] $Secret) {
    $flows = Get-ProviderFlow $Version
    $null = New-AuthentikGroup "$Mark-g" -Attributes @{ site = 'Bonn'; desk = @{ floors = 1, 2 } }
    $null = New-AuthentikExpressionPolicy "$Mark-p" -Expression "user = request.user`nname = user.username`nreturn True"
    $flow = New-AuthentikFlow "$Mark-f" -Slug "$Mark-f" -Title Title -Designation enrollment
    $binding = New-AuthentikFlowStageBinding -Target $flow -Stage (New-AuthentikDenyStage "$Mark-s" -DenyMessage No) -Order 10
    $null = New-AuthentikPolicyBinding -Target $binding -Policy "$Mark-p" -Order 3
    $null = New-AuthentikScopeMapping "$Mark-m" -ScopeName "$Mark-m" -Expression 'return {}'
    $provider = New-AuthentikOAuth2Provider "$Mark-o" -ClientId "$Mark-o" -ClientSecret (ConvertTo-SecureString $Secret -AsPlainText) -PropertyMapping "$Mark-m" -RedirectUri https://unused.invalid/ @flows
    $app = New-AuthentikApplication "$Mark-a" -Slug "$Mark-a" -Provider $provider
    $null = New-AuthentikPolicyBinding -Target $app -Group "$Mark-g" -Order 0
}

function Remove-ConfigurationSample([string] $Mark) {
    Import-Module "$PSScriptRoot/Actions.psm1"
    Remove-Marked $Mark Application, OAuth2Provider, ScopeMapping, Flow, Stage, Policy, Group, Token, User
}

# Exports, and removes the files of what others have on the server: they may change it meanwhile.
function Export-Own([string] $Path, [string] $Mark, [hashtable] $More = @{}) {
    $null = Export-AuthentikConfiguration $Path @More -WarningAction SilentlyContinue
    Get-ChildItem $Path -Recurse -File | Where-Object { $_.Name -notlike "$Mark*" -and $_.Name -notlike '.authentik*' } | Remove-Item
    Get-ChildItem $Path -Directory | Where-Object { -not (Get-ChildItem $_) } | Remove-Item
}

# The files with what they contain, as one text for each.
function Read-Folder([string] $Path) {
    Get-ChildItem $Path -Recurse -File -Force | ForEach-Object { "$([IO.Path]::GetRelativePath($Path, $_.FullName) -replace '\\', '/'): $(Get-Content $_ -Raw)" } | Sort-Object
}

# Replaces text in a file.
function Edit-File([string] $File, [string] $Old, [string] $New) {
    $text = Get-Content $File -Raw
    if (-not $text.Contains($Old)) { throw "$File doesn't contain '$Old': $text" }
    Set-Content $File $text.Replace($Old, $New) -NoNewline
}

Export-ModuleMember New-ConfigurationSample, Remove-ConfigurationSample, Export-Own, Read-Folder, Edit-File
