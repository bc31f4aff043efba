# Flows that are copied, and stages that are put in their place, on the sandbox or on a real server.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
    $servers = Get-ActionServer
}

Describe 'Flows on <_>' -ForEach $servers {
    BeforeAll {
        Import-Module "$PSScriptRoot/../Support/TestServer.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Actions.psm1" -Force
        Import-Module "$PSScriptRoot/../Support/Jobs.psm1" -Force
        $ErrorActionPreference = 'Stop'
        $server, $version, $mark = Start-ActionServer $_

        function Show-Flow($Flow) {
            (Get-AuthentikFlowStageBinding -Target $Flow -OrderBy order | ForEach-Object { "$($_.Order) $($_.StageObj.Name -replace "$mark-")" }) -join ', '
        }
        function Show-Policy($Target) {
            (Get-AuthentikPolicyBinding -Target $Target -OrderBy order | ForEach-Object {
                "$($_.Order) $("$($_.PolicyObj.Name)$($_.GroupObj.Name)" -replace "$mark-") $($_.Negate) $($_.Timeout)" }) -join ', '
        }
    }

    BeforeEach {
        $flow = New-AuthentikFlow "$mark-f" -Slug "$mark-f" -Title Title -Designation enrollment -Layout sidebar_left -DeniedAction message -PolicyEngineMode all -CompatibilityMode $true
        $stages = 'a', 'b', 'c', 'new' | ForEach-Object { New-AuthentikDenyStage "$mark-$_" -DenyMessage $_ }
        $bindings = 0..2 | ForEach-Object { New-AuthentikFlowStageBinding -Target $flow -Stage $stages[$_] -Order (10 + $_) -EvaluateOnPlan $true -InvalidResponseAction restart }
        $group = New-AuthentikGroup "$mark-g"
        $policy = New-AuthentikExpressionPolicy "$mark-p" -Expression 'return True'
        $null = New-AuthentikPolicyBinding -Target $flow -Group $group -Order 3 -Negate $true -Timeout 17
        $null = New-AuthentikPolicyBinding -Target $bindings[1] -Policy $policy -Order 0
    }

    AfterEach { Remove-Marked $mark Flow, Stage, Policy, Group, User }
    AfterAll { Stop-ActionServer }

    It 'copies a flow, shows each step before, and does nothing the second time' {
        $plan = @(Get-Plan { Copy-AuthentikFlow $flow "$mark-Copy" -Slug "$mark-copy" -WhatIf })
        $plan | Should -HaveCount 1
        $plan[0] | Should -BeLike "*Create the flow '$mark-copy' as '$mark-f' is; Bind the group '$mark-g' to the flow; Add the stage '$mark-a' as order 10; Add the stage '$mark-b' as order 11; Bind the policy '$mark-p' to the stage '$mark-b'; Add the stage '$mark-c' as order 12*Flow '$mark-Copy' on *"

        $copy = Copy-AuthentikFlow "$mark-f" "$mark-Copy" -Slug "$mark-copy"
        $copy | Should -BeOfType Authentik.CopiedFlow
        $copy.Status | Should -Be Created
        $copy.SharedStages | Should -Be "$mark-a", "$mark-b", "$mark-c"
        $copy.SharedPolicies | Should -Be "$mark-p"
        Show-Flow "$mark-copy" | Should -Be '10 a, 11 b, 12 c'
        Show-Policy (Get-AuthentikFlow "$mark-copy") | Should -Be '3 g True 17'
        $made = Get-AuthentikFlowStageBinding -Target "$mark-copy" -OrderBy order
        Show-Policy $made[1] | Should -Be '0 p False 30'
        $made.InvalidResponseAction | Select-Object -Unique | Should -Be restart
        $made.EvaluateOnPlan | Select-Object -Unique | Should -BeTrue
        foreach ($name in 'Title', 'Designation', 'Layout', 'DeniedAction', 'PolicyEngineMode', 'CompatibilityMode', 'Authentication', 'Background') {
            (Get-AuthentikFlow "$mark-copy").$name | Should -Be (Get-AuthentikFlow "$mark-f").$name -Because $name
        }

        $again = Assert-Repeatable $server { $flow | Copy-AuthentikFlow -Name "$mark-Copy" -Slug "$mark-copy" }
        $again.Status | Should -Be Unchanged
        $again.SharedStages | Should -Be $copy.SharedStages
        $again | Set-AuthentikFlow -Title Other
        { Copy-AuthentikFlow $flow "$mark-Copy" -Slug "$mark-copy" } | Should -Throw '*differs from*: Title.*Nothing was changed*'
    }

    It 'gives the copy of the flow to sign in with its own stages and policies' {
        $copy = Copy-AuthentikFlow default-authentication-flow "$mark sign in" -CopyStage -CopyPolicy
        $copy.Slug | Should -Be "$mark-sign-in"
        $copy.Reason | Should -BeNullOrEmpty
        $copy.SharedStages | Should -BeNullOrEmpty
        Show-Flow $copy | Should -Be ((Show-Flow default-authentication-flow) -replace '(\d+) ', '$1 sign-in-')
        $who = Get-AuthentikIdentificationStage "$mark-sign-in-default-authentication-identification"
        $original = Get-AuthentikIdentificationStage default-authentication-identification
        foreach ($name in 'UserFields', 'CaseInsensitiveMatching', 'ShowMatchedUser', 'Sources') { "$($who.$name)" | Should -Be "$($original.$name)" }
        (Assert-Repeatable $server { Copy-AuthentikFlow default-authentication-flow "$mark sign in" -CopyStage -CopyPolicy }).Status | Should -Be Unchanged
        (Get-AuthentikUsedBy default-authentication-login -Kind UserLoginStage).Name | Should -Not -Contain "$mark-sign-in"
    }

    It 'creates nothing if a name is taken' {
        $null = New-AuthentikDenyStage "$mark-copy-$mark-c"
        Get-Written $server {
            { Copy-AuthentikFlow $flow "$mark-Copy" -Slug "$mark-copy" -CopyStage } | Should -Throw "*'$mark-copy-$mark-c' exists already*"
        } | Should -BeNullOrEmpty
        Get-AuthentikFlow -Slug "$mark-copy" | Should -BeNullOrEmpty
        (Get-AuthentikStage).Name -like "$mark-copy*" | Should -Be "$mark-copy-$mark-c"
    }

    It 'puts a stage between two without a gap, and does nothing the second time' {
        $plan = @(Get-Plan { Add-AuthentikFlowStage $flow "$mark-new" -Before "$mark-b" -WhatIf })
        $plan[0] | Should -BeLike "*Give the stage '$mark-c' the order 40 instead of 12; Give the stage '$mark-b' the order 30 instead of 11; Add the stage '$mark-new' before '$mark-b', as order 20*Flow '$mark-f' on *"

        $added = Add-AuthentikFlowStage $flow "$mark-new" -Before "$mark-b" -InvalidResponseAction restart_with_context
        $added | Should -BeOfType Authentik.AddedFlowStage
        $added.Sequence | ForEach-Object { "$_" -replace "$mark-" } | Should -Be '10 a', '20 new', '30 b', '40 c'
        Show-Flow $flow | Should -Be '10 a, 20 new, 30 b, 40 c'
        Show-Policy $bindings[1] | Should -Be '0 p False 30'
        (Get-AuthentikFlowStageBinding -Target $flow -Order 30).Pk | Should -Be $bindings[1].Pk
        (Get-AuthentikFlowStageBinding -Target $flow -Order 20).InvalidResponseAction | Should -Be restart_with_context
        (Assert-Repeatable $server { Add-AuthentikFlowStage $flow $stages[3] -After $bindings[0] }).Status | Should -Be Unchanged

        # The result is the binding.
        $null = New-AuthentikPolicyBinding -Target $added -Group $group -Order 0
        Show-Policy (Get-AuthentikFlowStageBinding -Target $flow -Order 20) | Should -Be '0 g False 30'
    }

    It 'moves a stage only if told so' {
        Get-Written $server { { Add-AuthentikFlowStage $flow "$mark-c" -First } | Should -Throw '*order 12, and not first*-Move*' } | Should -BeNullOrEmpty
        (Add-AuthentikFlowStage $flow "$mark-c" -First -Move).Status | Should -Be Changed
        Show-Flow $flow | Should -Be '5 c, 10 a, 11 b'
        (Add-AuthentikFlowStage $flow "$mark-c" -Last -Move).Order | Should -Be 21
        Show-Flow $flow | Should -Be '10 a, 11 b, 21 c'
        { Add-AuthentikFlowStage $flow "$mark-new" -After "$mark-x" } | Should -Throw "*'$mark-x' isn't in the flow*"
    }

    It 'puts several from the pipeline at one place, in their order, and does nothing the second time' {
        $new = "$mark-new", (New-AuthentikDenyStage "$mark-newer")
        ($new | Add-AuthentikFlowStage $flow -Last).Status | Should -Be Created, Created
        Show-Flow $flow | Should -Be '10 a, 11 b, 12 c, 22 new, 32 newer'
        (Assert-Repeatable $server { $new | Add-AuthentikFlowStage $flow -Last }).Status | Should -Be Unchanged, Unchanged
    }

    It 'refuses what would keep everybody out' {
        Get-Written $server {
            { Add-AuthentikFlowStage default-authentication-flow "$mark-new" -First } | Should -Throw '*only flow that everyone can sign in with*-Force*'
            { Add-AuthentikFlowStage default-authentication-flow default-authentication-login -First -Move } | Should -Throw '*login before*-Force*'
        } | Should -BeNullOrEmpty
    }

    It 'does nothing for a caller without rights' {
        $nobody = Connect-Nobody $server $mark
        Get-Written $server {
            { Copy-AuthentikFlow "$mark-f" "$mark-Copy" -Session $nobody } | Should -Throw
            { Add-AuthentikFlowStage "$mark-f" "$mark-new" -Session $nobody } | Should -Throw
        } | Should -BeNullOrEmpty
        $nobody | Disconnect-Authentik
        Get-AuthentikToken "$mark-nobody" | Remove-AuthentikToken -Force
    }
}
