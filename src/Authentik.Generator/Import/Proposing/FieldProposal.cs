using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Proposing;

/// <summary>Lines for fields and filters that the book doesn't have.</summary>
internal sealed class FieldProposal(MergeContext context, ChapterDraft draft, string owner, History history)
{
    private readonly TypeProposal types = new(context, draft, owner);

    /// <summary>The line of a field.</summary>
    /// <param name="api">What the document says.</param>
    /// <param name="kinds">How many kinds the owner has; a field that not all of them have names its own.</param>
    public string Field(ApiField api, int kinds = 0) => NewLines.Field(api.Name, types.Propose(api, isFilter: false), Marks(api, kinds));

    /// <summary>The line of a filter.</summary>
    public string Filter(ApiField api) => NewLines.Field(api.Name, types.Propose(api, isFilter: true), Range());

    private IEnumerable<string> Marks(ApiField api, int kinds)
    {
        if (!api.IsSent)
        {
            yield return "read-only";
        }

        if (!api.IsRead)
        {
            yield return "write-only";
        }

        if (api.IsRequired)
        {
            yield return "required";
        }

        if (api.Kinds is { } only && only.Count < kinds)
        {
            yield return $"only {string.Join(' ', only)}";
        }

        foreach (var range in Range())
        {
            yield return range;
        }
    }

    private IEnumerable<string> Range() => history.First() is { IsAll: false } range ? [$"in {range}"] : [];
}
