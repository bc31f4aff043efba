using System.Text.Json.Nodes;

namespace Authentik.Generator.Import.Documents;

/// <summary>Reads the type that a schema states.</summary>
internal sealed class SchemaReader(ApiDocument document)
{
    /// <summary>The type of a schema.</summary>
    public ApiType TypeOf(JsonNode? schema)
    {
        var isNullable = Json.IsTrue(schema?["nullable"]) || Json.ReadTexts(schema?["type"]).Contains("null");
        var inner = Unwrap(schema, out var component);
        isNullable |= Json.IsTrue(inner?["nullable"]);
        return inner is not null && FindTypeName(inner) == "array"
            ? ReadList(inner, isNullable)
            : ReadSingle(inner, component) with { IsNullable = isNullable };
    }

    /// <summary>The properties of a schema by name, in its order.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> PropertiesOf(JsonNode? schema) =>
        Unwrap(schema, out _)?["properties"] as JsonObject ?? [];

    /// <summary>The names of the properties that must be there.</summary>
    public IEnumerable<string> RequiredOf(JsonNode? schema) => Json.ReadTexts(Unwrap(schema, out _)?["required"]);

    // allOf around a single reference is how the documents add a mark to it.
    private JsonObject? Unwrap(JsonNode? schema, out string? component)
    {
        component = ApiDocument.ComponentOf(schema);
        return component is null ? schema as JsonObject : document.Schemas[component] as JsonObject;
    }

    private ApiType ReadList(JsonObject schema, bool isNullable)
    {
        var item = TypeOf(schema["items"]);
        return item.IsList ? new ApiType(FieldType.Json, false, isNullable) : item with { IsList = true, IsNullable = isNullable };
    }

    private static ApiType ReadSingle(JsonObject? schema, string? component) => FindTypeName(schema) switch
    {
        "integer" => new(FieldType.Integer, false, false),
        "number" => new(FieldType.Number, false, false),
        "boolean" => new(FieldType.Boolean, false, false),
        "string" when schema?["enum"] is { } values => new(FieldType.Enum, false, false, component, ReadValues(values)),
        "string" => new(ReadFormat(Json.ReadText(schema?["format"])), false, false),
        "object" when component is not null && schema?["properties"] is JsonObject { Count: > 0 } =>
            new(FieldType.Shape, false, false, component),
        _ => new(FieldType.Json, false, false),
    };

    private static List<string> ReadValues(JsonNode values) => [.. Json.ReadTexts(values).Where(value => value.Length > 0).Distinct()];

    private static FieldType ReadFormat(string? format) => format switch
    {
        "date-time" => FieldType.Date,
        "uuid" => FieldType.Uuid,
        _ => FieldType.Text,
    };

    private static string? FindTypeName(JsonObject? schema) =>
        Json.ReadText(schema?["type"]) ?? Json.ReadTexts(schema?["type"]).FirstOrDefault(name => name != "null");
}
