using System.Globalization;
using System.Xml.Linq;
using Authentik.Generator.Book.Reading;
using Authentik.Generator.Book.Views;
using Authentik.Generator.Emit.Views;
using Authentik.Generator.Output;
using Authentik.Generator.Tests.Support;
using Authentik.Tests.Support;

namespace Authentik.Generator.Tests.Views;

/// <summary>How wide columns are, and what the views of the small book consist of.</summary>
public class TableLayoutTests
{
    [Theory]
    [InlineData("Name:30, Colour, Owner=OwnerObj.Name:20, Pk", "41 6 31 -")]
    [InlineData("Name:30, Colour:20, Owner=OwnerObj.Name:20, Owners, Pk", "34 20 24 39 -")]
    [InlineData("Name, Pk", "43 -")]
    [InlineData("Name:79, Colour", "80 6")]
    [InlineData("Colour, Pk:36, Name:76", "6 73 76")]
    [InlineData("Name", "-")]
    public void Columns_end_at_the_edges_of_windows(string view, string widths)
    {
        using var book = SmallBook.With("view: Name, Number=Pk", $"view: {view}");
        var thing = book.Read().Resources.Single(resource => resource.Noun == "Thing");
        var shown = TableLayout.Of(thing.View, thing.Fields).Widths.Select(width => width?.ToString(CultureInfo.InvariantCulture) ?? "-");
        Assert.Equal(widths, string.Join(' ', shown));
    }

    [Fact]
    public void No_table_of_the_book_is_cut_at_the_edge_of_a_window()
    {
        var book = BookReader.Read(Repository.Book);
        foreach (var resource in book.Resources.Where(resource => resource.View.Count > 0))
        {
            var widths = TableLayout.Of(resource.View, resource.Fields).Widths;
            var ends = widths.Select((_, place) => widths.Take(place + 1).Sum(width => width ?? 12) + place).ToList();
            Assert.All(
                [80, 120],
                window => Assert.True(
                    ends.Contains(window) || ends[^1] <= window,
                    $"{resource.Noun} is cut at {window}, because its columns end at {string.Join(' ', ends)}."));
            Assert.All(resource.View.Zip(widths), column => Assert.InRange(column.Second ?? 80, column.First.Label.Length, 80));
        }
    }

    [Fact]
    public void A_group_is_above_the_table_and_first_in_the_list()
    {
        using var book = SmallBook.With("view: Name, Number=Pk", "view: Number=Pk, Name\n    group: Paint=Colour");
        var views = Write(book, "Thing");
        Assert.Equal("Paint", views[0].Descendants("GroupBy").Single().Element("Label")!.Value);
        var labels = views[1].Descendants("ListItem").Elements().Where(IsLabel).Select(label => label.Value);
        Assert.Equal(["Name", "Colour", "Parts"], labels.Take(3));
    }

    [Fact]
    public void What_can_be_empty_is_in_the_list_if_it_has_a_value()
    {
        using var book = SmallBook.With("colour: Colour | |", "note: text | | A note.\n      colour: Colour | |");
        var items = Write(book, "Thing")[1].Descendants("ListItem").ToList();
        var conditional = items.Where(item => item.Element("ItemSelectionCondition") is not null);
        Assert.Equal(["Note", "Parts", "Owners", "OwnerObj"], conditional.Select(item => item.Element("Label")!.Value));
    }

    [Fact]
    public void Types_that_look_the_same_have_one_view()
    {
        using var book = new SmallBook(SmallBook.Chapter.Replace("shapes:\n", """
            shapes:
              Piece:
                help: A piece.
                text: url
                fields:
                  url: text | required | Where it is.
                  size: int | in 2025.2.. | How big it is.

            """, StringComparison.Ordinal));
        var view = Write(book, "Piece")[0];
        Assert.Equal(["Authentik.Piece", "Authentik.Part"], view.Descendants("TypeName").Select(type => type.Value));
        Assert.Empty(Write(book, "Part"));
    }

    private static bool IsLabel(XElement part) => part.Name == "Label" || part.Name == "PropertyName";

    private static List<XElement> Write(SmallBook book, string type)
    {
        var own = Directory.CreateDirectory(Path.Combine(book.Folder, "views")).FullName;
        ViewsOutput.Write(book.Read(), own, new OutputFolder(book.Folder));
        return [.. XDocument.Load(Path.Combine(book.Folder, ViewsOutput.FileName)).Descendants("View")
            .Where(view => view.Element("Name")!.Value == $"Authentik.{type}")];
    }
}
