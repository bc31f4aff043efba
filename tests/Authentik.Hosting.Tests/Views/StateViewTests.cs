using System.Text.RegularExpressions;

namespace Authentik.Hosting.Tests.Views;

/// <summary>States have colors where they mean something, and dates say how far they are.</summary>
public sealed partial class StateViewTests : IClassFixture<StateViewTests.ShellWithStates>, IDisposable
{
    private readonly PowerShellSession shell;

    public StateViewTests(ShellWithStates fixture)
    {
        shell = fixture.Shell;
        shell.Invoke("$PSStyle.OutputRendering = 'Ansi'");
    }

    public void Dispose() => shell.Invoke("$PSStyle.OutputRendering = 'PlainText'");

    [Theory]
    [InlineData("Get-AuthentikUser state-off", "Red:no")]
    [InlineData("Get-AuthentikUser state-on", "")]
    [InlineData("Get-AuthentikUser state-off | Format-List", "Red:False")]
    [InlineData("Get-AuthentikUser state-on | Format-List", "")]
    [InlineData("Get-AuthentikGroup state-admins", "Yellow:yes")]
    [InlineData("Get-AuthentikGroup state-staff", "")]
    [InlineData("Get-AuthentikSource state-source", "Dim:no")]
    [InlineData("Get-AuthentikToken state-old", "Red:3 days ago")]
    [InlineData("Get-AuthentikToken state-new", "")]
    [InlineData("Get-AuthentikToken state-kept", "")]
    [InlineData("Get-AuthentikPolicyBinding -Target state-app", "Dim:no Yellow:yes")]
    [InlineData("Get-AuthentikEvent -Action login_failed -First 1", "Yellow:login_failed")]
    [InlineData("Get-AuthentikBlueprint -First 1", "Green:successful")]
    public void Colors_are_only_where_they_mean_something(string script, string expected)
    {
        var colors = shell.Text("$PSStyle.Foreground.Red, $PSStyle.Foreground.Yellow, $PSStyle.Foreground.Green, $PSStyle.Dim")
            .Zip(["Red", "Yellow", "Green", "Dim"]).ToDictionary(color => color.First, color => color.Second);

        // Headers have the colors of PowerShell.
        var rows = Render(script, 120).Replace(shell.Value<string>("$PSStyle.Formatting.TableHeader"), "<", StringComparison.Ordinal)
            .Replace(shell.Value<string>("$PSStyle.Formatting.FormatAccent"), "<", StringComparison.Ordinal);
        var found = Painted().Matches(rows).Where(match => colors.ContainsKey(match.Groups[1].Value))
            .Select(match => $"{colors[match.Groups[1].Value]}:{match.Groups[2].Value}");
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Theory]
    [InlineData("PlainText")]
    [InlineData("Host")]
    public void A_file_and_plain_text_have_no_colors(string rendering)
    {
        shell.Invoke("$PSStyle.OutputRendering = $rendering", new { rendering });
        foreach (var script in (string[])["Get-AuthentikUser state-off", "Get-AuthentikUser state-off | Format-List"])
        {
            Assert.DoesNotContain('\u001b', Render(script, 120));
            using var file = new TemporaryFile();
            var text = shell.Value<string>($"{script} > $path; Get-Content $path -Raw", new { path = file.Path });
            Assert.DoesNotContain('\u001b', text);
            Assert.Contains("state-off", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_value_of_the_server_brings_no_color_of_its_own() => Assert.Equal(
        ["a␛[31mb", "␛=bad", "error", "True"],
        shell.Text("""
            $show = [Authentik.Commands.ShownState]
            $show::Show("a`e[31mb", 'error=bad'), $show::Show("`e=bad", 'error=bad'), $show::Show('error'), $show::ShowWhole($true)
            """));

    [Theory]
    [InlineData("AddSeconds(20)", "now")]
    [InlineData("AddSeconds(-20)", "now")]
    [InlineData("AddMinutes(-1)", "1 min ago")]
    [InlineData("AddMinutes(59)", "in 59 min")]
    [InlineData("AddHours(1)", "in 1 hour")]
    [InlineData("AddHours(-2)", "2 hours ago")]
    [InlineData("AddHours(23).AddMinutes(40)", "in 1 day")]
    [InlineData("AddDays(3)", "in 3 days")]
    [InlineData("AddDays(30)", "in 30 days")]
    [InlineData("AddDays(-31)", "????-??-??")]
    [InlineData("AddYears(2)", "????-??-??")]
    public void A_near_date_says_how_far_it_is(string date, string text)
    {
        var shown = shell.Value<string>($"[Authentik.Commands.ShownDate]::ShowRelative([DateTimeOffset]::Now.{date})");
        Expect.Like(text, shown);
        Assert.InRange(shown.Length, 0, 12);
        Expect.Like(
            text.Contains('?', StringComparison.Ordinal) ? "????-??-?? ??:??" : $"????-??-?? ??:?? ({text})",
            shell.Value<string>($"[Authentik.Commands.ShownDate]::ShowBoth([DateTimeOffset]::Now.{date})"));
    }

    [Fact]
    public void What_does_not_expire_never_does()
    {
        Assert.Contains("never", Render("Get-AuthentikToken state-kept", 80), StringComparison.Ordinal);
        Assert.Contains("in 3 days", Render("Get-AuthentikToken state-new", 80), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'alice', 'bob'", "alice, bob", "alice, +1")]
    [InlineData("'alice', 'bob', 'carol', 'dave'", "alice, bob, +2", "alice, +3")]
    [InlineData("@('a-name-that-is-longer-than-the-column', 'bob')", "a-name-that-is…, +1", "a-name-that-is-longer-than-the-column, +1")]
    [InlineData("@()", "", "")]
    [InlineData("$null", null, null)]
    public void A_list_that_has_no_room_ends_with_a_count(string list, string? inTable, string? inList)
    {
        Assert.Equal(inTable, shell.Invoke($"[Authentik.Commands.ShownList]::Show(({list}), 19)").Single()?.BaseObject);
        Assert.Equal(inList, shell.Invoke($"[Authentik.Commands.ShownList]::ShowItems(({list}), 1)").Single()?.BaseObject);
    }

    [Fact]
    public void A_list_has_as_many_items_as_the_preference_says()
    {
        shell.Invoke("$PSStyle.OutputRendering = 'PlainText'");
        const string Members = "(Get-AuthentikGroup state-staff | Format-List | Out-String -Stream) -match '^Users '";
        Assert.Equal("Users : state-1, state-2, state-3, state-4, +2", Spaces().Replace(shell.Value<string>(Members), " "));
        var all = shell.Value<string>($"$global:FormatEnumerationLimit = -1; {Members}; $global:FormatEnumerationLimit = 4");
        Assert.EndsWith("state-5, state-6", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Bindings_are_grouped_by_what_they_are_bound_to()
    {
        foreach (var (noun, label) in new[] { ("FlowStageBinding", "Flow"), ("PolicyBinding", "Target") })
        {
            var lines = shell.Render($"$PSStyle.OutputRendering = 'PlainText'; Get-Authentik{noun}", 200).ToList();
            var groups = lines.Where(line => line.Trim().StartsWith($"{label}: ", StringComparison.Ordinal)).ToList();
            Assert.True(groups.Count > 3, $"There are only {groups.Count} groups.");
            Assert.Equal(groups.Distinct(), groups);
        }
    }

    private string Render(string script, int width) => shell.Value<string>($"{script} | Out-String -Width {width}");

    [GeneratedRegex(@"(\u001b\[[0-9;]+m)([^\u001b]+)\u001b\[0m")]
    private static partial Regex Painted();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    public sealed class ShellWithStates : ConnectedShell
    {
        public ShellWithStates(SharedServer shared)
            : base(shared) => Shell.Invoke("""
                1..6 | ForEach-Object { New-AuthentikUser -Username "state-$_" }
                New-AuthentikUser -Username state-off -IsActive $false
                New-AuthentikUser -Username state-on
                New-AuthentikGroup state-admins -IsSuperuser $true
                New-AuthentikGroup state-staff -User state-1, state-2, state-3, state-4, state-5, state-6
                New-AuthentikPlexSource -Name state-source -Slug state-source -Enabled $false -ClientId a -PlexToken b
                Set-AuthentikUser state-1 -AddAttribute @{ 'goauthentik.io/user/token-maximum-lifetime' = 'days=20000' }
                $of = @{ User = 'state-1'; Intent = 'app_password' }
                New-AuthentikToken state-old @of -Expires ([DateTimeOffset]::Now.AddDays(-3))
                New-AuthentikToken state-new @of -Expires ([DateTimeOffset]::Now.AddDays(3))
                New-AuthentikToken state-kept @of -Expiring $false
                New-AuthentikApplication -Name state-app -Slug state-app
                New-AuthentikPolicyBinding -Target state-app -User state-1 -Enabled $false -Negate $true
                """);

        protected override void CleanUp() => Shell.Invoke("""
            Remove-AuthentikApplication state-app -Force
            Remove-AuthentikToken state-old, state-new, state-kept -Force
            Remove-AuthentikSource state-source -Force
            Remove-AuthentikGroup state-admins, state-staff -Force
            1..6 | ForEach-Object { Remove-AuthentikUser "state-$_" -Force }
            Remove-AuthentikUser state-off, state-on -Force
            """);
    }
}
