# A module that does nothing: commands with the same names in as many assemblies, as many views and as many types.

Import-Module "$PSScriptRoot/../../Pester/Support/Shell.psm1", "$PSScriptRoot/Clients.psm1"
$moduleFolder = [IO.Path]::GetFullPath("$PSScriptRoot/../../../out/Authentik")

# Creates it in a folder, and returns its manifest.
function New-EmptyModule([string] $Folder) {
    $list = "Get-Command -Module Authentik | ForEach-Object { `$_.ImplementingType.Assembly.GetName().Name + ' ' + `$_.Name }"
    $commands = Invoke-Shell "$(Get-ModuleImport); $list" | ForEach-Object { , ($_ -split ' ') }
    $assemblies = foreach ($group in $commands | Group-Object { $_[0] }) {
        $file = "Empty.$($group.Name).dll"
        $code = Get-CommandCode $group.Group.ForEach({ $_[1] })
        Add-Type -TypeDefinition $code -OutputAssembly (Join-Path $Folder $file) -OutputType Library
        $file
    }
    $formats = 1..(Measure-Element 'View') | ForEach-Object { Get-ViewText $_ }
    Set-Content (Join-Path $Folder 'Empty.format.ps1xml') "<Configuration><ViewDefinitions>$formats</ViewDefinitions></Configuration>"
    $types = 1..(Measure-Element 'Type') | ForEach-Object { Get-TypeText $_ }
    Set-Content (Join-Path $Folder 'Empty.types.ps1xml') "<Types>$types</Types>"
    $manifest = Join-Path $Folder 'Empty.psd1'
    $exports = @{ FunctionsToExport = @(); AliasesToExport = @(); VariablesToExport = @(); CmdletsToExport = $commands.ForEach({ $_[1] }) }
    $files = @{ NestedModules = $assemblies; FormatsToProcess = 'Empty.format.ps1xml'; TypesToProcess = 'Empty.types.ps1xml' }
    New-ModuleManifest $manifest @exports @files
    $manifest
}

function Get-CommandCode([string[]] $Names) {
    $classes = $Names | ForEach-Object {
        $verb, $noun = $_ -split '-'
        "[Cmdlet(`"$verb`", `"$noun`")] public sealed class $verb$($noun)Command : PSCmdlet { }"
    }
    "using System.Management.Automation;`n$($classes -join "`n")"
}

# How many of these elements the module's views and types have.
function Measure-Element([string] $Name) {
    $files = Get-ChildItem (Join-Path $moduleFolder 'formats') -Filter *.ps1xml
    $counts = $files | ForEach-Object { ([xml] (Get-Content $_ -Raw)).SelectNodes("/*/$Name | /*/ViewDefinitions/$Name").Count }
    ($counts | Measure-Object -Sum).Sum
}

function Get-ViewText([int] $Number) {
    $selected = "<ViewSelectedBy><TypeName>Empty.View$Number</TypeName></ViewSelectedBy>"
    $table = '<TableControl><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName>' +
        '</TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl>'
    "<View><Name>Empty.View$Number</Name>$selected$table</View>"
}

function Get-TypeText([int] $Number) {
    "<Type><Name>Empty.Type$Number</Name><Members><NoteProperty><Name>Note</Name><Value>0</Value></NoteProperty></Members></Type>"
}

Export-ModuleMember New-EmptyModule
