using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Import.Documents;
using Authentik.Generator.Import.Proposing;

namespace Authentik.Generator.Import.Merging;

/// <summary>Merges what the document says about a resource that the book has.</summary>
internal sealed class ResourceMerge(MergeContext context, ResourceEntry resource, ChapterDraft draft)
{
    private readonly string noun = Draft.Strip(resource.Noun);
    private readonly bool isDraft = Draft.IsProposal(resource.Help);

    public void Merge()
    {
        var api = context.Find(resource);
        if (resource.Versions.Contains(context.Document.Version) != (api is not null))
        {
            ChangeVersions(now: api is not null);
        }

        if (api is null)
        {
            return;
        }

        MergeVerbs(api);
        MergeLines(api);
        FamilyMerge.Check(context, resource, api);
    }

    private void MergeLines(ApiResource api)
    {
        var history = (isDraft ? context.Documents : context.Described).Within(resource.Versions);
        var proposal = new FieldProposal(context, draft, noun, history);
        var kinds = resource.Routing?.Kinds.Count ?? 0;
        new LinesMerge(context, noun, history, resource.Place, isFilter: false, id: resource.Id)
            .Merge(resource.OwnFields, api.Fields, IsElsewhere, field => proposal.Field(field, kinds));
        new LinesMerge(context, noun, history, resource.Place, isFilter: true)
            .Merge(resource.Filters, api.Filters, IsNoFilter, proposal.Filter);
    }

    private bool IsElsewhere(string field) =>
        resource.LeftOut.Contains(field)
        || (!resource.Lacks.Contains(field) && resource.Family?.OwnFields.Any(line => line.Name == field) == true);

    private bool IsNoFilter(string name) => resource.LeftOut.Contains(name) || resource.ListQuery.Any(query => query.Key == name);

    private void ChangeVersions(bool now)
    {
        var fact = $"{resource.Path} {(now ? "exists" : "doesn't exist")} in {context.Document.Version}";
        if (!context.MayChange(resource.Help))
        {
            context.Report.Add(Finding.Contradiction, noun, $"{fact}; {resource.Place}");
            return;
        }

        var range = (isDraft ? context.Documents : context.Described).Change(resource.Versions, now);
        WriteKey("since", range.IsAll ? null : range.ToString());
        context.Report.Add(now ? Finding.Added : Finding.Removed, noun, $"{fact}: since {range}");
    }

    private void MergeVerbs(ApiResource api)
    {
        foreach (var verb in resource.Verbs.Where(Now).Where(verb => !IsOfMembers(verb)).Except(api.Verbs).Where(_ => !isDraft))
        {
            context.Report.Add(Finding.Contradiction, noun, $"has no {verb} in {context.Document.Version}; {resource.Place}");
        }

        var more = api.Verbs.Except(resource.Verbs.Where(Now)).ToList();
        if (more.Count == 0)
        {
            return;
        }

        if (isDraft)
        {
            WriteKey("commands", string.Join(' ', Verbs.OfResources.Where(verb => resource.Verbs.Contains(verb) || more.Contains(verb))));
            context.Report.Add(Finding.Changed, noun, $"has {string.Join(", ", more)} from {context.Document.Version}");
        }
        else
        {
            context.Report.Add(Finding.Note, noun, $"could have {string.Join(", ", more)} as well in {context.Document.Version}");
        }
    }

    // A family whose list is all that it has is removed through its members' addresses.
    private bool IsOfMembers(string verb) => verb == Verbs.Remove && !resource.Offers(Feature.Detail)
        && context.Folder.Book.Resources.Any(member => member.FamilyName == resource.Noun);

    private bool Now(string verb) => resource.VerbVersions.GetValueOrDefault(verb)?.Contains(context.Document.Version) ?? true;

    private void WriteKey(string key, string? value)
    {
        var text = context.TextOf(resource.Place);
        var owns = resource.Place.Index;
        var at = text.Find(owns, key);
        if (at >= 0)
        {
            text.Replace(at, $"    {key}: {value ?? VersionRange.All.ToString()}");
        }
        else if (value is not null)
        {
            text.Insert(text.Find(owns, "path") + 1, [$"    {key}: {value}"]);
        }
    }
}

/// <summary>Merges the fields of a nested object.</summary>
internal static class ShapeMerge
{
    public static void Merge(MergeContext context, ShapeEntry shape, string? answer, string? request, ChapterDraft draft)
    {
        var history = Draft.IsHelp(shape.Help) ? context.Documents : context.Described;
        var proposal = new FieldProposal(context, draft, shape.Name, history);
        new LinesMerge(context, shape.Name, history, shape.Place, isFilter: false)
            .Merge(shape.Fields, context.Facts.FieldsOf(answer, request), _ => false, field => proposal.Field(field));
    }
}
