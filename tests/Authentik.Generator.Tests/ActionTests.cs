using Authentik.Generator.Book;
using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Emit.Models;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

public class ActionTests
{
    private const string Operations = """
        things:
          things_paint: POST /things/{id}/paint/
          things_key: GET /things/{id}/view_key/
          things_old: GET /things/old/ | ..2025.2
          things_new: GET /things/new/ | 2025.4..
        """;

    private const string Paint = """
        actions:
          Set-ThingPaint:
            help: [Paints things., It dries in an hour.]
            calls: { Thing: things_paint }
            task: Paint the thing
            asks: true
            fields:
              colour: Colour | required | The colour.
              owner: -> Owner | query ..2025.2 | Who pays.
            returns: Thing
            example: "Set-AuthentikThingPaint a red -Force | Paints a."

        """;

    [Fact]
    public void A_command_takes_objects_from_the_pipeline_and_its_fields_as_parameters()
    {
        using var book = Create(Paint);
        var read = book.Read();
        var code = ActionEmitter.Emit(read.Actions.Single(), new ParameterRules(read));
        Assert.Contains(
            "[Cmdlet(\"Set\", \"AuthentikThingPaint\", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]",
            code, StringComparison.Ordinal);
        Assert.Contains("public sealed class SetThingPaintCommand : ConfirmedActionCommand", code, StringComparison.Ordinal);
        Assert.Contains("[Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]", code, StringComparison.Ordinal);
        Assert.Contains(
            "[Parameter(Mandatory = true, Position = 1), AllowEmptyString, AllowEmptyCollection, "
            + "ActionTransform(\"Set-ThingPaint\", \"colour\"), ArgumentCompleter(typeof(ValueCompleter))]",
            code, StringComparison.Ordinal);
    }

