namespace Authentik.Hosting.Tests.Views;

/// <summary>Lines are broken at words, and within a name only if it's too long.</summary>
public class ShownTextTests(PowerShellSession shell) : IClassFixture<PowerShellSession>
{
    private const string View = "[Authentik.Commands.ShownText]";

    [Theory]
    [InlineData("", "")]
    [InlineData("short", "short")]
    [InlineData("one two three four", "one two|three four")]
    [InlineData("exactly-ten and more", "exactly-|ten and|more")]
    [InlineData("abcdefghijklm", "abcdefghij|klm")]
    [InlineData("ten chars! more", "ten chars!|more")]
    public void Wraps_at_words(string text, string expected) =>
        Assert.Equal(expected.Replace('|', '\n'), shell.Value<string>($"{View}::Wrap($text, 10)", new { text }));

    [Theory]
    [InlineData("en-US", "one two three four")]
    [InlineData("", "one two\nthree four")]
    public void Leaves_sentences_to_PowerShell_where_it_wraps_at_words(string culture, string expected) => Assert.Equal(
        expected,
        shell.Value<string>(
            $"[cultureinfo]::CurrentCulture = $culture; {View}::WrapSentence('one two three four', 10)", new { culture }));

    [Theory]
    [InlineData("en-US")]
    [InlineData("")]
    public void Keeps_the_sign_of_a_line_with_a_long_first_word(string culture)
    {
        var shown = shell.Value<string>(
            $"[cultureinfo]::CurrentCulture = $culture; {View}::WrapDifference('+  abcdefghij kl', 10)", new { culture });
        Assert.StartsWith("+\u2007\u2007abcdefg", shown, StringComparison.Ordinal);
        Assert.Equal("+ one two", shell.Value<string>($"{View}::WrapDifference('+ one two', 10)"));
    }

    [Fact]
    public void Shows_what_controls_the_terminal_as_signs() =>
        Assert.DoesNotContain('\u001b', shell.Value<string>($"{View}::Wrap(\"a`e[31mb\", 10)"));
}
