using Authentik.Generator.Book;
using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Merging;

/// <summary>Holds the lines that a member takes over from its family against the document; they are changed in the family only.</summary>
internal static class FamilyMerge
{
    /// <summary>True when a line of the family says of a member what the document says.</summary>
    public static bool Agrees(MergeContext context, FieldEntry inherited, ApiField api)
    {
        var (version, marks) = (context.Document.Version, inherited.Marks);
        var isSent = !marks.ReadOnly && (marks.Writable?.Contains(version) ?? true);
        return inherited.Versions.Contains(version)
            && isSent == api.IsSent
            && (marks.Required && (marks.RequiredIn?.Contains(version) ?? isSent)) == api.IsRequired
            && inherited.Readable.Contains(version) == api.IsRead
            && new TypeComparison(context).Compare(inherited, api, isFilter: false)?.Finding != Finding.Contradiction;
    }

    /// <summary>Says where a line of the family is not true of a member.</summary>
    public static void Check(MergeContext context, ResourceEntry member, ApiResource api)
    {
        foreach (var inherited in (member.Family?.OwnFields ?? []).Where(line => !line.Marks.Departs && !member.Lacks.Contains(line.Name) && member.OwnFields.All(own => own.Name != line.Name)))
        {
            var field = api.Fields.FirstOrDefault(field => field.Name == inherited.Name);
            var agrees = field is null ? !inherited.Versions.Contains(context.Document.Version) : Agrees(context, inherited, field);
            if (!agrees)
            {
                var finding = Draft.IsHelp(member.Help) || Draft.IsHelp(inherited.Help) ? Finding.Note : Finding.Contradiction;
                var what = field is null ? "does not have what the family has" : "is not as the family says; repeat the line in the member";
                context.Report.Add(finding, $"{Draft.Strip(member.Noun)}.{inherited.Name}", $"{what}, in {context.Document.Version}");
            }
        }
    }
}
