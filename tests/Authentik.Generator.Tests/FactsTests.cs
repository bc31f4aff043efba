using Authentik.Generator.Book;
using Authentik.Generator.Emit.Models;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

public class FactsTests
{
    [Theory]
    [InlineData("text | |", "Type = FieldType.Text, Writable = VersionRange.All")]
    [InlineData("text? | |", "Type = FieldType.Text, IsNullable = true, Writable = VersionRange.All")]
    [InlineData("text | secret |", "Type = FieldType.Text, IsSecret = true, Writable = VersionRange.All")]
    [InlineData("text | required |", "Type = FieldType.Text, Writable = VersionRange.All, Required = VersionRange.All")]
    [InlineData(
        "int | in 2025.2.. |",
        "Type = FieldType.Integer, Versions = VersionRange.Parse(\"2025.2..\"), Writable = VersionRange.Parse(\"2025.2..\")")]
    [InlineData(
        "int | required; in 2025.2.. |",
        "Versions = VersionRange.Parse(\"2025.2..\"), Writable = VersionRange.Parse(\"2025.2..\"), "
        + "Required = VersionRange.Parse(\"2025.2..\")")]
    [InlineData(
        "int | required 2025.4..; in 2025.2.. |",
        "Writable = VersionRange.Parse(\"2025.2..\"), Required = VersionRange.Parse(\"2025.4..\")")]
    [InlineData("int | writable 2025.4.. |", "Type = FieldType.Integer, Writable = VersionRange.Parse(\"2025.4..\")")]
    [InlineData(
        "int | writable 2025.4..; in 2025.2.., 2024.8.5 |",
        "Versions = VersionRange.Parse(\"2025.2.., 2024.8.5\"), Writable = VersionRange.Parse(\"2025.4..\")")]
    [InlineData("text | resend unique |", "Type = FieldType.Text, IsResent = true, IsUnique = true, Writable = VersionRange.All")]
    [InlineData("-> Owner | |", "Type = FieldType.Reference, RefersTo = \"Owner\", Writable = VersionRange.All")]
    [InlineData("uuid | of Owner Thing |", "Type = FieldType.Uuid, Writable = VersionRange.All, TargetNouns = [\"Owner\", \"Thing\"]")]
    [InlineData("duration | |", "Type = FieldType.Duration, Writable = VersionRange.All")]
    [InlineData("duration | minutes ..2025.2 |", "Writable = VersionRange.All, AsMinutes = VersionRange.Parse(\"..2025.2\")")]
    [InlineData("text | internal |", "Writable = VersionRange.All, IsInternal = true")]
    [InlineData("-> Owner | named |", "RefersTo = \"Owner\", Writable = VersionRange.All, IsNamedByGet = true")]
    [InlineData("uuid | read-only; target |", "Type = FieldType.Uuid, IsTargetId = true")]
    [InlineData("text? | read-only; used-by owner |", "IsNullable = true, SingleUser = \"owner\"")]
    [InlineData("Colour[] | as Paint |", "Parameter = \"Paint\", Type = FieldType.Enum, IsList = true, Values = Enums.Colour")]
    [InlineData("text[] | as Colours |", "Type = FieldType.Text, IsList = true, Writable = VersionRange.All, Part = \"Colour\"")]
    [InlineData("-> Owner | fits any |", "RefersTo = \"Owner\", Writable = VersionRange.All }")]
    [InlineData("json | |", "Type = FieldType.Json, Writable = VersionRange.All, Part = \"Colour\"")]
    [InlineData("Colour | default red |", "Values = Enums.Colour, Writable = VersionRange.All, Default = \"red\" }")]
    [InlineData("int | in 2025.2..; default -5 |", "Default = \"-5\" }")]
    [InlineData("bool | default true resend |", "IsResent = true, Writable = VersionRange.All, Default = \"true\" }")]
    [InlineData("text | default \"a; \\\"b\\\" \\u007c\"; as Paint |", "Default = \"a; \\\"b\\\" |\" }")]
    [InlineData("text? | default \"\" |", "Default = \"\" }")]
    [InlineData("text[] | default [\"a b\",\"c\"] |", "Default = \"[\\\"a b\\\",\\\"c\\\"]\", Part")]
    [InlineData("text | varies |", "DefaultVaries = true }")]
    [InlineData("text | code py |", "Code = \"py\" }")]
    [InlineData("-> Owner | data |", "IsData = true }")]
    public void A_line_becomes_facts(string line, string facts) => Assert.Contains(facts, Facts(line), StringComparison.Ordinal);

