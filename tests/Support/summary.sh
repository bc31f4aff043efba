# What .ci/run and tests/fresh-clone.sh both read of a test run. To be sourced: it runs nothing.

# The last line of each suite in a log of dotnet test, such as "Passed! - Failed: 0, Passed: 176, Skipped: 0, ... - Suite.dll".
suites() { grep -E '(Passed|Failed|Skipped)! +- Failed:' "$1"; }

# The tests that failed, each with the first lines of its message.
failed_tests() { grep -E -A 3 '^ *Failed [^!]+ \[[^]]+\]' "$1"; }

# How many tests of all suites came to a result: sum LOG Passed, Failed or Skipped.
sum() { suites "$1" | sed -E "s/.*$2: +([0-9]+).*/\1/" | awk '{ n += $1 } END { print n + 0 }'; }

# The Pester files of a clone, as their reports are named. InstalledVault runs only where SecretManagement is installed.
pester_files() {
    (cd "$1/tests/Pester" && find . -iname '*.Tests.ps1' ! -name InstalledVault.Tests.ps1 | sed 's#^\./##; s#/#-#g' | sort)
}

# Those that left no report, because they didn't run.
absent_pester_files() {
    local name
    pester_files "$1" | while IFS= read -r name; do [ -f "$1/out/tests/$name.txt" ] || echo "$name"; done
}
