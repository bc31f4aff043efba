using Authentik.Generator.Book;
using Authentik.Generator.Names;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

/// <summary>Where the words come from that a line does not have itself.</summary>
public class WordingTests
{
    private const string Glossary = """
        fields:
          name: "name of the {title}; other {titles} may have it."
          pk int: "Number of the {title}."
          pk uuid: "UUID of the {title}."
        filters:
          made__gt: "{titles} of later."
        """;

    [Fact]
    public void A_line_without_help_takes_the_words_of_the_glossary()
    {
        var thing = Read(
            ("name: text | required | Name.", "name: text | required"),
            ("pk: uuid | read-only | Id.", "pk: uuid | read-only |"));
        Assert.Equal("Name of the thing; other things may have it.", thing.Field("name")!.Help);
        Assert.Equal("UUID of the thing.", thing.Field("pk")!.Help);
    }

    [Theory]
    [InlineData("name: text", "Things with exactly this value. Name.")]
    [InlineData("name__icontains: text", "Things whose value contains this string. Case doesn't matter. Name.")]
    [InlineData("colour__isnull: bool", "True for things without a value, false for things with one. Colour.")]
    [InlineData("owners__name: text", "Things with exactly this value. Owners. The value is compared with its name.")]
    [InlineData("made__gt: date", "Things of later.")]
    public void A_filter_without_help_says_what_its_name_says(string line, string help)
    {
        var thing = Read(
            ("name: text | | Things of that name.", line),
            ("made__gt: date | in 2025.2.. | Things made later.", "colour: Colour"));
        Assert.Equal(help, thing.Filters[0].Help);
    }

    [Fact]
    public void What_neither_has_is_refused()
    {
        using var book = SmallBook.With("name: text | | Things of that name.", "shape: text");
        var refused = Assert.Throws<RefusedException>(book.Read);
        Assert.Contains(refused.Refusals, refusal => refusal.Code == RefusalCode.NoHelp
            && refusal.ToString().Contains("'shape'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("expression policy", "expression policies")]
    [InlineData("access", "accesses")]
    [InlineData("key", "keys")]
    public void Titles_have_a_plural(string title, string plural) => Assert.Equal(plural, English.Pluralize(title));

    [Fact]
    public void What_every_resource_can_have_as_an_example_is_not_asked_for()
    {
        using var book = SmallBook.With("      Remove: \"Remove-AuthentikThing a -WhatIf | Removes nothing.\"\n", string.Empty);
        Assert.Contains(
            "Remove-AuthentikThing -WhatIf",
            book.Read().Resources.Last().ListExamples(Verbs.Remove).Single().Code,
            StringComparison.Ordinal);
    }

    private static ResourceEntry Read(params (string Line, string Instead)[] changes)
    {
        var chapter = changes.Aggregate(SmallBook.Chapter, (text, change) =>
        {
            Assert.Contains(change.Line, text, StringComparison.Ordinal);
            return text.Replace(change.Line, change.Instead, StringComparison.Ordinal);
        });
        using var book = new SmallBook(chapter);
        File.WriteAllText(Path.Combine(book.Folder, "glossary.yaml"), Glossary);
        return book.Read().Resources.Single(resource => resource.Noun == "Thing");
    }
}
