using System.Text.Json.Nodes;

namespace Authentik.Generator.Import.Documents;

/// <summary>Puts together what responses and requests say of the same fields.</summary>
internal sealed class FieldsReader(SchemaReader schemas)
{
    /// <summary>The fields of an object.</summary>
    /// <param name="responses">The schemas of responses.</param>
    /// <param name="create">The schema of a new object, or null.</param>
    /// <param name="changes">The schemas of changes.</param>
    public IReadOnlyList<ApiField> Read(IEnumerable<JsonNode?> responses, JsonNode? create, IEnumerable<JsonNode?> changes)
    {
        var all = new OrderedDictionary<string, ApiField>(StringComparer.Ordinal);
        foreach (var (name, schema) in responses.SelectMany(schemas.PropertiesOf))
        {
            Add(all, name, schemas.TypeOf(schema), isSent: false);
        }

        foreach (var (name, schema) in changes.Prepend(create).SelectMany(schemas.PropertiesOf))
        {
            Add(all, name, schemas.TypeOf(schema), isSent: true);
        }

        foreach (var name in schemas.RequiredOf(create).Where(all.ContainsKey))
        {
            all[name] = all[name] with { IsRequired = all[name].IsSent };
        }

        return [.. all.Values];
    }

    // The type is that of the responses; null is allowed where any of them allows it.
    private static void Add(OrderedDictionary<string, ApiField> all, string name, ApiType type, bool isSent)
    {
        var known = all.TryGetValue(name, out var field) ? field : new ApiField(name, type);
        all[name] = known with
        {
            Type = known.Type with { IsNullable = known.Type.IsNullable || type.IsNullable },
            IsRead = known.IsRead || !isSent,
            IsSent = known.IsSent || isSent,
            RequestComponent = isSent ? type.Component : known.RequestComponent,
        };
    }
}