    [Fact]
    public void What_fits_a_field_becomes_a_fact()
    {
        using var book = SmallBook.With("title: owner\n", "title: owner\n    filters:\n      rich: bool | | Rich owners.\n");
        File.WriteAllText(
            book.ChapterFile,
            File.ReadAllText(book.ChapterFile).Replace("Owner[] | |", "Owner[] | fits rich=true |", StringComparison.Ordinal));
        Assert.Contains("Fits = new() { Filters = [new(\"rich\", \"true\")] }", Thing(book), StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_field_has_no_parameter_and_is_never_sent()
    {
        var facts = Facts("text | read-only |");
        Assert.DoesNotContain("Parameter", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("Writable", facts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("duration | | Life.", "JsonFields.ReadDuration(ref json, out Duration? readLife); Life = readLife;")]
    [InlineData("duration | minutes ..2025.2 | Life.", "JsonFields.ReadMinutes(ref json, out Duration? readLife); Life = readLife;")]
    public void A_duration_is_read_as_the_versions_write_it(string line, string code)
    {
        using var book = SmallBook.With("colour: Colour | |", $"life: {line}");
        Assert.Contains(code, Thing(book), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text | |")]
    [InlineData("json | whole |")]
    [InlineData("json | write-only |")]
    [InlineData("text[] | read-only |")]
    [InlineData("text[] | only-new |")]
    public void Nothing_is_added_to_a_value_that_is_only_replaced_or_not_known(string line) =>
        Assert.DoesNotContain("Part = \"Colour\"", Facts(line), StringComparison.Ordinal);

    [Fact]
    public void A_hint_stands_beside_the_line()
    {
        using var book = SmallBook.With("colour: Colour | | Colour.", "colour: {is: Colour | | Colour., otherwise: Paint it.}");
        Assert.Contains("Alternative = \"Paint it.\"", Thing(book), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_of_a_list_becomes_facts_of_the_resource()
    {
        using var book = SmallBook.With("id: pk uuid", "id: pk uuid\n    short-list: true\n    superuser-list: true");
        var index = IndexEmitter.Resources(book.Read());
        Assert.Contains("HasShortList = true,", index, StringComparison.Ordinal);
        Assert.Contains("IsSuperuserList = true,", index, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id: pk uuid", "KnownBy = [\"name\"],")]
    [InlineData("id: pk uuid\n    known-by: colour name", "KnownBy = [\"colour\", \"name\"],")]
    [InlineData("id: pk uuid\n    data: true", "IsData = true,")]
    public void What_is_configuration_and_how_it_is_known_become_facts(string lines, string fact)
    {
        using var book = SmallBook.With("id: pk uuid", lines);
        Assert.Contains(fact, IndexEmitter.Resources(book.Read()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_family_is_data_with_all_of_its_members()
    {
        using var book = SmallBook.With("path: /things/", "path: /things/\n    family: Owner");
        File.WriteAllText(
            book.ChapterFile,
            File.ReadAllText(book.ChapterFile).Replace("path: /owners/", "path: /owners/\n    data: true", StringComparison.Ordinal));
        Assert.All(book.Read().Resources, resource => Assert.True(resource.IsData));
        Assert.DoesNotContain(book.Read().Resources, resource => resource.IsConfiguration);
    }

    [Fact]
    public void A_hint_for_other_versions_and_words_of_the_interface_become_facts_of_the_resource()
    {
        using var book = SmallBook.With("id: pk uuid", "id: pk uuid\n    also: gadgets\n    otherwise: Use an owner.");
        var index = IndexEmitter.Resources(book.Read());
        Assert.Contains("InterfaceWords = \"gadgets\",", index, StringComparison.Ordinal);
        Assert.Contains("Alternative = \"Use an owner.\",", index, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_can_omit_hyphens()
    {
        using var book = SmallBook.With("made__gt: date | in 2025.2.. |", "part: -> Thing | no-hyphens |");
        Assert.Contains("RefersTo = \"Thing\", OmitsHyphens = true", Thing(book), StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_becomes_a_fact_of_the_part()
    {
        using var book = SmallBook.With("size: int | in 2025.2.. |", "size: Colour | default blue |");
        Assert.Contains("Default = \"blue\"", ModelEmitter.Shape(book.Read().Shapes.Single()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_becomes_a_fact_of_the_nested_object()
    {
        using var book = SmallBook.With("text: url\n", "text: url\n    address: url unless size=2\n");
        Assert.Contains(
            "TextField: \"url\", Address: new(\"url\", \"size\", \"2\")",
            IndexEmitter.Shapes(book.Read()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_family_gives_its_fields_first_and_a_member_may_say_them_anew()
    {
        using var book = SmallBook.With("fields:\n      pk: uuid", "family: Owner\n    fields:\n      pk: uuid");
        var thing = book.Read().Resources.Last();
        Assert.Equal(["pk", "name", "colour", "parts", "owners", "owner_obj"], thing.Fields.Select(field => field.Name));
        Assert.Contains("public override object? Pk => pk;", Thing(book), StringComparison.Ordinal);
        Assert.Contains("public virtual object? Pk => pk;", Model(book.Read(), last: 2), StringComparison.Ordinal);
        Assert.DoesNotContain("string? Name", Thing(book), StringComparison.Ordinal);
    }

    private static string Thing(SmallBook book) => Model(book.Read(), last: 1);

    private static string Model(BookEntry book, int last) => ModelEmitter.Resource(book.Resources.Reverse().ElementAt(last - 1), book);

    private static string Facts(string line)
    {
        using var book = SmallBook.With("colour: Colour | |", $"colour: {line}");
        return Thing(book).Split('\n').Single(text => text.Contains("new() { Name = \"colour\"", StringComparison.Ordinal));
    }
}
