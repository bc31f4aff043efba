# What the figures depend on.

Import-Module "$PSScriptRoot/../../Pester/Support/Shell.psm1", "$PSScriptRoot/Clients.psm1"

function Get-MachineText([int] $Times) {
    $node = (Get-Command node -CommandType Application -ErrorAction Ignore) ? "Node $(node --version)" : 'no Node'
    $module = "$(Get-ModuleImport); `$commands = Get-Command -Module Authentik; `$commands.Count"
    $assembly = '$commands[0].ImplementingType.Assembly'
    $isSlow = "$assembly.GetCustomAttributes([Diagnostics.DebuggableAttribute], `$false).IsJITOptimizerDisabled"
    $count, $slow = Invoke-Shell "$module; $isSlow"
    $build = $slow -eq 'True' ? 'DEBUG BUILD of the module: build it with -c Release' : 'Release build of the module'
    @(
        "$([Runtime.InteropServices.RuntimeInformation]::OSDescription), $([Environment]::ProcessorCount) processors"
        "PowerShell $($PSVersionTable.PSVersion), $([Runtime.InteropServices.RuntimeInformation]::FrameworkDescription), $node"
        "$build, $count commands; medians of $Times"
    )
}

Export-ModuleMember Get-MachineText
