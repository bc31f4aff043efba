using Authentik.Generator.Book;
using Authentik.Generator.Book.Checking;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

public class RefusalTests
{
    [Fact]
    public void A_book_without_faults_is_read()
    {
        using var book = new SmallBook();
        Assert.Equal(["Owner", "Thing"], book.Read().Resources.Select(resource => resource.Noun));
    }

    [Theory]
    [InlineData("(Get-AuthentikThing a).Name", true)]
    [InlineData("$all = @(Get-AuthentikThing)[0]", true)]
    [InlineData("Get-AuthentikThings", false)]
    [InlineData("Forget-AuthentikThing", false)]
    public void An_example_can_use_a_command_anywhere(string code, bool uses) =>
        Assert.Equal(uses, ExampleCheck.Uses(new ExampleEntry(code, string.Empty), "Get-AuthentikThing"));

    [Theory]
    [InlineData("help: A thing.", "help: [A thing.", RefusalCode.NotYaml)]
    [InlineData("title: thing", "title: thing\n    title: other", RefusalCode.NotYaml)]
    [InlineData("title: thing", "title: thing\n    colour: red", RefusalCode.UnknownKey)]
    [InlineData("commands: Get New Set Remove", "commands: Get New Set\n    own-access: true", RefusalCode.Contradiction)]
    [InlineData("path: /things/", "since: ..", RefusalCode.Missing)]
    [InlineData("id: pk uuid", "id: pk", RefusalCode.WrongForm)]
    [InlineData("name: text | required | Name.", "name: text required Name.", RefusalCode.WrongForm)]
    [InlineData("colour: Colour |", "colour: Color |", RefusalCode.UnknownType)]
    [InlineData("name: text | required |", "name: text | mandatory |", RefusalCode.UnknownMark)]
    [InlineData("date | in 2025.2.. |", "date | secret |", RefusalCode.UnknownMark)]
    [InlineData("lines ..2024.12 |", "lines ..12 |", RefusalCode.BadRange)]
    [InlineData("lines ..2024.12 |", "in |", RefusalCode.BadRange)]
    [InlineData("\"2025.2.., use red", "\"2025.x, use red", RefusalCode.BadRange)]
    [InlineData("help: A thing.", "help:", RefusalCode.NoHelp)]
    [InlineData("name: text | required | Name.", "name: text | required |", RefusalCode.NoHelp)]
    [InlineData("red: \"| Like blood.\"", "red: \"\"", RefusalCode.NoHelp)]
    [InlineData("      New: \"New-AuthentikThing -Name a | Makes a.\"\n", "", RefusalCode.NoExample)]
    [InlineData("Remove-AuthentikThing a -WhatIf", "Remove-AuthentikThings a", RefusalCode.NoExample)]
    [InlineData("  Owner:\n    title", "  Colour:\n    title", RefusalCode.NameTwice)]
    [InlineData("  Owner:\n    title", "  Session:\n    title", RefusalCode.NameTwice)]
    [InlineData("owners: -> Owner[] | |", "owners: -> Owner[] | as Name |", RefusalCode.NameTwice)]
    [InlineData("colour: Colour | |", "colour: Colour | as AddOwner |", RefusalCode.NameTwice)]
    [InlineData("colour: Colour | |", "colour: Colour | as RemovePart |", RefusalCode.NameTwice)]
    [InlineData("colour: Colour | |", "colour: text[] | as Owners |", RefusalCode.NameTwice)]
    [InlineData("colour: Colour | |", "colour: text[] | whole |", RefusalCode.Contradiction)]
    [InlineData("owners: -> Owner[] | |", "owners: -> Owner[] | named-by owners_obj |", RefusalCode.UnknownField)]
    [InlineData("colour: Colour | |", "colour: Colour | named-by parts |", RefusalCode.UnknownField)]
    [InlineData("made__gt: date | in 2025.2..", "made__gt: date | in 2025.2..; as Name", RefusalCode.NameTwice)]
    [InlineData("made__gt: date | in 2025.2.. |", "made: text | in 2025.2..; as Name |", RefusalCode.NameTwice)]
    [InlineData("path: /owners/", "path: /owners/\n    model: app.thing", RefusalCode.NameTwice)]
    [InlineData("-> Owner[]", "-> Keeper[]", RefusalCode.UnknownResource)]
    [InlineData("model: app.thing", "family: Keeper", RefusalCode.UnknownResource)]
    [InlineData("colour: Colour |", "verbose: Colour |", RefusalCode.ParameterTaken)]
    [InlineData("colour: Colour |", "ev: Colour |", RefusalCode.ParameterTaken)]
    [InlineData("made__gt: date | in", "made__gt: date | as Session; in", RefusalCode.ParameterTaken)]
    [InlineData("commands: Get New Set Remove", "commands: Get New Set Delete", RefusalCode.WrongVerb)]
    [InlineData("commands: Get New Set Remove", "commands: Get New Set Remove Invoke", RefusalCode.WrongVerb)]
    [InlineData("Number=Pk", "Number=Number", RefusalCode.UnknownColumn)]
    [InlineData("view: Name, Number=Pk", "view: Name, Number=Pk:81", RefusalCode.WrongForm)]
    [InlineData("view: Name, Number=Pk", "view: Name, Number=Pk\n    group: Name", RefusalCode.Contradiction)]
    [InlineData("view: Name, Number=Pk", "view: Name, Number=Pk\n    group: Size", RefusalCode.UnknownColumn)]
    [InlineData("view: Name, Number=Pk", "view: Name, Number=Pk:4", RefusalCode.WrongForm)]
    [InlineData("colour: Colour | |", "colour: Colour | only-new own-access |", RefusalCode.Contradiction)]
    [InlineData("name: text | | Things", "name: text | own-access | Things", RefusalCode.UnknownMark)]
    [InlineData("colour: Colour | |", "colour: Colour | listed |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | secret listed |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | secret unlisted |", RefusalCode.Contradiction)]
    [InlineData("owner_obj: Owner | read-only |", "uid: text | read-only unlisted |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: int | recorded |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | recorded secret |", RefusalCode.Contradiction)]
    [InlineData("owner_obj: Owner | read-only |", "uid: json | read-only recorded |", RefusalCode.Contradiction)]
    [InlineData("owner_obj: Owner | read-only |", "uid: text | read-only copied |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: json | copied |", RefusalCode.Contradiction)]
    [InlineData("name: text | | Things", "name: text | listed | Things", RefusalCode.UnknownMark)]
    [InlineData("names: name\n    view", "names: slug\n    view", RefusalCode.UnknownField)]
    [InlineData("id: pk uuid", "id: pk uuid\n    key: slug", RefusalCode.UnknownField)]
    [InlineData("id: pk uuid", "id: pk uuid\n    data: no", RefusalCode.WrongForm)]
    [InlineData("id: pk uuid", "id: pk uuid\n    known-by: slug", RefusalCode.UnknownField)]
    [InlineData("id: pk uuid", "id: pk uuid\n    known-by: owners name", RefusalCode.Contradiction)]
    [InlineData("id: pk uuid", "id: pk uuid\n    data: true\n    known-by: colour", RefusalCode.Contradiction)]
    [InlineData("path: /owners/", "path: /owners/\n    known-by: name", RefusalCode.Contradiction)]
    [InlineData("names: name\n    view", "view", RefusalCode.Missing)]
    [InlineData("text: url", "text: address", RefusalCode.UnknownField)]
    [InlineData("text: url\n", "text: url\n    address: url\n", RefusalCode.WrongForm)]
    [InlineData("text: url\n", "text: url\n    address: url unless colour=red\n", RefusalCode.UnknownField)]
    [InlineData("colour: Colour | |", "colour: Colour | default green |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour | default |", RefusalCode.WrongForm)]
    [InlineData("colour: Colour | |", "colour: int | default many |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: bool | default yes |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: duration | default 30 |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: json | default { |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | default \"open |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour[] | default [\"green\"] |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour[] | default red |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: int[] | default [\"1\"] |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: date | default 2026-01-01 |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour | required; default red |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour | read-only; default red |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | write-only; default red |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | secret; default red |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | unique varies |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour | varies; default red |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour | code py |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | code .py |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | secret; code py |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | read-only; code py |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | read-only data |", RefusalCode.Contradiction)]
    [InlineData("name: text | | Name.", "name: text | data | Name.", RefusalCode.Contradiction)]
    [InlineData("size: int | in 2025.2.. |", "size: text | code py |", RefusalCode.Contradiction)]
    [InlineData("size: int | in 2025.2.. |", "size: int | default 5 |", RefusalCode.Contradiction)]
    [InlineData("made__gt: date | in 2025.2.. |", "made: text | default a |", RefusalCode.UnknownMark)]
    [InlineData("size: int | in 2025.2.. |", "size: Colour | default green |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour | target |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: int | internal |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: int | used-by owner |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | minutes ..2025.2 |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: duration[] | minutes ..2025.2 |", RefusalCode.Contradiction)]
    [InlineData("made__gt: date | in 2025.2.. |", "made__gt: int | minutes ..2025.2 |", RefusalCode.Contradiction)]
    [InlineData("date | in 2025.2.. |", "date | target; in 2025.2.. |", RefusalCode.UnknownMark)]
    [InlineData("colour: Colour | |", "colour: Colour | only oauth |", RefusalCode.UnknownField)]
    [InlineData("colour: Colour | |", "colour: text | named |", RefusalCode.Contradiction)]
    [InlineData("owners: -> Owner[] | |", "owners: -> Owner[] | named |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "keeper: -> Owner | named | A.\n      keeper_name: text | |", RefusalCode.NameTwice)]
    [InlineData("size: int | in 2025.2.. |", "size: -> Owner | named; in 2025.2.. |", RefusalCode.Contradiction)]
    [InlineData("made__gt: date | in 2025.2.. |", "keeper: -> Owner | named |", RefusalCode.UnknownMark)]
    [InlineData("names: name\n    view", "names: name\n    label: \"{name}\"\n    view", RefusalCode.Contradiction)]
    [InlineData("names: name\n    view", "label: \"{colour|size}\"\n    view", RefusalCode.UnknownField)]
    [InlineData("names: name\n    view", "kinds-of: Keeper\n    names: name\n    view", RefusalCode.UnknownResource)]
    [InlineData("view: Name, Number=Pk", "view: Name, Kind", RefusalCode.UnknownColumn)]
    [InlineData("colour: Colour | |", "colour: Colour | of Owner |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: uuid | no-hyphens |", RefusalCode.Contradiction)]
    [InlineData("made__gt: date | in 2025.2.. |", "made__gt: date | no-hyphens |", RefusalCode.Contradiction)]
    [InlineData("made__gt: date | in 2025.2.. |", "owner: -> Owner | no-hyphens |", RefusalCode.Contradiction)]
    [InlineData("made__gt: date | in 2025.2.. |", "made__gt: date | main |", RefusalCode.Contradiction)]
    [InlineData("made__gt: date | in 2025.2.. |", "made__gt: date | about time |", RefusalCode.WrongForm)]
    [InlineData("made__gt: date | in 2025.2.. |", "a: -> Owner | | A.\n      b: -> Owner | |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | slug-of size |", RefusalCode.UnknownField)]
    [InlineData("colour: Colour | |", "colour: int | next-of owner |", RefusalCode.UnknownField)]
    [InlineData("colour: Colour | |", "colour: int | stored-file |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour | fits any |", RefusalCode.Contradiction)]
    [InlineData("owners: -> Owner[] | |", "owners: -> Owner[] | fits |", RefusalCode.Contradiction)]
    [InlineData("owners: -> Owner[] | |", "owners: -> Owner[] | fits Keeper |", RefusalCode.Contradiction)]
    [InlineData("owners: -> Owner[] | |", "owners: -> Owner[] | fits rich=true |", RefusalCode.Contradiction)]
    [InlineData("owners: -> Owner[] | |", "owners: -> Owner[] | kind-in colour |", RefusalCode.Contradiction)]
    [InlineData("title: owner", "title: owner\n    fits-by: rich", RefusalCode.UnknownField)]
    [InlineData("title: owner", "title: owner\n    fits-by: kind", RefusalCode.UnknownField)]
    [InlineData("colour: Colour | |", "colour: Colour | required; preset plaid |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour | preset red |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: text | required; preset red |", RefusalCode.Contradiction)]
    [InlineData("pk: uuid | read-only |", "pk: uuid | |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: uuid | read-only; of Owner |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: uuid | of Nobody |", RefusalCode.UnknownResource)]
    [InlineData("id: pk uuid", "id: pk int", RefusalCode.Contradiction)]
    [InlineData("owner_obj: Owner | read-only |", "owner_obj: Owner | |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour | secret |", RefusalCode.Contradiction)]
    [InlineData("colour: Colour | |", "colour: Colour | read-only required |", RefusalCode.Contradiction)]
    [InlineData("commands: Get New Set Remove", "commands: Get New Set", RefusalCode.Contradiction)]
    public void A_fault_is_refused(string line, string instead, string code)
    {
        using var book = SmallBook.With(line, instead);
        var refused = Assert.Throws<RefusedException>(book.Read);
        Assert.Contains(refused.Refusals, refusal => refusal.Code == code);
    }

    [Theory]
    [InlineData("colour: red=bad blue=good", null)]
    [InlineData("Colour: red=bad", null)]
    [InlineData("Thing.colour: red=neutral", null)]
    [InlineData("colour: red=purple", RefusalCode.WrongForm)]
    [InlineData("colour: red", RefusalCode.WrongForm)]
    [InlineData("colour: green=bad", RefusalCode.Contradiction)]
    [InlineData("colour: relative", RefusalCode.Contradiction)]
    [InlineData("size: past=bad", RefusalCode.Contradiction)]
    [InlineData("nothing: yes=bad", RefusalCode.Contradiction)]
    public void A_state_belongs_to_a_field_with_these_values(string line, string? code)
    {
        using var book = new SmallBook();
        File.WriteAllText(Path.Combine(book.Folder, "glossary.yaml"), $"states:\n  {line}\n");
        var refused = Record.Exception(() => book.Read()) as RefusedException;
        Assert.Equal(code, refused?.Refusals.Single().Code);
    }

    [Theory]
    [InlineData("keeper: -> Owner | |", "view: Name, Keeper", true)]
    [InlineData("keeper: -> Owner | named |", "view: Name, Keeper", false)]
    [InlineData("owner: -> Owner | as Holder |", "view: Name, Owner", false)]
    public void A_column_shows_an_object_only_by_its_name(string line, string view, bool isRefused)
    {
        using var book = new SmallBook(SmallBook.Chapter
            .Replace("colour: Colour | |", line, StringComparison.Ordinal)
            .Replace("view: Name, Number=Pk", view, StringComparison.Ordinal)
            .Replace("-Colour red |", "-Name b |", StringComparison.Ordinal));
        var refused = Record.Exception(() => book.Read()) as RefusedException;
        Assert.True(isRefused == refused is not null, refused?.Message);
    }

    [Fact]
    public void A_refusal_says_file_line_and_reason()
    {
        using var book = SmallBook.With("colour: Colour |", "colour: Color |");
        var refused = Assert.Throws<RefusedException>(book.Read);
        Assert.Equal(
            $"{book.ChapterFile}(39,7): error BOOK005: 'Color', the type of 'colour', isn't in the book. Check the spelling.",
            Assert.Single(refused.Refusals).ToString());
    }

    [Theory]
    [InlineData("date | in 2025.2.. |", "date | 2025.2.. |", "If it's the range of versions that have the field, write 'in 2025.2..'.")]
    [InlineData("date | in 2025.2.. |", "date | in |", "'in' needs a range of versions. Write 'in RANGE', such as 'in 2024.12..'.")]
    [InlineData("lines ..2024.12 |", "lines ..12 |", "such as 2024.12.., ..2025.8, 2024.8.5..2024.8 or 2026.5.0.")]
    [InlineData("name: text | required |", "name: text | mandatory |", "Use read-only, write-only, secret,")]
    [InlineData("title: thing", "title: thing\n    colour: red", "'colour:' isn't valid here. Use also, commands, data, examples,")]
    [InlineData("owners: -> Owner[] | |", "owners: -> Owner[] | as |", "'as' needs a name. Write 'as NAME'.")]
    public void A_refusal_says_what_to_write(string line, string instead, string advice)
    {
        using var book = SmallBook.With(line, instead);
        var refused = Assert.Throws<RefusedException>(book.Read);
        Assert.Contains(refused.Refusals, refusal => refusal.Reason.Contains(advice, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", RefusalCode.Missing)]
    [InlineData("fits rich=perhaps", RefusalCode.Contradiction)]
    [InlineData("fits rich=true any", RefusalCode.Contradiction)]
    [InlineData("fits rich=true", null)]
    [InlineData("fits any", null)]
    [InlineData("read-only", null)]
    public void A_reference_to_objects_of_which_some_fit_says_which(string marks, string? code)
    {
        using var book = CreateWithFits(marks);
        if (code is null)
        {
            Assert.NotEmpty(book.Read().Resources);
            return;
        }

        Assert.Equal(code, Assert.Single(Assert.Throws<RefusedException>(book.Read).Refusals).Code);
    }

    private static SmallBook CreateWithFits(string marks) => new(SmallBook.Chapter
        .Replace(
            "title: owner\n",
            "title: owner\n    fits-by: rich\n    filters:\n      rich: bool | | Rich owners.\n",
            StringComparison.Ordinal)
        .Replace("owners: -> Owner[] | |", $"owners: -> Owner[] | {marks} |", StringComparison.Ordinal));

    [Fact]
    public void A_refusal_is_shown_once()
    {
        using var book = SmallBook.With("name: text | required |", "name: text | mandatory mandatory |");
        Assert.Single(Assert.Throws<RefusedException>(book.Read).Refusals);
    }

    [Fact]
    public void All_faults_are_shown_at_once()
    {
        using var book = new SmallBook(SmallBook.Chapter
            .Replace("-> Owner[]", "-> Keeper[]", StringComparison.Ordinal)
            .Replace("colour: Colour |", "colour: Color |", StringComparison.Ordinal));
        Assert.Equal(2, Assert.Throws<RefusedException>(book.Read).Refusals.Count);
    }

    [Fact]
    public void A_chapter_that_does_not_exist_is_refused()
    {
        using var book = new SmallBook();
        File.Delete(book.ChapterFile);
        Assert.Equal(RefusalCode.Missing, Assert.Single(Assert.Throws<RefusedException>(book.Read).Refusals).Code);
    }

    [Fact]
    public void A_path_by_kinds_needs_its_kind_and_its_fields()
    {
        using var book = SmallBook.With("path: /things/", """
            path: /things/
                kinds:
                  by: name
                  object: nothing
                  path: /things/all/
                  list:
                    big: app.big | 2025.2..
            """);
        Assert.Equal(3, Assert.Throws<RefusedException>(book.Read).Refusals.Count);
    }
}
