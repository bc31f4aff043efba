using Authentik.Generator.Names;

namespace Authentik.Generator.Book.Linking;

/// <summary>Gives the lines without help the glossary's words, and filters those of the field they compare with.</summary>
internal sealed class HelpFiller
{
    private readonly Glossary glossary;
    private readonly Refusals refusals;

    private HelpFiller(Glossary glossary, Refusals refusals) => (this.glossary, this.refusals) = (glossary, refusals);

    /// <summary>Fills the whole book, and refuses what has no help then.</summary>
    public static void Fill(BookEntry book, Refusals refusals)
    {
        var filler = new HelpFiller(book.Glossary, refusals);
        foreach (var resource in book.Resources)
        {
            filler.FillFields(resource.OwnFields, resource.Title);
        }

        foreach (var shape in book.Shapes)
        {
            filler.FillFields(shape.Fields, English.SplitPascal(shape.Name));
        }

        foreach (var action in book.Actions)
        {
            filler.FillFields(action.Fields, action.Targets is [var target, ..] ? target.Title : "request");
        }

        // Filters come last, because they repeat what their fields say.
        foreach (var resource in book.Resources)
        {
            filler.FillFilters(resource);
        }
    }

    private void FillFields(IEnumerable<FieldEntry> fields, string title)
    {
        foreach (var field in fields.Where(field => field.Help.Length == 0))
        {
            field.Help = glossary.DescribeField(field, title) ?? Refuse(field);
        }
    }

    private void FillFilters(ResourceEntry resource)
    {
        foreach (var filter in resource.Filters.Where(filter => filter.Help.Length == 0))
        {
            filter.Help = glossary.DescribeFilter(filter, resource.Title) ?? FilterWording.Describe(filter, resource) ?? Refuse(filter);
        }
    }

    private string Refuse(FieldEntry field)
    {
        refusals.Add(
            RefusalCode.NoHelp,
            field.Place,
            $"'{field.Name}' has no help, and the glossary has none. Write it as 'type | marks | help'.");
        return string.Empty;
    }
}
