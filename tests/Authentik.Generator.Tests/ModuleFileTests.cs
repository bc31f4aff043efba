using System.Text.RegularExpressions;
using System.Xml.Linq;
using Authentik.Generator.Book;
using Authentik.Generator.Emit;
using Authentik.Generator.Emit.Help;
using Authentik.Generator.Emit.Views;
using Authentik.Generator.Output;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

public class ModuleFileTests
{
    private const string Manifest = """
        @{
            ModuleVersion = '0.0.0'
            RequiredAssemblies = @()
            NestedModules = @()
            TypesToProcess = @()
            FormatsToProcess = @()
            CmdletsToExport = @()
        }
        """;

    [Fact]
    public void The_manifest_is_filled_in()
    {
        var text = Fill(Manifest);
        Assert.Contains("ModuleVersion = '1.2.3'", text, StringComparison.Ordinal);
        Assert.Contains(
            "NestedModules = @(\n        'Authentik.PowerShell.dll'\n        'Authentik.JobCommands.dll'"
                + "\n        'Authentik.Things.dll'\n    )",
            text,
            StringComparison.Ordinal);
        Assert.Contains("'Open-Thing'", text, StringComparison.Ordinal);
        Assert.Contains("'Get-AuthentikThing'", text, StringComparison.Ordinal);
        Assert.Contains("FormatsToProcess = @(\n        'formats/Authentik.format.ps1xml'\n    )", text, StringComparison.Ordinal);
        Assert.Contains("TypesToProcess = @(\n        'formats/Authentik.types.ps1xml'\n    )", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Views_that_are_written_by_hand_come_first_in_the_same_file()
    {
        using var book = new SmallBook();
        var own = Folder(book, "views");
        File.WriteAllText(
            Path.Combine(own, "Mine.format.ps1xml"),
            "<Configuration><ViewDefinitions><!-- Why. --><View><Name>Mine</Name></View></ViewDefinitions></Configuration>");
        File.WriteAllText(Path.Combine(own, "Mine.types.ps1xml"), "<Types><Type><Name>Mine</Name></Type></Types>");
        ViewsOutput.Write(book.Read(), own, new OutputFolder(book.Folder));
        SerializationOutput.Write(book.Read(), own, new OutputFolder(book.Folder));
        var views = XDocument.Load(Path.Combine(book.Folder, ViewsOutput.FileName));
        Assert.Equal(["Mine", "Authentik.Thing"], views.Descendants("View").Take(2).Select(view => view.Element("Name")!.Value));
        Assert.Empty(views.DescendantNodes().OfType<XComment>());
        Assert.Equal("Mine", XDocument.Load(Path.Combine(book.Folder, SerializationOutput.FileName)).Descendants("Name").First().Value);
    }

    [Theory]
    [InlineData("<Configuration><Controls /><ViewDefinitions /></Configuration>")]
    [InlineData("<Types />")]
    [InlineData("<Configuration>")]
    public void Views_with_something_else_are_refused(string text)
    {
        using var book = new SmallBook();
        var own = Folder(book, "views");
        File.WriteAllText(Path.Combine(own, "Mine.format.ps1xml"), text);
        var refused = Assert.Throws<RefusedException>(() => ViewsOutput.Write(book.Read(), own, new OutputFolder(book.Folder)));
        Assert.Equal(RefusalCode.WrongForm, Assert.Single(refused.Refusals).Code);
    }

    [Fact]
    public void A_manifest_without_a_line_to_fill_is_refused()
    {
        var without = Manifest.Replace("CmdletsToExport = @()", "CmdletsToExport = '*'", StringComparison.Ordinal);
        Assert.Equal(RefusalCode.NoManifestLine, Assert.Single(Assert.Throws<RefusedException>(() => Fill(without)).Refusals).Code);
    }

    [Fact]
    public void A_view_has_the_columns_of_the_book_and_a_list_without_secrets()
    {
        using var book = SmallBook.With("colour: Colour | |", "colour: text | secret |");
        ViewsOutput.Write(book.Read(), Folder(book, "views"), new OutputFolder(book.Folder));
        var views = XDocument.Load(Path.Combine(book.Folder, ViewsOutput.FileName)).Descendants("View").ToList();
        Assert.Equal(["$_.Name", "Pk"], views[0].Descendants("TableColumnItem").Select(ReadExpression));
        Assert.Equal(["Name", "Number"], views[0].Descendants("Label").Select(label => label.Value));
        Assert.Equal(
            ["$_.Name", "$_.Parts", "$_.Owners", "$_.OwnerObj", "Pk"], views[1].Descendants("ListItem").Select(ReadExpression));
    }

    [Fact]
    public void A_list_has_what_matters_first_and_leaves_out_what_only_programs_need()
    {
        const string Fields = """
                  data: json | | Data.
                  made: date | read-only | When it was made.
                  uid: text | read-only | A hash.
                  twin: uuid | read-only | Another id.
                  shown: uuid | read-only listed | Another id.
                  hidden: text | read-only unlisted | An image.
                  state: text | read-only | Its state.
                  owners_obj: Owner[]? | read-only | Its owners.
                  gone: text | in ..2024.12 | What it had.
            """;
        using var book = SmallBook.With("      owner_obj: Owner | read-only | The owner.", Fields);
        ViewsOutput.Write(book.Read(), Folder(book, "views"), new OutputFolder(book.Folder));
        var views = XDocument.Load(Path.Combine(book.Folder, ViewsOutput.FileName)).Descendants("View").ToList();
        var items = views[1].Descendants("ListItem").ToDictionary(
            item => (item.Element("Label") ?? item.Element("PropertyName")!).Value);
        Assert.Equal(["Name", "Colour", "Parts", "Owners", "Gone", "Shown", "State", "Made", "Pk", "Data"], items.Keys);
        Assert.Equal("$_.OwnersObj ?? $_.Owners", ReadExpression(items["Owners"]));
        Assert.Equal(
            ["Parts", "Owners", "Gone", "State"],
            items.Where(item => item.Value.Element("ItemSelectionCondition") is not null).Select(item => item.Key));
    }

    [Fact]
    public void The_table_of_commands_says_of_each_what_it_does_and_takes()
    {
        using var book = new SmallBook();
        var help = Folder(book, "Help");
        File.WriteAllText(Path.Combine(help, "Open-Thing.yaml"), "synopsis: Opens things.");
        CommandTextsOutput.Write(book.Read(), help, new OutputFolder(book.Folder));
        var lines = File.ReadAllLines(Path.Combine(book.Folder, CommandTextsOutput.FileName))
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => (Synopsis: parts[1], Details: parts[2]));
        Assert.Equal("Opens things.", lines["Open-Thing"].Synopsis);
        Assert.Equal("Gets things.", lines["Get-AuthentikThing"].Synopsis);
        Assert.DoesNotContain("Colour", lines["Get-AuthentikThing"].Details, StringComparison.Ordinal);
        Assert.Contains("Colour", lines["New-AuthentikThing"].Details, StringComparison.Ordinal);
    }

    // What is shown, without the method that shows control characters as signs.
    private static string ReadExpression(XElement item) => Regex.Replace(
        (item.Element("PropertyName") ?? item.Element("ScriptBlock")!).Value, @"\[Authentik\.Commands\.\w+\]::\w+\(([^,]*).*\)$", "$1");

    private static string Fill(string manifest)
    {
        using var book = new SmallBook();
        var (file, help, views) = (Path.Combine(book.Folder, "in.psd1"), Folder(book, "Help"), Folder(book, "formats"));
        File.WriteAllText(file, manifest);
        File.WriteAllText(Path.Combine(help, "Open-Thing.yaml"), string.Empty);
        ManifestOutput.Write(book.Read(), new ManifestInput(file, "1.2.3", help, views), new OutputFolder(book.Folder));
        return File.ReadAllText(Path.Combine(book.Folder, ManifestOutput.FileName));
    }

    private static string Folder(SmallBook book, string name) => Directory.CreateDirectory(Path.Combine(book.Folder, name)).FullName;
}
