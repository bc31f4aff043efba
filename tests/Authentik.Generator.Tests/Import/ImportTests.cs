using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Import;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Import.Documents;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests.Import;

public sealed class ImportTests : IDisposable
{
    private const string Now = "2025.4.1";
    private const string Newer = "2026.11.0";
    private const string NewField = "        owners: { type: array, items: { type: integer } }\n        owner_obj";

    private readonly SmallBook book = new();

    public void Dispose() => book.Dispose();

    [Fact]
    public void A_document_that_agrees_changes_no_chapter()
    {
        var report = Run(Now);
        Assert.Equal(SmallBook.Chapter, Chapter);
        Assert.False(report.HasContradictions);
        Assert.Contains("documents:\n  - 2025.4.1\n", File.ReadAllText(Path.Combine(book.Folder, "book.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_field_stands_where_the_document_has_it()
    {
        Run("2025.2.3");
        Run(Now, WithField("weight: { type: number, nullable: true }"));
        Assert.Contains(
            "      owners: -> Owner[] | | Owners.\n      weight: number? | read-only; in 2025.4.. | ?\n      owner_obj",
            Chapter,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_and_order_stay_as_they_are()
    {
        var text = "# A comment.\n"
            + SmallBook.Chapter.Replace("      owners:", "      # Why   there are owners.\n      owners:", StringComparison.Ordinal);
        File.WriteAllText(book.ChapterFile, text);
        Run(Now, WithField("weight: { type: number }"));
        var written = Chapter.Split('\n').Where(line => !line.Contains("weight", StringComparison.Ordinal));
        Assert.Equal(text, string.Join('\n', written).TrimEnd('\n'));
    }

    [Fact]
    public void A_field_that_is_gone_after_what_the_book_describes_gets_its_end()
    {
        var report = Run(
            Newer,
            ("        colour: { allOf: [{ $ref: '#/components/schemas/ColourEnum' }] }\n", string.Empty),
            ("        colour: { $ref: '#/components/schemas/ColourEnum' }\n", string.Empty));
        Assert.Contains("      colour: Colour | in ..2026.8 | Colour.\n", Chapter, StringComparison.Ordinal);
        Assert.False(report.HasContradictions);
    }

    [Fact]
    public void Marks_that_no_document_knows_stay()
    {
        var text = SmallBook.Chapter.Replace("colour: Colour | |", "colour: Colour | default red |", StringComparison.Ordinal);
        File.WriteAllText(book.ChapterFile, text);
        Run(Now);
        Assert.Equal(text, Chapter);
        Run(
            Newer,
            ("        colour: { allOf: [{ $ref: '#/components/schemas/ColourEnum' }] }\n", string.Empty),
            ("        colour: { $ref: '#/components/schemas/ColourEnum' }\n", string.Empty));
        Assert.Contains("      colour: Colour | default red; in ..2026.8 | Colour.\n", Chapter, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resend; default \"a; b  c\"; as Paint", "resend; default \"a; b  c\"; in 2026.8..; as Paint")]
    [InlineData("varies", "varies; in 2026.8..")]
    [InlineData("required; code py", "required; code py; in 2026.8..")]
    [InlineData("data; default [\"a;b\",\"c\"]", "data; default [\"a;b\",\"c\"]; in 2026.8..")]
    public void A_mark_that_is_added_leaves_the_others_as_they_are(string line, string changed)
    {
        var marks = new LineMarks(line);
        marks.Set("in", VersionRange.Parse("2026.8.."));
        Assert.Equal(changed, marks.ToString());
    }

    [Fact]
    public void A_document_that_contradicts_a_person_changes_nothing()
    {
        const string Name = "        name: { type: string }\n        colour: { allOf";
        var report = Run(Now, (Name, "        name: { type: string, nullable: true }\n        colour: { allOf"));
        Assert.Contains(report.Findings, line => line.Contains("Thing.name: may be null in 2025.4.1", StringComparison.Ordinal));
        Assert.True(report.HasContradictions);
        Assert.Equal(SmallBook.Chapter, Chapter);
    }

    [Fact]
    public void A_draft_follows_the_documents()
    {
        Run("2025.2.3", WithField("weight: { type: number }"));
        Run(Now, WithField("weight: { type: number, nullable: true }"));
        Assert.Contains("weight: number? | read-only | ?", Chapter, StringComparison.Ordinal);
        Run("2025.6.0");
        Assert.Contains("weight: number? | read-only; in ..2025.4 | ?", Chapter, StringComparison.Ordinal);
        Run("2025.8.0", WithField("weight: { type: number }"));
        Assert.Contains("weight: number? | read-only; in ..2025.4, 2025.8.. | ?", Chapter, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_do_not_depend_on_the_order_of_the_documents()
    {
        Run("2025.6.0");
        Run("2025.2.3");
        Run(Now, WithField("weight: { type: number }"));
        Assert.Contains("weight: number | read-only; in 2025.4 | ?", Chapter, StringComparison.Ordinal);
        Run("2025.4.0");
        Assert.Contains("weight: number | read-only; in 2025.4.1..2025.4 | ?", Chapter, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_come_and_go()
    {
        Run("2026.8.3");
        var report = Run(Newer, ("enum: [red, blue]", "enum: [red, green]"));
        Assert.Contains(
            "    red: \"| Like blood.\"\n    blue: \"2025.2..2026.8, use red | Like the sky.\"\n    green: \"2026.11.. | ?\"\n",
            Chapter,
            StringComparison.Ordinal);
        Assert.False(report.HasContradictions);
    }

    [Fact]
    public void A_field_that_goes_while_one_like_it_comes_is_perhaps_renamed()
    {
        var report = Run(Newer, ("        colour:", "        tint:"));
        Assert.Equal(0, report.Count(Finding.Renamed));
        report = Run("2026.12.0", ("        owner_obj: { $ref", "        keeper_obj: { $ref"));
        Assert.Contains(report.Findings, line => line.StartsWith("renamed", StringComparison.Ordinal)
            && line.Contains("owner_obj went and keeper_obj came", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_time_changes_nothing()
    {
        var changes = new[] { WithField("weight: { type: number }"), ("enum: [red, blue]", "enum: [red, blue, green]"), NewResource };
        Run(Now, changes);
        var before = Files();
        Assert.Equal(0, Run(Now, changes).Lines);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void A_new_resource_is_a_proposal_in_the_chapter_of_its_area()
    {
        Run(Now, NewResource);
        var written = File.ReadAllText(Path.Combine(book.Folder, "boxes.yaml"));
        Assert.Contains("""
            resources:
              ?LdapBox:
                title: "? LDAP box"
                help: "?"
                path: /boxes/ldap/
                commands: Get New
                id: pk int
                key: slug
                names: "? slug, name"
                view: "? Slug, Name, Pk"
                fields:
                  pk: int | read-only | ?
                  slug: text | required | ?
                  name: text | | ?
                  owners: -> Owner[] | | ?
                  thing: -> ?Thing? | | ?
                  place: -> ? | | ?
                  tint: Colour | | ?
            """, written, StringComparison.Ordinal);
        Assert.Equal(["Owner", "Thing"], book.Read().Resources.Select(resource => resource.Noun));
    }

    [Theory]
    [InlineData("name: text | required | Name.", "name: text | required | ?", RefusalCode.NoHelp)]
    [InlineData("help: A thing.", "help: \"?\"", RefusalCode.NoHelp)]
    [InlineData("| Like blood.", "| ?", RefusalCode.NoHelp)]
    [InlineData("  Thing:", "  ?Thing:", RefusalCode.Undecided)]
    [InlineData("title: thing", "title: \"? thing\"", RefusalCode.Undecided)]
    [InlineData("names: name\n    view", "names: \"? name\"\n    view", RefusalCode.Undecided)]
    [InlineData("owners: -> Owner[]", "owners: -> ?[]", RefusalCode.Undecided)]
    [InlineData("owners: -> Owner[]", "owners: -> ?Owner[]", RefusalCode.Undecided)]
    public void What_nobody_decided_is_refused_by_the_build(string line, string instead, string code)
    {
        using var draft = SmallBook.With(line, instead);
        Assert.Contains(Assert.Throws<RefusedException>(draft.Read).Refusals, refusal => refusal.Code == code);
    }

    [Fact]
    public void A_file_that_is_no_document_is_said_so()
    {
        using var document = new SmallDocument("paths: {}");
        Assert.Contains(
            "--version",
            Assert.Throws<ImportException>(() => Importer.Run(book.Folder, document.File)).Message,
            StringComparison.Ordinal);
    }

    private static (string, string) NewResource => ("  /owners/:\n", """
          /boxes/ldap/:
            get:
              responses:
                '200':
                  content:
                    application/json:
                      schema:
                        type: object
                        properties:
                          pagination: {}
                          results: { type: array, items: { $ref: '#/components/schemas/LDAPBox' } }
            post:
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/LDAPBoxRequest' } } } }
          /boxes/ldap/{slug}/:
            get:
              responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/LDAPBox' } } } } }
          /owners/:

        """);

    private static (string, string) WithField(string field) =>
        (NewField, NewField.Replace("        owner_obj", $"        {field}\n        owner_obj", StringComparison.Ordinal));

    private string Chapter => File.ReadAllText(book.ChapterFile);

    private Report Run(string version, params (string Line, string Instead)[] changes)
    {
        using var document = SmallDocument.With(version, changes);
        return Importer.Run(book.Folder, document.File);
    }

    private IEnumerable<string> Files() => Directory.GetFiles(book.Folder).Order().Select(File.ReadAllText).ToList();
}
