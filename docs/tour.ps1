# The first five minutes, as in README.md. ./build.ps1 -Task Demo runs it line by line on an authentik in memory.

Connect-Authentik -Sandbox

Get-AuthentikFlow -Designation authorization

New-AuthentikOAuth2Provider -Name grafana -RedirectUri https://grafana.example.com/login/generic_oauth -AuthorizationFlow default-provider-authorization-implicit-consent -InvalidationFlow default-provider-invalidation-flow -PropertyMapping openid, email, profile

New-AuthentikApplication -Name Grafana -Slug grafana -Provider grafana

Get-AuthentikOAuth2Provider grafana | Set-AuthentikOAuth2Provider -AccessTokenValidity 'hours=2' -PassThru | Select-Object Name, AccessTokenValidity, RedirectUris

Set-AuthentikOAuthSource github -Enabled $false -UserMatchingMode email_link -PassThru

'username,name,email', 'mrossi,Maria Rossi,mrossi@example.com', 'kweber,Karl Weber,' | ConvertFrom-Csv | New-AuthentikUser -Path users/sales

Get-AuthentikUser -Search rossi | Set-AuthentikUser -IsActive $false

Get-AuthentikUser -IsActive $false

Set-AuthentikUser nobody -Email nobody@example.com

Remove-AuthentikOAuth2Provider grafana -WhatIf