    [Fact]
    public void The_facts_name_the_operations_and_the_part_of_the_request_for_each_field()
    {
        using var book = Create(Paint);
        var code = ActionsEmitter.Emit(book.Read());
        Assert.Contains(
            "Calls = [new(\"Thing\", \"things_paint\", \"POST\", \"/things/{id}/paint/\", VersionRange.All)],",
            code,
            StringComparison.Ordinal);
        Assert.Contains("InQuery = VersionRange.Parse(\"..2025.2\")", code, StringComparison.Ordinal);
        Assert.Contains("Returns = new() { Type = FieldType.Shape, Noun = \"Thing\" },", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("returns: secret key", "SecretActionCommand")]
    [InlineData("returns: file data", "DownloadActionCommand")]
    [InlineData("returns: Part[] parts", "ActionCommand")]
    public void What_is_returned_decides_the_base_class(string returns, string parent)
    {
        using var book = Create(Key(returns));
        Assert.Equal(parent, ActionEmitter.BaseClassOf(book.Read().Actions.Single()));
    }

    [Fact]
    public void Work_in_the_background_can_be_waited_for()
    {
        using var book = Create(Paint.Replace("asks: true", "background: tasks", StringComparison.Ordinal));
        var action = book.Read().Actions.Single();
        Assert.Equal("BackgroundActionCommand", ActionEmitter.BaseClassOf(action));
        Assert.Equal(["BackgroundTask"], ActionEmitter.OutputTypes(action));
        Assert.Contains("Background = BackgroundKind.Tasks,", ActionsEmitter.Emit(book.Read()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("calls: [things_old, things_new]", "..")]
    [InlineData("calls: things_old", "..2025.2")]
    public void The_versions_are_those_of_its_operations(string calls, string versions)
    {
        using var book = Create(Key("returns: Part").Replace("calls: { Thing: things_key }", calls, StringComparison.Ordinal));
        Assert.Equal(versions, book.Read().Actions.Single().Versions.ToString());
    }

    [Fact]
    public void An_action_that_becomes_a_field_is_in_all_versions()
    {
        var limited = Operations.Replace("/things/{id}/paint/", "/things/{id}/paint/ | ..2025.2", StringComparison.Ordinal);
        using var book = Create(Paint.Replace("    task:", "    becomes: colour\n    task:", StringComparison.Ordinal), limited);
        var read = book.Read();
        Assert.True(read.Actions.Single().Versions.IsAll);
        Assert.Contains("Becomes = \"colour\",", ActionsEmitter.Emit(read), StringComparison.Ordinal);
    }

    [Fact]
    public void The_pipeline_takes_what_is_piped_and_the_object_is_named()
    {
        using var book = Create(
            Paint.Replace("owner: -> Owner | query ..2025.2 |", "owner: -> Owner | required piped |", StringComparison.Ordinal));
        var read = book.Read();
        var code = ActionEmitter.Emit(read.Actions.Single(), new ParameterRules(read));
        Assert.Contains("[Parameter(Mandatory = true, Position = 0)]", code, StringComparison.Ordinal);
        Assert.Contains(
            "[Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true), ActionTransform",
            code,
            StringComparison.Ordinal);
        Assert.Contains("public OwnerIdentity[]? Owner { get; set; }", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-ThingPaint:", "Paint-Thing:", RefusalCode.WrongVerb)]
    [InlineData("Set-ThingPaint:", "Paint:", RefusalCode.WrongForm)]
    [InlineData("Set-ThingPaint:", "Set-Thing:", RefusalCode.NameTwice)]
    [InlineData("{ Thing: things_paint }", "{ Nothing: things_paint }", RefusalCode.UnknownResource)]
    [InlineData("{ Thing: things_paint }", "{ Thing: things_pant }", RefusalCode.UnknownField)]
    [InlineData("{ Thing: things_paint }", "things_paint", RefusalCode.Contradiction)]
    [InlineData("    calls: { Thing: things_paint }\n", "", RefusalCode.Missing)]
    [InlineData("    task: Paint the thing\n", "", RefusalCode.Missing)]
    [InlineData("    example: \"Set-AuthentikThingPaint a red -Force | Paints a.\"\n", "", RefusalCode.NoExample)]
    [InlineData("    task:", "    becomes: paint\n    task:", RefusalCode.UnknownField)]
    [InlineData("returns: Thing", "returns: Nothing", RefusalCode.UnknownType)]
    [InlineData("returns: Thing", "returns: secret", RefusalCode.WrongForm)]
    [InlineData("returns: Thing", "returns: text in link", RefusalCode.WrongForm)]
    [InlineData("colour: Colour | required |", "session: Colour | required |", RefusalCode.ParameterTaken)]
    [InlineData("help: [Paints things., It dries in an hour.]", "help:", RefusalCode.NoHelp)]
    [InlineData("asks: true", "asks: true\n    colour: red", RefusalCode.UnknownKey)]
    [InlineData("asks: true", "asks: true\n    background: tasks", RefusalCode.Contradiction)]
    [InlineData("asks: true", "background: soon", RefusalCode.WrongForm)]
    [InlineData("asks: true", "own-access: true", RefusalCode.Contradiction)]
    [InlineData("returns: Thing", "background: export", RefusalCode.Contradiction)]
    public void What_cannot_be_a_command_is_refused(string line, string instead, string code)
    {
        Assert.Contains(line, Paint, StringComparison.Ordinal);
        using var book = Create(Paint.Replace(line, instead, StringComparison.Ordinal));
        var refused = Assert.Throws<RefusedException>(() => book.Read());
        Assert.Contains(refused.Refusals, refusal => refusal.Code == code);
    }

    private static string Key(string returns) => $$"""
        actions:
          Get-ThingKey:
            help: Gets keys.
            calls: { Thing: things_key }
            {{returns}}
            example: "Get-AuthentikThingKey a | Gets the key of a."

        """;

    private static SmallBook Create(string actions, string operations = Operations)
    {
        var book = new SmallBook(actions + SmallBook.Chapter);
        File.WriteAllText(Path.Combine(book.Folder, "operations.yaml"), operations);
        return book;
    }
}
