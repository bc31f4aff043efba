namespace Authentik.Hosting.Tests.Views;

/// <summary>How the values in a list look.</summary>
public class ListTextTests(ListTextTests.ShellWithObjects fixture)
    : ConnectedTests<ListTextTests.ShellWithObjects>(fixture), IClassFixture<ListTextTests.ShellWithObjects>
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_user_has_names_and_no_image(int width)
    {
        var lines = Shell.Render("Get-AuthentikUser list-user | Format-List", width).Where(line => line.Length > 0).ToList();
        Assert.StartsWith("Username", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => Expect.IsLike("Groups*: list-group", line));
        Assert.Contains(lines, line => Expect.IsLike("DateJoined*: ????-??-?? ??:??", line));
        Assert.All(["data:", "Authentik."], odd => Assert.DoesNotContain(lines, line => line.Contains(odd, StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public void The_star_still_shows_everything()
    {
        var text = string.Join('\n', Shell.Render("Get-AuthentikUser list-user | Format-List *", 120));
        Assert.All(["Avatar", "Uid", "GroupsObj"], name => Assert.Contains($"\n{name} ", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Short_JSON_is_a_line_and_long_JSON_has_several()
    {
        var lines = Shell.Render("Get-AuthentikGroup list-group | Format-List", 120);
        Assert.Contains(lines, line => Expect.IsLike("""Attributes *: {"floor":2,"rooms":`["a","b"`]}""", line));
        lines = Shell.Render("Get-AuthentikUser list-user | Format-List", 120);
        Assert.Contains(lines, line => line.Trim() == "\"department\": \"Press\",");
    }

    [Fact]
    public void Secrets_in_JSON_are_masked()
    {
        var text = string.Join('\n', Shell.Render("Get-AuthentikUser list-user | Format-List", 120));
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.Contains("\"api_token\": \"***\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_of_members_are_shown_as_soon_as_the_response_has_them()
    {
        var whole = Shell.Render("Get-AuthentikGroup list-group | Format-List", 120);
        Assert.Contains(whole, line => Expect.IsLike("Users*: list-user", line));
        var listed = Shell.Render("Get-AuthentikGroup -Name list-group | Format-List", 120);
        Assert.Contains(listed, line => Expect.IsLike("Users*: [0-9]*", line));
    }

    public sealed class ShellWithObjects : ConnectedShell
    {
        public ShellWithObjects(SharedServer shared)
            : base(shared) => Shell.Invoke("""
                $null = New-AuthentikGroup list-group -Attributes ([ordered]@{ floor = 2; rooms = 'a', 'b' })
                New-AuthentikUser list-user -Group list-group -Attributes ([ordered]@{
                    department = 'Press'; api_token = 'canary'; telephone = '+49 30 1234567'; building = 'Main building' })
                """);

        protected override void CleanUp() => Shell.Invoke("""
            Remove-AuthentikUser list-user -Force
            Remove-AuthentikGroup list-group -Force
            """);
    }
}
