using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

/// <summary>What a member of a family has of it, and what the API does not offer.</summary>
public class FamilyTests
{
    private const string Head = "    path: /things/\n";

    [Fact]
    public void A_member_does_not_have_what_it_lacks()
    {
        using var book = SmallBook.With(Head, Head + "    family: Owner\n    lacks: born\n");
        const string OwnerName = "      name: text | | Name.\n";
        const string OwnerHead = "  Owner:\n    title: owner\n    help: Who has things.\n    path: /owners/\n    id: pk int";
        File.WriteAllText(book.ChapterFile, File.ReadAllText(book.ChapterFile)
            .Replace(OwnerName, OwnerName + "      born: date | | Birthday.\n      age: int | | Age.\n", StringComparison.Ordinal)
            .Replace(OwnerHead, OwnerHead + "\n    without: retrieve used-by", StringComparison.Ordinal));
        var (owner, thing) = (book.Read().Resources.First(), book.Read().Resources.Last());
        Assert.Null(thing.Field("born"));
        Assert.NotNull(thing.Field("age"));
        Assert.Equal(Feature.Detail | Feature.UsedBy, owner.MissingFeatures);
    }

    [Theory]
    [InlineData("    lacks: born\n", RefusalCode.UnknownField)]
    [InlineData("    without: colour\n", RefusalCode.WrongForm)]
    public void What_cannot_be_lacking_is_refused(string line, string code)
    {
        using var book = SmallBook.With(Head, Head + line);
        Assert.Contains(Assert.Throws<RefusedException>(book.Read).Refusals, refusal => refusal.Code == code);
    }

    [Theory]
    [InlineData("name: text | required | Name.", "name: text | write-only; readable ..2025.2 | Name.")]
    [InlineData("name: text | required | Name.", "name: text | merge | Name.")]
    public void Marks_that_say_nothing_are_refused(string line, string instead)
    {
        using var book = SmallBook.With(line, instead);
        Assert.Contains(Assert.Throws<RefusedException>(book.Read).Refusals, refusal => refusal.Code == RefusalCode.Contradiction);
    }

    [Fact]
    public void Of_one_object_there_is_nothing_to_name()
    {
        using var book = SmallBook.With(
            "    commands: Get New Set Remove\n    model: app.thing\n    id: pk uuid\n    names: name\n",
            "    commands: Get Set\n    single: true\n");
        var lines = File.ReadAllLines(book.ChapterFile)
            .Where(line => !line.Contains("  New:", StringComparison.Ordinal) && !line.Contains("  Remove:", StringComparison.Ordinal));
        File.WriteAllText(book.ChapterFile, string.Join('\n', lines));
        var thing = book.Read().Resources.Last();
        Assert.True(thing.IsSingle);
        Assert.DoesNotContain("ThingIdentity", CommandEmitter.Emit(thing, new ParameterRules(book.Read())), StringComparison.Ordinal);
    }
}
