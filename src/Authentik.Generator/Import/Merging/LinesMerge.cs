using Authentik.Generator.Book;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Merging;

/// <summary>Merges one map of lines, the fields or the filters of something.</summary>
/// <param name="context">The import.</param>
/// <param name="owner">Whose lines they are, for messages.</param>
/// <param name="history">The versions that have the owner.</param>
/// <param name="place">Where the owner is.</param>
/// <param name="isFilter">True for filters.</param>
/// <param name="id">The field that is the owner's id, or null.</param>
internal sealed class LinesMerge(MergeContext context, string owner, History history, Place place, bool isFilter, string? id = null)
{
    private readonly ChapterText text = context.TextOf(place);
    private readonly string section = isFilter ? "filters" : "fields";

    /// <summary>Merges the lines that there are, and adds the others.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="apis">What the document has.</param>
    /// <param name="isElsewhere">True for what is elsewhere in the book or omitted on purpose.</param>
    /// <param name="write">Creates a new line.</param>
    public void Merge(
        IReadOnlyList<FieldEntry> lines, IReadOnlyList<ApiField> apis, Func<string, bool> isElsewhere, Func<ApiField, string> write)
    {
        var merge = new FieldMerge(context, owner, history, isFilter, id);
        var gone = lines.Where(line => merge.Merge(line, apis.FirstOrDefault(api => api.Name == line.Name))).ToList();
        var missing = apis.Where(api => lines.All(line => line.Name != api.Name) && !isElsewhere(api.Name)).ToList();
        Add(lines, apis, missing, write);
        var pairs = gone.SelectMany(went => missing.Select(came => (Went: went, Came: came)));
        foreach (var (went, came) in pairs.Where(pair => IsAlike(pair.Went, pair.Came)))
        {
            context.Report.Add(Finding.Renamed, owner, $"{went.Name} went and {came.Name} came in {context.Document.Version}");
        }
    }

    private static bool IsAlike(FieldEntry went, ApiField came) =>
        went.Type.IsList == came.Type.IsList && went.Marks.ReadOnly == !came.IsSent
        && (went.Type.Kind == came.Type.Kind
            || (went.Type.Kind == FieldType.Reference && came.Type.Kind is FieldType.Uuid or FieldType.Integer));

    private void Add(IReadOnlyList<FieldEntry> lines, IReadOnlyList<ApiField> apis, List<ApiField> missing, Func<ApiField, string> write)
    {
        var owns = place.Index;
        if (missing.Count > 0 && lines.Count == 0)
        {
            text.Insert(text.EndOf(owns), [$"    {section}:"]);
        }

        foreach (var api in missing)
        {
            var line = write(api);
            text.Insert(After(lines, apis, api) ?? text.EndOf(owns), [line]);
            context.Report.Add(Finding.Added, $"{owner}.{api.Name}{(isFilter ? " (filter)" : string.Empty)}", line.Trim());
        }
    }

    // A new line goes after the one before it in the document, or to the end.
    private int? After(IReadOnlyList<FieldEntry> lines, IReadOnlyList<ApiField> apis, ApiField api)
    {
        var before = apis.TakeWhile(other => other != api).Reverse()
            .Select(other => lines.FirstOrDefault(line => line.Name == other.Name))
            .FirstOrDefault(line => line is not null) ?? (lines.Count == 0 ? null : lines[^1]);
        return before is null ? null : text.EndOf(before.Place.Index);
    }
}
