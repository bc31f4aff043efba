namespace Authentik.Generator.Book.Wording;

/// <summary>Gives the lines without help the glossary's words, and filters those of the field they compare with.</summary>
internal sealed class HelpFiller
{
    private readonly Glossary glossary;
    private readonly Refusals refusals;

    private HelpFiller(Glossary glossary, Refusals refusals) => (this.glossary, this.refusals) = (glossary, refusals);

    /// <summary>Fills the whole book; refuses what is left without help.</summary>
    public static void Fill(BookEntry book, Refusals refusals)
    {
        var filler = new HelpFiller(book.Glossary, refusals);
        foreach (var resource in book.Resources)
        {
            filler.FillFields(resource.OwnFields, resource.Title);
        }

        foreach (var shape in book.Shapes)
        {
            filler.FillFields(shape.Fields, Names.Words.Sentence(shape.Name));
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
            field.Help = glossary.OfField(field, title) ?? Refuse(field);
        }
    }

    private void FillFilters(ResourceEntry resource)
    {
        foreach (var filter in resource.Filters.Where(filter => filter.Help.Length == 0))
        {
            filter.Help = glossary.OfFilter(filter, resource.Title) ?? FilterWording.Of(filter, resource) ?? Refuse(filter);
        }
    }

    private string Refuse(FieldEntry field)
    {
        refusals.Add(RefusalCode.NoHelp, field.Place, $"'{field.Name}' has no help, and the glossary does not have it.");
        return string.Empty;
    }
}
