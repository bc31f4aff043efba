using System.Text.Json.Nodes;
using Authentik.Generator.Book;

namespace Authentik.Generator.Import.Documents;

/// <summary>Finds resources in a document: paths that list objects, and what can be done with one of them.</summary>
internal sealed class ResourceFacts
{
    // What every list has; the module asks for it in its own way.
    private static readonly HashSet<string> OfEveryList = ["search", "ordering", "page", "page_size"];

    private const string OfAllKinds = "/all/";

    private readonly ApiDocument document;
    private readonly SchemaReader schemas;
    private readonly FieldsReader fields;
    private readonly ILookup<string, string> items;

    public ResourceFacts(ApiDocument document)
    {
        this.document = document;
        schemas = new SchemaReader(document);
        fields = new FieldsReader(schemas);
        items = document.Paths.Select(path => path.Key).Where(IsItem).ToLookup(path => path[..(path.LastIndexOf('{'))]);
    }

    /// <summary>The paths of all lists that come page by page.</summary>
    public IEnumerable<string> Lists =>
        document.Paths.Select(path => path.Key).Where(path => !path.Contains('{') && ItemOfPage(path) is not null);

    /// <summary>The resource listed at a path; null where the document has none.</summary>
    public ApiResource? Find(string path) => document.Operation(path, "get") is null ? null : WithMembers(Read(path));

    /// <summary>A resource with a path for each kind of object.</summary>
    public ApiResource? Find(string path, IEnumerable<(string Kind, string Path)> kinds)
    {
        var each = kinds.Select(kind => (kind.Kind, Resource: Find(kind.Path))).Where(kind => kind.Resource is not null).ToList();
        var common = Find(path);
        if (each.Count == 0 || (common ?? each[0].Resource) is not { } all)
        {
            return common;
        }

        return all with
        {
            Verbs = [.. all.Verbs.Concat(each.SelectMany(kind => kind.Resource!.Verbs)).Distinct()],
            Fields = Merge(each.Select(kind => (kind.Kind, kind.Resource!.Fields))),
        };
    }

    /// <summary>The fields of a nested object, by its schemas in responses and requests.</summary>
    public IReadOnlyList<ApiField> FieldsOf(string? answer, string? request) => fields.Read([Schema(answer)], Schema(request), []);

    // A list of all kinds takes no requests: what can be sent is what most of its members take.
    private ApiResource WithMembers(ApiResource all)
    {
        if (!all.Path.EndsWith(OfAllKinds, StringComparison.Ordinal) || all.Verbs.Any(verb => verb is Verbs.New or Verbs.Set))
        {
            return all;
        }

        var area = all.Path[..^(OfAllKinds.Length - 1)];
        var members = Lists.Where(path => path != all.Path && path.StartsWith(area, StringComparison.Ordinal))
            .Select(Read).Where(member => member.Verbs.Contains(Verbs.New))
            .SelectMany(member => member.Fields).ToLookup(field => field.Name);
        return members.Count == 0
            ? all
            : all with { Fields = [.. all.Fields.Select(field => WithMembers(field, [.. members[field.Name]]))] };
    }

    private static ApiField WithMembers(ApiField field, IReadOnlyList<ApiField> members)
    {
        var isSent = members.Count(member => member.IsSent) * 2 > members.Count;
        return field with { IsSent = isSent, IsRequired = isSent && members.Count(member => member.IsRequired) * 2 > members.Count };
    }

    private JsonNode? Schema(string? component) => component is null ? null : document.Schemas[component];

    private static bool IsItem(string path) => path.EndsWith("}/", StringComparison.Ordinal) && path.Count(letter => letter == '{') == 1;

    private ApiResource Read(string path)
    {
        var item = items[path].FirstOrDefault();
        var one = item ?? path;
        var (post, put, patch) = (Body(path, "post"), Body(one, "put"), Body(one, "patch"));
        JsonNode?[] all = [Answer(item, "get"), ItemOfPage(path) ?? WithoutPages(path), Answer(path, "post")];
        var answers = all.Where(schema => schema is not null).ToList();
        return new ApiResource(
            path,
            item?[(path.Length + 1)..^2],
            ApiDocument.ComponentOf(answers.FirstOrDefault()),
            [.. ListVerbs(path, item)],
            fields.Read(answers, post ?? put, [put, patch]),
            [.. Filters(path)]);
    }

    private IEnumerable<string> ListVerbs(string path, string? item)
    {
        yield return Verbs.Get;
        (string Verb, string? At, string Method)[] others =
            [(Verbs.New, path, "post"), (Verbs.Set, item ?? path, "patch"), (Verbs.Remove, item, "delete")];
        foreach (var (verb, at, method) in others)
        {
            if (at is not null && document.Operation(at, method) is not null)
            {
                yield return verb;
            }
        }
    }

    private IEnumerable<ApiField> Filters(string path) =>
        from node in document.Operation(path, "get")?["parameters"] as JsonArray ?? []
        let parameter = document.Resolve(node)
        let name = Json.ReadText(parameter?["name"])
        where name is not null && Json.ReadText(parameter["in"]) == "query" && !OfEveryList.Contains(name)
        select new ApiField(name, schemas.TypeOf(parameter["schema"]) with { IsNullable = false }) { IsSent = true };

    private JsonNode? ItemOfPage(string path)
    {
        var page = document.Resolve(Answer(path, "get"))?["properties"];
        return page?["pagination"] is null ? null : page["results"]?["items"];
    }

    // A list that comes whole, or the one object of a path.
    private JsonNode? WithoutPages(string path)
    {
        var answer = Answer(path, "get");
        return document.Resolve(answer)?["items"] ?? answer;
    }

    private JsonNode? Answer(string? path, string method)
    {
        var responses = path is null ? null : document.Operation(path, method)?["responses"] as JsonObject;
        return Content(document.Resolve(responses?.FirstOrDefault(response => response.Key.StartsWith('2')).Value));
    }

    private JsonNode? Body(string? path, string method) =>
        path is null ? null : Content(document.Resolve(document.Operation(path, method)?["requestBody"]));

    private static JsonNode? Content(JsonObject? body)
    {
        var content = body?["content"] as JsonObject;
        return (content?["application/json"] ?? content?.FirstOrDefault().Value)?["schema"];
    }

    private static List<ApiField> Merge(IEnumerable<(string Kind, IReadOnlyList<ApiField> Fields)> kinds)
    {
        var all = new OrderedDictionary<string, ApiField>(StringComparer.Ordinal);
        foreach (var (kind, field) in kinds.SelectMany(kind => kind.Fields.Select(field => (kind.Kind, field))))
        {
            var known = all.GetValueOrDefault(field.Name, field with { Kinds = new HashSet<string>() });
            all[field.Name] = known with
            {
                Type = known.Type with { IsNullable = known.Type.IsNullable || field.Type.IsNullable },
                IsRead = known.IsRead || field.IsRead,
                IsSent = known.IsSent || field.IsSent,
                IsRequired = known.IsRequired || field.IsRequired,
                Kinds = new HashSet<string>(known.Kinds!) { kind },
            };
        }

        return [.. all.Values];
    }
}
