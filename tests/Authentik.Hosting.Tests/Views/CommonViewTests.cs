using static Authentik.Hosting.Tests.Examples;

namespace Authentik.Hosting.Tests.Views;

/// <summary>The tables of what people look at most.</summary>
public class CommonViewTests(CommonViewTests.ShellWithLongNames fixture)
    : ConnectedTests<CommonViewTests.ShellWithLongNames>(fixture), IClassFixture<CommonViewTests.ShellWithLongNames>
{
    private const string Name =
        "view-with-a-name-that-is-longer-than-any-column-of-any-table-in-a-window-of-120-characters-and-goes-on-behind-its-edge";

    // What a window of 80 columns has no room for, PowerShell leaves out from the end.
    public static TheoryData<string, int, string> Views => new()
    {
        { "User", 80, "Username Name IsActive Email" },
        { "User", 120, "Username Name IsActive Email LastLogin Type" },
        { "Application", 80, "Name Slug ProviderName Group" },
        { "Application", 120, "Name Slug ProviderName Group LaunchUrl" },
        { "OAuth2Provider", 80, "Name ClientId ClientType" },
        { "OAuth2Provider", 120, "Name ClientId ClientType Application Pk" },
        { "Flow", 80, "Slug Designation" },
        { "Flow", 120, "Slug Designation Name" },
        { "Token", 80, "Identifier UserName Intent Expires" },
        { "Token", 120, "Identifier UserName Intent Expires Description" },
        { "Group", 80, "Name IsSuperuser Roles" },
        { "Group", 120, "Name IsSuperuser Roles Pk" },
    };

    [Fact]
    public void Columns_with_a_shorter_name_can_be_selected_by_it()
    {
        Assert.Equal(["True", "0"], Shell.Text("""
            $session = Get-AuthentikSession
            ($session | Select-Object Version).Version -eq $session.ServerVersion
            @($session | Select-Object * | Where-Object { $_.PSObject.Properties['Version'] }).Count
            """));
        Assert.Equal(["AggregatedStatus"], Shell.Text("""
            [Authentik.BackgroundTask]::new().PSObject.Properties['Status'].ReferencedMemberName
            """));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Columns_keep_within_the_width(string noun, int width, string columns)
    {
        var table = Table.Render(Shell, $"Get-Authentik{noun} -First 100", width);
        Assert.Equal(columns.Split(' '), table.Columns);
        Assert.All(table.Lines, line => Assert.InRange(line.Length, 0, width));
        // A row that is wrapped would be two lines.
        Assert.Equal(Shell.Invoke($"Get-Authentik{noun} -First 100").Count, table.Rows.Count);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void A_value_that_is_too_long_is_cut_and_hides_no_other_column(string noun, int width, string columns)
    {
        var table = Table.Render(Shell, $"Get-Authentik{noun} {ShellWithLongNames.Identity(noun)}", width);
        Assert.Equal(columns.Split(' '), table.Columns);
        var row = Assert.Single(table.Rows);
        Assert.StartsWith("view-with-a-name", row, StringComparison.Ordinal);
        Assert.Contains('…', row);
        Assert.InRange(row.Length, 0, width);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void No_header_of_any_table_is_cut(int width)
    {
        var tables = Shell.Text("""
            (Get-FormatData -TypeName Authentik.* | Where-Object {
                $_.FormatViewDefinition.Control.Where{ $_ -is [Management.Automation.TableControl] } }).TypeNames |
                    Where-Object { $_ -as [type] -and ($_ -as [type]).IsAssignableTo([Authentik.AuthentikObject]) }
            """);
        Assert.True(tables.Count > 200, $"There are only {tables.Count} tables.");
        var wrong = Shell.Text(
            """
            foreach ($name in $tables) {
                $object = [Activator]::CreateInstance(($name -as [type]), $true)
                $lines = @($object | Format-Table | Out-String -Stream -Width $width | Where-Object { $_.Trim() -and $_ -notmatch ': ' })
                if ($lines[1] -notmatch '^[- ]+$' -or $lines[0].Length -gt $width) { "$name`n$($lines -join "`n")" }
            }
            """,
            new { tables, width });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    public sealed class ShellWithLongNames : ConnectedShell
    {
        private const string Slug = "view-with-a-name-that-is-longer-than-the-column-of-a-narrow-window";

        public ShellWithLongNames(SharedServer shared)
            : base(shared) => Shell.Invoke($"""
                New-AuthentikUser -Username {Name} -Name {Name} -Email {Slug}@{Slug}.example.com
                New-AuthentikOAuth2Provider -Name {Name} {Flows} -RedirectUri @()
                New-AuthentikApplication -Name {Name} -Slug {Slug} -Provider {Name} -Group {Name}
                New-AuthentikFlow -Name {Name} -Title {Name} -Slug {Slug} -Designation authentication
                New-AuthentikToken -Identifier {Slug} -Description {Name}
                New-AuthentikGroup -Name {Name}
                """);

        public static string Identity(string noun) => noun is "Application" or "Flow" or "Token" ? Slug : Name;

        protected override void CleanUp() => Shell.Invoke($"""
            Remove-AuthentikApplication {Slug} -Force
            Remove-AuthentikOAuth2Provider {Name} -Force
            Remove-AuthentikFlow {Slug} -Force
            Remove-AuthentikToken {Slug} -Force
            Remove-AuthentikUser {Name} -Force
            Remove-AuthentikGroup {Name} -Force
            """);
    }
}
