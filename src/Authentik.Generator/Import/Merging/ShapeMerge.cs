using Authentik.Generator.Book;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Proposing;

namespace Authentik.Generator.Import.Merging;

/// <summary>Merges the fields of a nested object.</summary>
internal static class ShapeMerge
{
    /// <summary>Merges them.</summary>
    public static void Merge(MergeContext context, ShapeEntry shape, string? answer, string? request, ChapterDraft draft)
    {
        var history = Draft.IsHelp(shape.Help) ? context.Documents : context.Described;
        var proposal = new FieldProposal(context, draft, shape.Name, history);
        new LinesMerge(context, shape.Name, history, shape.Place, isFilter: false)
            .Merge(shape.Fields, context.Facts.FieldsOf(answer, request), _ => false, field => proposal.Field(field));
    }
}
