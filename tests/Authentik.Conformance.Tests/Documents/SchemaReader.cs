using Authentik.Book;

namespace Authentik.Conformance.Tests.Documents;

/// <summary>Reads what a schema states of fields.</summary>
internal sealed class SchemaReader(Func<Node, Node> resolve)
{
    /// <summary>The fields of an object.</summary>
    public IReadOnlyList<ApiField> Fields(Node? schema)
    {
        if (schema is null)
        {
            return [];
        }

        var inner = Unwrap(schema);
        var required = inner["required"]?.Items.Select(name => name.Text!).ToHashSet() ?? [];
        var properties = inner["properties"]?.Map ?? new Dictionary<string, Node>();
        return [.. properties.Select(pair => new ApiField(pair.Key, TypeOf(pair.Value), required.Contains(pair.Key)))];
    }

    /// <summary>The type of a schema.</summary>
    public ApiType TypeOf(Node schema)
    {
        var inner = Unwrap(schema);
        var isNullable = schema.Is("nullable")
            || inner.Is("nullable")
            || Choices(schema).Any(choice => choice["$ref"]?.Text!.EndsWith("/NullEnum", StringComparison.Ordinal) == true);
        if (inner["type"]?.Text != "array")
        {
            return Single(schema, inner) with { IsNullable = isNullable };
        }

        var item = TypeOf(inner["items"]!);
        return item.IsList ? new ApiType(FieldType.Json, false, isNullable, []) : item with { IsList = true, IsNullable = isNullable };
    }

    /// <summary>What a schema stands for: allOf around a single reference is how the documents add a mark to it.</summary>
    public Node Unwrap(Node schema) => resolve(schema["allOf"] is { Items: [var only] } ? only : schema);

    private ApiType Single(Node schema, Node inner)
    {
        var values = Values(schema).Distinct().ToArray();
        return (inner["type"]?.Text, inner["format"]?.Text) switch
        {
            _ when values.Length > 0 => new(FieldType.Enum, false, false, values),
            ("integer", "int64") => new(FieldType.Integer, false, false, []) { IsLong = true },
            ("integer", _) => new(FieldType.Integer, false, false, []),
            ("number", _) => new(FieldType.Number, false, false, []),
            ("boolean", _) => new(FieldType.Boolean, false, false, []),
            ("string", "date-time") => new(FieldType.Date, false, false, []),
            ("string", "uuid") => new(FieldType.Uuid, false, false, []),
            ("string", _) => new(FieldType.Text, false, false, []),
            ("object", _) when inner["properties"] is { Map.Count: > 0 } =>
                new(FieldType.Shape, false, false, [], inner, IsNamed: !ReferenceEquals(schema, inner)),
            _ => new(FieldType.Json, false, false, []),
        };
    }

    // An empty text among the values says that the field may be left empty.
    private IEnumerable<string> Values(Node schema)
    {
        var here = Unwrap(schema)["enum"]?.Items.Select(value => value.Text!) ?? [];
        return here.Concat((schema["oneOf"]?.Items ?? []).SelectMany(Values)).Where(value => value.Length > 0 && value != "null");
    }

    private static IEnumerable<Node> Choices(Node schema) => (schema["oneOf"]?.Items ?? []).Concat(schema["allOf"]?.Items ?? []);
}
