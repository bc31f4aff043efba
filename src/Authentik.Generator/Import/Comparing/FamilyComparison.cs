using Authentik.Generator.Book;
using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Comparing;

/// <summary>Compares the line of a family with what the document says about one of its members.</summary>
internal sealed class FamilyComparison(MergeContext context)
{
    /// <summary>True when a line of the family agrees with the document about a member.</summary>
    public bool Agrees(FieldEntry inherited, ApiField api)
    {
        var (version, marks) = (context.Document.Version, inherited.Marks);
        var isSent = !marks.ReadOnly && (marks.Writable?.Contains(version) ?? true);
        return inherited.Versions.Contains(version)
            && isSent == api.IsSent
            && (marks.Required && (marks.RequiredIn?.Contains(version) ?? isSent)) == api.IsRequired
            && inherited.Readable.Contains(version) == api.IsRead
            && new TypeComparison(context).Compare(inherited, api, isFilter: false)?.Finding != Finding.Contradiction;
    }
}
