using Authentik.Generator.Book;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Merging;

/// <summary>Holds the lines that a member takes over from its family against the document; they are changed in the family only.</summary>
internal static class FamilyMerge
{
    /// <summary>Reports where a line of the family isn't true for a member.</summary>
    public static void Check(MergeContext context, ResourceEntry member, ApiResource api)
    {
        var elsewhere = member.OwnFields.Select(own => own.Name).Concat(member.Lacks).ToHashSet();
        var lines = (member.Family?.OwnFields ?? []).Where(line => !line.Marks.Departs && !elsewhere.Contains(line.Name));
        foreach (var inherited in lines)
        {
            var field = api.Fields.FirstOrDefault(field => field.Name == inherited.Name);
            var agrees = field is null
                ? !inherited.Versions.Contains(context.Document.Version)
                : new FamilyComparison(context).Agrees(inherited, field);
            if (!agrees)
            {
                var finding = Draft.IsHelp(member.Help) || Draft.IsHelp(inherited.Help) ? Finding.Note : Finding.Contradiction;
                var what = field is null ? "doesn't have what the family has" : "isn't as the family says; repeat the line in the member";
                context.Report.Add(finding, $"{Draft.Strip(member.Noun)}.{inherited.Name}", $"{what}, in {context.Document.Version}");
            }
        }
    }
}
