using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

public class CommandTests
{
    private const string Asked = "Parameter(ParameterSetName = \"Values\", Mandatory = true, Position = 0)";

    [Theory]
    [InlineData("required", true)]
    [InlineData("required 2024.8..", true)]
    [InlineData("required 2025.2..", false)]
    [InlineData("required; in 2025.2..", false)]
    [InlineData("", false)]
    public void PowerShell_asks_for_what_every_server_wants(string marks, bool expected)
    {
        using var book = SmallBook.With("name: text | required | Name.", $"name: text | {marks} | Name.");
        Assert.Equal(expected, Commands(book).Contains(Asked, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("from colour")]
    [InlineData("slug-of colour")]
    public void PowerShell_asks_for_nothing_that_follows_from_another_value(string mark)
    {
        using var book = SmallBook.With(
            "name: text | required | Name.", $"name: text | required; {mark} | Name.\n      make: text | required | Make.");
        var chapter = File.ReadAllText(book.ChapterFile).Replace("colour: Colour", "colour: text", StringComparison.Ordinal);
        File.WriteAllText(book.ChapterFile, chapter);
        Assert.DoesNotContain("Mandatory = true, Position = 0), Parameter", Commands(book), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_a_filter_refers_to_is_taken_from_the_pipeline()
    {
        using var book = SmallBook.With("name: text | | Things", "owner: -> Owner | | Things of the owner.\n      name: text | | Things");
        Assert.Contains(
            "[Parameter(ParameterSetName = \"List\", ValueFromPipeline = true), RelatedTransform(\"Thing\")]",
            Commands(book),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "SetCommand")]
    [InlineData("own-access", "GuardedSetCommand")]
    public void Set_has_Force_if_a_field_can_take_the_own_access(string mark, string parent)
    {
        using var book = SmallBook.With("colour: Colour | |", $"colour: Colour | {mark} |");
        Assert.Contains($"public sealed class SetThingCommand : {parent}", Commands(book), StringComparison.Ordinal);
        Assert.Contains("public sealed class NewThingCommand : NewCommand", Commands(book), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_goes_by_the_names_of_API_and_property_as_well()
    {
        using var book = SmallBook.With("owners: -> Owner[] | |", "owners: -> Owner[] | as Keeper |");
        Assert.Contains(
            "Alias(\"owners\"), FieldTransform(\"Thing\", \"owners\"), ArgumentCompleter(typeof(NameCompleter))]",
            Commands(book),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Free_form_json_gets_keys_as_JSON_and_loses_them_by_name()
    {
        using var book = SmallBook.With("owners: -> Owner[] | |", "extras: json | |");
        var code = Commands(book);
        Assert.Contains("public object? AddExtra { get; set; }", code, StringComparison.Ordinal);
        Assert.Contains("public string[]? RemoveExtra { get; set; }", code, StringComparison.Ordinal);
        Assert.Contains("[Parameter, KeysTransform, ArgumentCompleter(typeof(StoredValueCompleter))]", code, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_a_stored_file_is_completed()
    {
        using var book = SmallBook.With("colour: Colour | |", "colour: text | stored-file |");
        Assert.Contains("ArgumentCompleter(typeof(StoredFileCompleter))", Commands(book), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_another_parameter_has_is_no_alias()
    {
        using var book = SmallBook.With("owners: -> Owner[] | |", "name_s: text | as Parts |");
        var code = Commands(book);
        Assert.Contains("Alias(\"name_s\", \"NameS\")", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Alias(\"parts\"", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("duration | |", "public Duration? Life { get; set; }")]
    [InlineData("duration | |", "FieldTransform(\"Thing\", \"life\"), ArgumentCompleter(typeof(DurationCompleter))]")]
    [InlineData("duration[] | |", "public Duration[]? Life { get; set; }")]
    public void A_duration_has_a_type_of_its_own(string line, string code)
    {
        using var book = SmallBook.With("colour: Colour | |", $"life: {line} Life.");
        Assert.Contains(code, Commands(book), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_may_be_called_like_a_member_of_every_command()
    {
        using var book = SmallBook.With("colour: Colour | |", "resource: Colour | |");
        var code = Commands(book);
        Assert.Contains("public sealed class SetThingCommand : SetThingCommandBase", code, StringComparison.Ordinal);
        Assert.Contains("public new string? Resource { get; set; }", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_filters_of_one_type_that_no_version_has_both_are_one_parameter()
    {
        using var book = SmallBook.With(
            "made__gt: date | in 2025.2.. |", "title: text | in ..2024.12; as Label | Old.\n      label: text | in 2025.2.. |");
        var code = Commands(book);
        Assert.Contains("FilterTransform(\"Thing\", \"title\", \"label\")", code, StringComparison.Ordinal);
        Assert.Equal(2, code.Split("string? Label { get; set; }").Length);
    }

    private static string Commands(SmallBook book)
    {
        var read = book.Read();
        return CommandEmitter.Emit(read.Resources.Last(), new ParameterRules(read));
    }
}
