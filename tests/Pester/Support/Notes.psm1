# What a test file has to say beside passed and failed, such as how much it searched. It stands in the summary of all tests.

function Add-TestNote([string] $Text) {
    $env:AUTHENTIK_TEST_NOTES = (@("$env:AUTHENTIK_TEST_NOTES" -split "`n" | Where-Object { $_ }) + $Text) -join "`n"
    [Console]::Out.WriteLine("  $Text")
}
