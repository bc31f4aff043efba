using Authentik.Generator.Book;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Documents;
using Authentik.Generator.Import.Merging;

namespace Authentik.Generator.Import.Proposing;

/// <summary>A resource that the book does not have, as a draft: facts as they are, and a question mark before every guess.</summary>
internal sealed class ResourceProposal(MergeContext context, ChapterDraft draft, string noun, ApiResource api)
{
    // Fields that look like what people call an object by, the best first.
    private static readonly string[] NameLike = ["slug", "username", "name", "identifier", "domain", "title", "scope_name"];

    /// <summary>Writes it.</summary>
    public void Write()
    {
        var family = FamilyOf();
        var fields = api.Fields.Where(field => family is null || !SameIn(family, field)).ToList();
        var proposal = new FieldProposal(context, draft, noun, context.Documents with { Seen = [] });
        draft.Add("resources",
        [
            $"  {Draft.Mark}{noun}:",
            .. Head(family).Select(line => "    " + line),
            .. Section("fields", fields.Select(field => proposal.Field(field))),
            .. Section("filters", api.Filters.Select(proposal.Filter)),
        ]);
        context.Report.Add(Finding.Added, noun, $"{api.Path}, a resource of {api.Fields.Count} fields and {api.Filters.Count} filters");
    }

    private IEnumerable<string> Head(ResourceEntry? family)
    {
        var names = NameLike.Where(name => api.Fields.Any(field => field.Name == name && field.Type is { Kind: FieldKind.Text, IsList: false })).ToList();
        yield return $"title: \"{Draft.Mark} {Nouns.Title(api.Component ?? noun)}\"";
        yield return $"help: \"{Draft.Mark}\"";
        yield return $"path: {api.Path}";
        yield return $"commands: {string.Join(' ', api.Verbs)}";
        foreach (var line in FamilyLines(family).Concat(IdLines()))
        {
            yield return line;
        }

        if (names.Count > 0)
        {
            yield return $"names: \"{Draft.Mark} {string.Join(", ", names)}\"";
        }

        if (context.Documents.First() is { IsAll: false } range)
        {
            yield return $"since: {range}";
        }

        yield return $"view: \"{Draft.Mark} {string.Join(", ", names.Append(Id()?.Name).OfType<string>().Distinct().Select(name => Members(name)))}\"";
    }

    private string Members(string field) => Names.Members.PropertyOf(noun, field);

    private IEnumerable<string> FamilyLines(ResourceEntry? family)
    {
        if (family is not null)
        {
            yield return Draft.IsProposal(family.Noun) ? $"family: \"{Draft.Mark} {Draft.Strip(family.Noun)}\"" : $"family: {family.Noun}";
            var lacks = family.OwnFields.Where(line => line.Versions.Contains(context.Document.Version) && api.Fields.All(field => field.Name != line.Name)).Select(line => line.Name).ToList();
            if (lacks.Count > 0)
            {
                yield return $"lacks: {string.Join(' ', lacks)}";
            }

            yield return $"model: {Models.Find(context.Document, api.Component) ?? $"\"{Draft.Mark}\""}";
        }
    }

    private IEnumerable<string> IdLines()
    {
        var id = Id();
        var key = api.Fields.FirstOrDefault(field => field.Name == api.Key);
        yield return id is null ? $"id: \"{Draft.Mark} pk uuid\"" : $"id: {id.Name} {(id.Type.Kind == FieldKind.Integer ? "int" : "uuid")}";
        if (key is not null && key.Name != id?.Name)
        {
            yield return $"key: {key.Name}";
        }
    }

    private ApiField? Id() => new[] { "pk", api.Key, "uuid", "id" }
        .Select(name => api.Fields.FirstOrDefault(field => field.Name == name && field.Type is { Kind: FieldKind.Integer or FieldKind.Uuid, IsList: false }))
        .FirstOrDefault(field => field is not null);

    // The nearest list of all kinds above it, where answers say of what kind an object is.
    private ResourceEntry? FamilyOf()
    {
        if (!api.Fields.Any(field => field.Name == "meta_model_name"))
        {
            return null;
        }

        var parts = api.Path.Trim('/').Split('/');
        return Enumerable.Range(1, parts.Length - 1)
            .Select(less => $"/{string.Join('/', parts[..^less])}/all/")
            .Select(path => context.Folder.Book.Resources.FirstOrDefault(resource => resource.Path == path && path != api.Path))
            .FirstOrDefault(resource => resource is not null);
    }

    private bool SameIn(ResourceEntry family, ApiField field)
    {
        var inherited = family.OwnFields.FirstOrDefault(own => own.Name == field.Name);
        return inherited is not null && FamilyMerge.Agrees(context, inherited, field);
    }

    private static IReadOnlyList<string> Section(string name, IEnumerable<string> lines) => lines.ToList() is { Count: > 0 } some ? [$"    {name}:", .. some] : [];
}
