using Authentik.Generator.Book;
using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Emit.Help;
using Authentik.Generator.Emit.Models;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

/// <summary>The marks that only parameters of actions have.</summary>
public sealed class ActionMarkTests : IDisposable
{
    private const string Operations = """
        things:
          things_sync: POST /things/{id}/sync/
          things_make: POST /things/make/
        owners:
          owners_sync: POST /owners/{id}/sync/
        """;

    private const string Actions = """
        actions:
          Sync-Thing:
            help: Synchronizes things.
            calls: { Thing: things_sync, Owner: owners_sync }
            task: Synchronize
            fields:
              owner: -> Owner | required piped; one-of object_id; with model=app.Owner | The owner.
              thing: -> Thing | required piped; one-of object_id; with model=app.Thing | The thing.
              named: -> Owner | by name | The owner with this name.
              exact: bool | only Thing | Exactly.
            example: "Sync-AuthentikThing a -Owner b | Synchronizes b."

          New-ThingWithOwner:
            help: Creates both.
            calls: things_make
            task: Create both
            fields:
              thing: Thing | required; without owners | The thing.
            example: "New-AuthentikThingWithOwner @{ Name = 'a' } | Creates a thing."

        """;

    private readonly SmallBook book = Create(Actions);

    public void Dispose() => book.Dispose();

    [Fact]
    public void Parameters_that_exclude_each_other_have_parameter_sets_and_both_take_objects_from_the_pipeline()
    {
        var code = Emit("Sync-Thing");
        Assert.Contains(", DefaultParameterSetName = \"Owner\"", code, StringComparison.Ordinal);
        Assert.Contains(
            "[Parameter(Mandatory = true, ParameterSetName = \"Owner\", Position = 1, ValueFromPipeline = true), ActionTransform",
            code,
            StringComparison.Ordinal);
        Assert.Contains(
            "[Parameter(Mandatory = true, ParameterSetName = \"Thing\", ValueFromPipeline = true), ActionTransform",
            code,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OneOf = \"object_id\"")]
    [InlineData("With = new(\"model\", \"app.Owner\")")]
    [InlineData("SentPart = \"name\"")]
    [InlineData("OnlyForKinds = [\"Thing\"]")]
    [InlineData("Type = FieldType.NewObject")]
    [InlineData("Creates = new(\"Thing\", [\"owners\"], null)")]
    public void The_facts_say_what_is_sent_and_for_which_kinds(string fact) =>
        Assert.Contains(fact, ActionsEmitter.Emit(book.Read()), StringComparison.Ordinal);

    [Fact]
    public void The_help_names_the_kinds_and_the_command_whose_parameters_are_the_keys()
    {
        using var compiled = CompiledCommands.Open(
            [typeof(ActionMarkTests).Assembly.Location],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator),
            new Refusals());
        var read = book.Read();
        var help = read.Actions.Select(new ActionHelp(read, compiled).Describe).ToDictionary(one => one.Name);
        var exact = help["Sync-AuthentikThing"].Parameters.Single(parameter => parameter.Name == "Exact");
        Assert.Contains("Only for a thing.", exact.Description);
        var thing = help["New-AuthentikThingWithOwner"].Parameters.Single(parameter => parameter.Name == "Thing");
        Assert.EndsWith("Its keys are the parameters of New-AuthentikThing.", thing.Description[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("only Thing", "only Part", RefusalCode.UnknownField)]
    [InlineData("with model=app.Owner", "with app.Owner", RefusalCode.WrongForm)]
    [InlineData("one-of object_id; with model=app.Owner", "with model=app.Owner", RefusalCode.Contradiction)]
    [InlineData("owner: -> Owner | required piped; one-of", "owner: text | required; one-of", RefusalCode.Contradiction)]
    [InlineData("-> Owner | by name", "-> Owner | by colour", RefusalCode.Contradiction)]
    [InlineData("-> Owner | by name", "text | by name", RefusalCode.Contradiction)]
    [InlineData("without owners", "without wheels", RefusalCode.Contradiction)]
    [InlineData("without owners", "type-in colour", RefusalCode.Contradiction)]
    [InlineData("bool | only Thing", "bool | without owners", RefusalCode.Contradiction)]
    public void Marks_that_say_nothing_are_refused(string line, string instead, string code)
    {
        Assert.Contains(line, Actions, StringComparison.Ordinal);
        using var changed = Create(Actions.Replace(line, instead, StringComparison.Ordinal));
        var refused = Assert.Throws<RefusedException>(() => changed.Read());
        Assert.Contains(refused.Refusals, refusal => refusal.Code == code);
    }

    private string Emit(string key)
    {
        var read = book.Read();
        return ActionEmitter.Emit(read.Actions.Single(action => action.Key == key), new ParameterRules(read));
    }

    private static SmallBook Create(string actions)
    {
        var book = new SmallBook(actions + SmallBook.Chapter);
        File.WriteAllText(Path.Combine(book.Folder, "operations.yaml"), Operations);
        return book;
    }
}
