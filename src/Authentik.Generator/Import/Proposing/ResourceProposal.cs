using Authentik.Generator.Book;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Import.Documents;
using Authentik.Generator.Names;

namespace Authentik.Generator.Import.Proposing;

/// <summary>A resource that the book doesn't have, as a draft: facts as they are, and a question mark before every guess.</summary>
internal sealed class ResourceProposal(MergeContext context, ChapterDraft draft, string noun, ApiResource api)
{
    // Fields that look like what people call an object by, the best first.
    private static readonly string[] NameLike = ["slug", "username", "name", "identifier", "domain", "title", "scope_name"];

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
        var texts = api.Fields.Where(field => field.Type is { Kind: FieldType.Text, IsList: false });
        var names = NameLike.Where(name => texts.Any(field => field.Name == name)).ToList();
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

        var columns = names.Append(Id()?.Name).OfType<string>().Distinct().Select(field => ReservedNames.ChooseProperty(noun, field));
        yield return $"view: \"{Draft.Mark} {string.Join(", ", columns)}\"";
    }

    private IEnumerable<string> FamilyLines(ResourceEntry? family)
    {
        if (family is not null)
        {
            yield return Draft.IsProposal(family.Noun) ? $"family: \"{Draft.Mark} {Draft.Strip(family.Noun)}\"" : $"family: {family.Noun}";
            var lacks = family.OwnFields.Where(line => line.Versions.Contains(context.Document.Version)).Select(line => line.Name)
                .Except(api.Fields.Select(field => field.Name)).ToList();
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
        yield return id is null ? $"id: \"{Draft.Mark} pk uuid\"" : $"id: {id.Name} {(id.Type.Kind == FieldType.Integer ? "int" : "uuid")}";
        if (key is not null && key.Name != id?.Name)
        {
            yield return $"key: {key.Name}";
        }
    }

    private ApiField? Id() => new[] { "pk", api.Key, "uuid", "id" }
        .Select(name => api.Fields.FirstOrDefault(field =>
            field.Name == name && field.Type is { Kind: FieldType.Integer or FieldType.Uuid, IsList: false }))
        .FirstOrDefault(field => field is not null);

    // The nearest list of all kinds above it, if responses contain the kind of an object.
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
        return inherited is not null && new FamilyComparison(context).Agrees(inherited, field);
    }

    private static IReadOnlyList<string> Section(string name, IEnumerable<string> lines) =>
        lines.ToList() is { Count: > 0 } some ? [$"    {name}:", .. some] : [];
}

/// <summary>Finds the model of a resource: a document lists all models, and mostly one of them has the name of the schema.</summary>
internal static class Models
{
    /// <summary>The only model of that name, or null.</summary>
    public static string? Find(ApiDocument document, string? component)
    {
        var all = document.Schemas.Where(schema => schema.Key.Contains("Model", StringComparison.Ordinal))
            .SelectMany(schema => Json.ReadTexts(schema.Value?["enum"])).Distinct()
            .Where(model => string.Equals(model.Split('.')[^1], component, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return all.Count == 1 ? all[0] : null;
    }
}

/// <summary>Which chapter an area of the API belongs to.</summary>
internal static class Areas
{
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["propertymappings"] = "mappings",
        ["oauth2"] = "providers",
        ["rac"] = "providers",
        ["ssf"] = "providers",
        ["lifecycle"] = "governance",
        ["requests"] = "governance",
        ["agents"] = "governance",
        ["admin"] = "system",
        ["enterprise"] = "system",
        ["managed"] = "system",
        ["reports"] = "system",
        ["tasks"] = "system",
        ["tenants"] = "system",
    };

    /// <summary>The chapter of a path: its first part, unless the book calls it otherwise.</summary>
    public static string ChapterOf(string path)
    {
        var area = path.Trim('/').Split('/')[0];
        return OtherNames.GetValueOrDefault(area, area);
    }
}
