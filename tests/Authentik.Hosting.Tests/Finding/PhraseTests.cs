namespace Authentik.Hosting.Tests.Finding;

/// <summary>What people type, and the command that they look for: Phrases.txt says which.</summary>
public class PhraseTests(Operations operations) : IClassFixture<Operations>
{
    private const int Top = 3;

    public static TheoryData<string, string, int> Phrases => [.. ReadPhrases()];

    [Theory]
    [MemberData(nameof(Phrases))]
    public void Finds_the_command_that_a_phrase_asks_for(string phrase, string command, int places) =>
        Assert.Contains(command, FindCommands(phrase).Take(places));

    [Fact]
    public void Finds_a_command_once_and_says_what_it_does()
    {
        Assert.All(ReadPhrases().Select(row => row.Data.Item1), phrase =>
        {
            var found = operations.Shell.Invoke("Find-AuthentikCommand $phrase", new { phrase });
            var isByWords = found.All(match => match.TypeNames[0].EndsWith("#Words", StringComparison.Ordinal));
            var commands = FindCommands(phrase).Where(command => command != "Invoke-AuthentikRequest").ToList();
            Assert.True(!isByWords || commands.Distinct().Count() == commands.Count, phrase);
            Assert.All(found, match => Assert.EndsWith(".", (string)match.Properties["Synopsis"].Value, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Says_of_every_command_what_its_help_says() => Assert.Empty(operations.Shell.Text(
        """
        Get-Command -Module Authentik | Where-Object {
            $said = (Find-AuthentikCommand $_.Name | Select-Object -First 1).Synopsis
            -not $said -or $said -cne (Get-Help $_.Name).Synopsis.Trim()
        }
        """));

    [Theory]
    [InlineData("add user to group", "USERS   groups to added")]
    [InlineData("reset password", "password reset")]
    [InlineData("reset password", "how do I reset the password of a user")]
    [InlineData("list scim providers", "scim provider list")]
    public void Order_plural_and_words_without_meaning_matter_little(string one, string other) =>
        Assert.Equal(FindCommands(one)[0], FindCommands(other)[0]);

    [Theory]
    [InlineData("certifcate", "Get-AuthentikCertificateKeyPair")]
    [InlineData("aplication", "Get-AuthentikApplication")]
    [InlineData("blueprnit", "Get-AuthentikBlueprint")]
    [InlineData("perm", "Get-AuthentikPermission")]
    public void Understands_small_errors_and_beginnings(string typed, string command) =>
        Assert.Contains(command, FindCommands(typed).Take(Top));

    [Theory]
    [InlineData("top")]
    [InlineData("limit")]
    [InlineData("all")]
    [InlineData("page size")]
    public void Tells_how_a_list_is_limited(string typed)
    {
        var first = operations.Shell.Invoke("Find-AuthentikCommand $typed | Select-Object -First 1", new { typed })[0];
        Assert.Contains("-First", (string)first.Properties["Synopsis"].Value, StringComparison.Ordinal);
        var help = operations.Shell.Text($"{first.Properties["Command"].Value} | Out-String");
        Assert.All(["-Top", "-Limit", "-All"], word => Assert.Contains(word, string.Concat(help), StringComparison.Ordinal));
    }

    [Fact]
    public void Names_only_commands_that_exist()
    {
        var commands = operations.Shell.Text("(Get-Command -Module Authentik).Name").ToHashSet();
        var lines = File.ReadLines(Path.Combine(Repository.Root, "src/Authentik.PowerShell/CommandSearch/Words/Synonyms.txt"));
        var named = lines.Where(line => line.Contains("-Authentik", StringComparison.Ordinal) && line[0] is not ('#' or '-'))
            .Select(line => line.Split(": ")[0].Split(" | ")[0])
            .ToList();
        Assert.True(named.Count > 80, $"Only {named.Count} commands have words.");
        Assert.Equal(named.Distinct().Count(), named.Count);
        Assert.Empty(named.Select(name => name.Split(' ').First(word => word != "Get-Help")).Except(commands));
    }

    private IReadOnlyList<string> FindCommands(string phrase) =>
        [.. operations.FindQuery(phrase).Select(found => found.Command)];

    private static IEnumerable<TheoryDataRow<string, string, int>> ReadPhrases() =>
        from line in File.ReadLines(Path.Combine(Repository.Root, "tests/Authentik.Hosting.Tests/Finding/Phrases.txt"))
        where line.Length > 0 && line[0] != '#'
        let parts = line.TrimStart('!', ' ').Split(" | ")
        select new TheoryDataRow<string, string, int>(parts[0], parts[1], line[0] == '!' ? 1 : Top);
}
