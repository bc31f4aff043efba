# What a test file has to say beside passed and failed, such as how much it searched. It stands in the summary of all tests.

function Add-TestNote([string] $Text) {
    $global:AuthentikTestNotes = @($global:AuthentikTestNotes) + $Text | Where-Object { $_ }
    [Console]::Out.WriteLine("  $Text")
}
