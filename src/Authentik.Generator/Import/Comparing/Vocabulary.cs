using Authentik.Generator.Book;
using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Comparing;

/// <summary>
/// Which sets of values, nested objects and resources of the document are which of the book. It's learnt from the fields
/// that both have, because the names in the documents change from version to version.
/// </summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, string> nouns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> planned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string? Answer, string? Request)> shapes = new(StringComparer.Ordinal);

    /// <summary>The values of each set of the book that the document uses.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Values => values;

    /// <summary>The schemas, in responses and in requests, of each nested object of the book that the document uses.</summary>
    public IReadOnlyDictionary<string, (string? Answer, string? Request)> Shapes => shapes;

    /// <summary>The resource whose responses have that schema, or null.</summary>
    public string? NounOf(string? component) => component is null ? null : nouns.GetValueOrDefault(component);

    /// <summary>Notes the name of something that is about to be written.</summary>
    public void Plan(string? component, string name, bool isResource = false)
    {
        if (component is not null)
        {
            (isResource ? nouns : names).TryAdd(component, name);
        }
    }

    /// <summary>Notes a set of values that is about to be written, so that the next field of these values uses it.</summary>
    public void Plan(string? component, string name, IEnumerable<string> set)
    {
        Plan(component, name);
        planned[name] = [.. set];
    }

    /// <summary>The book's name of a schema, or null.</summary>
    public string? NameOf(string? component) => component is null ? null : names.GetValueOrDefault(component);

    /// <summary>The set of exactly these values, or null.</summary>
    public string? NameOf(IEnumerable<string> set) => values.Concat(planned).FirstOrDefault(known => known.Value.SetEquals(set)).Key;

    /// <summary>Learns from all that book and document both have.</summary>
    public static Vocabulary Learn(MergeContext context)
    {
        var learnt = new Vocabulary();
        foreach (var resource in context.Folder.Book.Resources)
        {
            if (context.Find(resource) is { } api)
            {
                learnt.Plan(api.Component, Draft.Strip(resource.Noun), isResource: true);
                learnt.Learn(context, resource.Fields, api.Fields);
                learnt.Learn(context, resource.Filters, api.Filters);
            }
        }

        return learnt;
    }

    private void Learn(MergeContext context, IEnumerable<FieldEntry> fields, IReadOnlyList<ApiField> apis)
    {
        foreach (var field in fields.Where(field => field.Type.Name is not null))
        {
            if (apis.FirstOrDefault(api => api.Name == field.Name) is { } api)
            {
                LearnSet(context, field, api);
                LearnShape(context, field, api);
            }
        }
    }

    private void LearnSet(MergeContext context, FieldEntry field, ApiField api)
    {
        if (api.Type.Values is not null && context.Names.Enum(field.Type.Name) is { } set)
        {
            Plan(api.Type.Component, set.Name);
            values.TryAdd(set.Name, []);
            values[set.Name].UnionWith(api.Type.Values);
        }
    }

    private void LearnShape(MergeContext context, FieldEntry field, ApiField api)
    {
        if (api.Type.Kind != FieldType.Shape || context.Names.Shape(field.Type.Name) is not { } shape)
        {
            return;
        }

        var (answer, request) = (api.IsRead ? api.Type.Component : null, api.RequestComponent);
        var known = shapes.GetValueOrDefault(shape.Name);
        var both = (known.Answer ?? answer, known.Request ?? request);
        Plan(answer, shape.Name);
        Plan(request, shape.Name);
        if (known != both)
        {
            shapes[shape.Name] = both;
            Learn(context, shape.Fields, context.Facts.FieldsOf(both.Item1, both.Item2));
        }
    }
}
