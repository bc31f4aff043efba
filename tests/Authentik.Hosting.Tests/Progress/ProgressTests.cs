using System.Globalization;
using System.Management.Automation;

namespace Authentik.Hosting.Tests.Progress;

/// <summary>What long commands show of their progress.</summary>
public class ProgressTests(ProgressTests.ShellWithUsers fixture)
    : ConnectedTests<ProgressTests.ShellWithUsers>(fixture), IClassFixture<ProgressTests.ShellWithUsers>
{
    private const string Nobody = "(1..20).ForEach{ \"nobody-$_\" }";
    private const string Rate = @"\([\d.,]+ per (second|minute)\)";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<string, string> WithTotal => new()
    {
        { "Get-AuthentikUser", "Getting users" },
        { "Get-AuthentikUser -First 12 -Skip 1", "Getting users" },
        { "Get-AuthentikUser $users.Username", "Getting users" },
        { "Invoke-AuthentikRequest /core/users/ -Paginate", "Getting /core/users/" },
        { $"Remove-AuthentikUser {Nobody} -Force", "Removing users" },
        { $"Remove-AuthentikUser {Nobody} -Force -ThrottleLimit 4", "Removing users" },
        { "Add-AuthentikGroupMember progress $users.Username", "Add-AuthentikGroupMember" },
        { "Get-AuthentikUsedBy $users", "Get-AuthentikUsedBy" },
    };

    public static TheoryData<string, string> WithoutTotal => new()
    {
        { "$users | Set-AuthentikUser -Path users/progress", "Changing users" },
        { "$users | Set-AuthentikUser -Path users/progress -ThrottleLimit 4", "Changing users" },
        { "$users.Username | Get-AuthentikUser", "Getting users" },
        { "$users | ForEach-Object { @{ username = $_.Username; name = 'x' } } | New-AuthentikUser", "Creating users" },
        { "$users.Username.ForEach{ $_ + 'x' } | Remove-AuthentikUser -Force", "Removing users" },
        { "$users | Set-AuthentikUserPassword -Generate -Force", "Set-AuthentikUserPassword" },
    };

    public static TheoryData<string> All => [.. WithTotal.Concat(WithoutTotal).Select(row => row.Data.Item1)];

    [Theory]
    [MemberData(nameof(WithTotal))]
    public void Counts_up_to_the_total(string script, string activity)
    {
        var lines = Run(script, activity);
        Assert.All(lines, line => Assert.Matches($@"^\d+ of \d+(, \d+ failed)? {Rate}$", line.StatusDescription));
        Assert.All(lines, line => Assert.InRange(line.PercentComplete, 1, 99));
        Assert.All(lines, line => Assert.InRange(line.SecondsRemaining, 0, 3600));
        Assert.Equal(lines.Select(line => line.PercentComplete).Order(), lines.Select(line => line.PercentComplete));
    }

    [Theory]
    [MemberData(nameof(WithoutTotal))]
    public void Counts_what_is_done_if_nobody_knows_the_total(string script, string activity)
    {
        var lines = Run(script, activity);
        Assert.All(lines, line => Assert.Matches($@"^\d+ done(, \d+ failed)? {Rate}$", line.StatusDescription));
        Assert.All(lines, line => Assert.Equal((-1, -1), (line.PercentComplete, line.SecondsRemaining)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Shows_nothing_of_what_is_short(string script)
    {
        Fixture.Use(new JumpingClock(TimeSpan.Zero));
        Assert.Empty(Shell.Try(script, Fixture.Variables).Progress);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Shows_nothing_if_nobody_wants_to_see_it(string script)
    {
        Fixture.Use(new JumpingClock(Second));
        Assert.Empty(Shell.Try($"$ProgressPreference = 'SilentlyContinue'\n{script}", Fixture.Variables).Progress);
    }

    [Fact]
    public void Needs_no_request_of_its_own()
    {
        Fixture.Use(new JumpingClock(Second));
        Shell.Invoke("Get-AuthentikUser");
        Assert.Single(Server.Requests);
    }

    [Fact]
    public void Begins_after_two_seconds_and_comes_a_few_times_a_second()
    {
        var lines = Run("Get-AuthentikUser $users.Username", "Getting users", TimeSpan.FromMilliseconds(50));
        Assert.InRange(lines.Count, 1, 10);
        Assert.All(lines, line => Assert.True(Count(line) > 2, line.StatusDescription));
    }

    [Fact]
    public void Counts_failures()
    {
        var lines = Run($"Remove-AuthentikUser {Nobody} -Force", "Removing users");
        Assert.All(lines, line => Assert.Matches(@"^(\d+) of 20, \1 failed ", line.StatusDescription));
    }

    [Theory]
    [InlineData("Get-AuthentikUser | Select-Object -First 15")]
    [InlineData("$users | Set-AuthentikUser -Path users/progress -PassThru | Select-Object -First 15")]
    [InlineData("foreach ($user in 1) { Get-AuthentikUser | ForEach-Object { if (++$n -eq 15) { break } } }")]
    [InlineData("Get-AuthentikUser | ForEach-Object { if (++$n -eq 15) { throw 'no' } }")]
    [InlineData("& { $users; throw 'no' } | Set-AuthentikUser -Path users/progress")]
    public void Goes_when_the_pipeline_ends_early(string script)
    {
        Fixture.Use(new JumpingClock(Second));
        AssertCompleted(Shell.Try($"$n = 0\ntry {{ {script} }} catch {{ }}", Fixture.Variables).Progress);
    }

    [Fact]
    public void Goes_on_Ctrl_C()
    {
        Fixture.Use(new JumpingClock(Second));
        AssertCompleted(Shell.StopAtProgress("Get-AuthentikUser | ForEach-Object { Start-Sleep -Milliseconds 300 }"));
    }

    [Fact]
    public void Lines_of_two_commands_and_of_a_script_keep_apart()
    {
        Fixture.Use(new JumpingClock(Second));
        var lines = Shell.Try("Get-AuthentikUser | Set-AuthentikUser -Path users/progress; Write-Progress mine -Id 1").Progress;
        var ids = lines.Select(line => (line.Activity, line.ActivityId)).Distinct().Order().ToList();
        Assert.Equal(["Changing users", "Getting users", "mine"], ids.Select(id => id.Activity));
        Assert.NotEqual(ids[0].ActivityId, ids[1].ActivityId);
    }

    [Fact]
    public void Shows_control_characters_as_signs()
    {
        Fixture.Use(new JumpingClock(Second));
        var rows = Enumerable.Range(1, 9).Select(pk => (object)new { pk }).ToArray();
        Server.Answer(Lists.Page("/api/v3/core/x%1B%5B2J/", rows));
        var lines = Shell.Try("Invoke-AuthentikRequest \"/core/x$([char]27)[2J/\" -Paginate", Fixture.Variables).Progress;
        AssertCompleted(lines);
        Assert.All(lines, line => Assert.Equal("Getting /core/x␛[2J/", line.Activity));
    }

    private List<ProgressRecord> Run(string script, string activity, TimeSpan? jump = null)
    {
        Fixture.Use(new JumpingClock(jump ?? Second));
        var lines = Shell.Try(script, Fixture.Variables).Progress;
        AssertCompleted(lines);
        Assert.All(lines, line => Assert.Equal(activity, line.Activity));
        return [.. lines.SkipLast(1)];
    }

    private static int Count(ProgressRecord line) => int.Parse(line.StatusDescription.Split(' ')[0], CultureInfo.InvariantCulture);

    private static void AssertCompleted(IReadOnlyList<ProgressRecord> lines)
    {
        Assert.True(lines.Count > 1, "There was no progress.");
        var line = Assert.Single(lines.GroupBy(line => line.ActivityId));
        Assert.Equal(ProgressRecordType.Completed, line.Last().RecordType);
        Assert.All(line.SkipLast(1), record => Assert.Equal(ProgressRecordType.Processing, record.RecordType));
    }

    public sealed class ShellWithUsers : ConnectedShell
    {
        public ShellWithUsers(SharedServer shared)
            : base(shared)
        {
            Shell.Invoke("New-AuthentikGroup progress");
            var users = Shell.Invoke("1..20 | ForEach-Object { New-AuthentikUser \"progress-$_\" }");
            Variables = new { users };
        }

        public object Variables { get; }

        internal void Use(TimeProvider clock) => JumpingClock.Drive(Shell.Invoke("Get-AuthentikSession")[0].BaseObject, clock);

        protected override void CleanUp() => Shell.Invoke("""
            1..20 | ForEach-Object { "progress-$_" } | Remove-AuthentikUser -Force
            Remove-AuthentikGroup progress -Force
            """);
    }
}
