#!/usr/bin/env bash
# Proves the README's promise on this machine: with nothing but the .NET SDK, its two commands show the module and run every test.
# It clones the last commit and runs them with an empty home, an empty package cache and a PATH of dotnet and the system alone.
# Usage: tests/fresh-clone.sh            (what the machine needs to reach NuGet, such as a proxy, is kept)
set -uo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/tests/Support/summary.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
clone=$work/clone home=$work/home log=$work/test.log
commands=('dotnet run build.cs Demo' 'dotnet test Module.sln')

prepare() {
    git clone --quiet --no-checkout "$root" "$clone" &&
        git -C "$clone" checkout --quiet --detach "$(git -C "$root" rev-parse HEAD)" || exit 2
    mkdir "$home"
    if [ -f ~/.nuget/NuGet/NuGet.Config ]; then
        mkdir -p "$home/.nuget/NuGet" && cp ~/.nuget/NuGet/NuGet.Config "$home/.nuget/NuGet/"
    fi
}

# VSTestLogger is the option --logger of dotnet test: the command is the README's own, and each skip comes with its reason.
run_clean() {
    local name keep=()
    for name in {http,https,no}_proxy {HTTP,HTTPS,NO}_PROXY SSL_CERT_{FILE,DIR} NODE_EXTRA_CA_CERTS NUGET_CERT_REVOCATION_MODE; do
        [ -n "${!name-}" ] && keep+=("$name=${!name}")
    done
    (cd "$clone" && env -i "${keep[@]}" HOME="$home" PATH="$(dirname "$(readlink -f "$(command -v dotnet)")"):/usr/bin:/bin" \
        DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 VSTestLogger=trx VSTestResultsDirectory="$work/results" $1)
}

# Reasons of skipped C# tests, one a line.
xunit_reasons() {
    cat "$work"/results/*.trx 2>/dev/null | tr -d '\r' | tr '\n' ' ' |
        sed 's/<UnitTestResult /\n&/g; s#</UnitTestResult>#&\n#g' | grep 'outcome="NotExecuted"' |
        sed -E 's/.*<(Message|StdOut)>([^<]*)<.*/\2/; s/^<UnitTestResult.*/no reason/; s/&apos;/'\''/g; s/&quot;/"/g'
}

for command in "${commands[@]}"; do
    grep -qxF "$command" "$root/README.md" || { echo "README.md doesn't name the command '$command'."; exit 2; }
done

prepare
started=$SECONDS
run_clean "${commands[0]}" 2>&1 | tee "$work/demo.log" | tail -3
demo=${PIPESTATUS[0]}
echo "${commands[0]}: exit code $demo, $((SECONDS - started)) s"

started=$SECONDS
run_clean "${commands[1]}" >"$log" 2>&1
test=$?
echo "${commands[1]}: exit code $test, $((SECONDS - started)) s"

pester=$(cat "$clone"/out/tests/*.txt 2>/dev/null | grep -E '\.Tests\.ps1: [0-9]+ passed' || true)
absent=$(absent_pester_files "$clone")
reasons=$(xunit_reasons; cat "$clone"/out/tests/*.Tests.ps1.txt 2>/dev/null | sed -n 's/^  skipped: /Pester: /p')
# What a clone doesn't have: recorded exchanges and documents of authentik, what only its reader has, a server: one to compare the
# sandbox with, and one that does the few actions to which the sandbox answers 501; and a task that failed. All else must run.
absent_folder='The folder .(recordings|schemas). is not here' absent_npm='npm (is not installed|can.t reach)'
absent_site='Pester: The site \((npm is not installed|npm can.t reach its registry|Chromium is not installed)\)'
unmodelled='shows what a flow asks for first|tests a policy whose code looks at the user|shows the error of a property mapping'
unmodelled+='|exports the document of its API|runs a failed task again, from 2025\.8 on|tells the state of a synchronization'
unmodelled+='|synchronizes users and groups that are named or piped|imports a Duo device, and says what it needs to import all'
unmodelled+='|tells who may sign in with LDAP and RADIUS, and which outposts run|has nothing to redeem or to manage that is not there'
unmodelled+='|answers the first stage of a flow, and finds no running one|calls what agents call, and says that a user is none, from 2025\.12 on'
unmodelled+='|gets the key of an enrollment token and the profile that contains it, from 2025\.12 on'
expected="^($absent_folder|$absent_npm|$absent_site|This needs a real server|Pester: (Recorded (exchanges|actions)\\.|Examples\\.|Actions of .*\\.($unmodelled)\$"
# What these versions list differently.
expected+="|Members of groups on 202(4|5)\\..*\\.lists more groups than one request can name\$"
# What only agents and sign-ins make, and what servers of the oldest version fail to create.
expected+="|A CSV file on .*\\.has all of (RacConnectionToken|EndpointDevice)\$"
expected+="|A CSV file on 2024\\.8\\.0\\.has all of (UserConnection|GroupConnection)\$))"
wanting=$(grep . <<<"$reasons" | grep -vE "$expected" || true)
litter=$(git -C "$clone" status --porcelain)

echo
echo "Tests:        $(sum "$log" Passed) passed, $(sum "$log" Failed) failed, $(sum "$log" Skipped) skipped"
cat "$clone/out/tests/powershell.version" 2>/dev/null
pester_sum=$(awk '{ p += $2; f += $4; s += $6 } END { print p+0 " passed, " f+0 " failed, " s+0 " skipped" }' <<<"$pester")
echo "Pester files: $(pester_files "$clone" | wc -l), all run but $(grep -c . <<<"$absent"); $pester_sum"
echo 'Skipped, by reason:'
grep . <<<"$reasons" | sort | uniq -c | sort -rn || echo '  none'

fault() { echo "FAILED: $1"; failed=1; }
failed=0
[ "$demo" -eq 0 ] && grep -q 'Get-AuthentikOAuth2Provider grafana' "$work/demo.log" || { fault 'the tour'; cat "$work/demo.log"; }
[ "$test" -eq 0 ] && [ "$(sum "$log" Passed)" -gt 0 ] && [ "$(sum "$log" Failed)" -eq 0 ] || { fault 'the tests'; tail -80 "$log"; }
[ -z "$absent" ] || fault "these Pester files did not run: $(tr '\n' ' ' <<<"$absent")"
[ -z "$wanting" ] || fault "skipped, though a new machine must run them: $wanting"
[ -z "$litter" ] || fault "left in the clone: $litter"
grep -q '^PowerShell .*, Pester ' "$clone/out/tests/powershell.version" || fault 'no PowerShell ran the Pester files'
! PATH=/usr/bin:/bin command -v pwsh >/dev/null || fault 'this machine has a pwsh beside dotnet, so nothing is proven'
exit "$failed"
