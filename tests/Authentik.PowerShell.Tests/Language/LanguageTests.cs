using System.Globalization;

namespace Authentik.PowerShell.Tests.Language;

/// <summary>What people read, held to the rules of the language that a program can hold.</summary>
public class LanguageTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. Rules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_keeps_the_rule(string name)
    {
        var rule = Find(name);
        string[] broken = [.. Texts.All
            .Where(text => Breaks(rule, text) && !Allowed.Contains(rule, text))
            .Select(text => text.ToString()).Distinct()];
        Assert.True(broken.Length == 0, $"{broken.Length} texts break '{name}':\n{string.Join('\n', broken)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_rule_can_fail(string name)
    {
        var rule = Find(name);
        Assert.NotEmpty(rule.Bad);
        Assert.All(rule.Bad, text => Assert.True(rule.IsBroken(Sample(rule, text)), text));
        Assert.All(rule.Good, text => Assert.False(rule.IsBroken(Sample(rule, text)), text));
    }

    [Fact]
    public void An_exception_is_still_needed() => Assert.All(
        Allowed.All,
        one => Assert.Contains(
            Texts.All,
            text => Breaks(Find(one.Rule), text) && text.ToString().Contains(one.Text, StringComparison.Ordinal)));

    [Theory]
    [InlineData(TextKind.Literal, 500)]
    [InlineData(TextKind.Message, 150)]
    [InlineData(TextKind.Error, 100)]
    [InlineData(TextKind.Help, 10000)]
    [InlineData(TextKind.Book, 3000)]
    [InlineData(TextKind.Comment, 1500)]
    [InlineData(TextKind.Document, 100)]
    public void Texts_of_each_kind_are_read(TextKind kind, int least)
    {
        var count = Texts.All.Count(text => text.Kind == kind);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {count} texts"));
        Assert.True(count >= least, $"{count} texts of the kind {kind} were found, fewer than {least}.");
    }

    private static bool Breaks(Rule rule, Sentence text) => rule.Kinds.HasFlag(text.Kind) && rule.IsBroken(text);

    private static Rule Find(string name) => Rules.All.Single(rule => rule.Name == name);

    private static Sentence Sample(Rule rule, string text) => new(rule.Kinds, "sample", text);
}
