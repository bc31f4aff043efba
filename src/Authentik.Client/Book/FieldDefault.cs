using System.Text.Json.Nodes;

namespace Authentik.Book;

/// <summary>The values that new objects have where none are specified.</summary>
public static class FieldDefault
{
    /// <summary>
    /// Finds the value that an absent field stands for: the one of the book, or else the usual one of the type. False if there is none,
    /// because the server decides, or because the field is required or secret.
    /// </summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value, which the caller may change and add to other JSON; null can be a value, too.</param>
    public static bool TryFind(Field field, out JsonNode? value)
    {
        if (field.Default is { } text)
        {
            value = Parse(field, text);
            return true;
        }

        value = null;
        return CanBeAbsent(field) && TryCreateEmpty(field, out value);
    }

    private static bool CanBeAbsent(Field field) =>
        field is { IsSecret: false, IsWriteOnly: false, IsUnique: false, DefaultVaries: false, From: null, SlugOf: null, NextOf: null }
        && !field.Writable.IsNone
        && field.Required.IsNone;

    private static bool TryCreateEmpty(Field field, out JsonNode? value)
    {
        value = field switch
        {
            { IsList: true } => new JsonArray(),
            { IsNullable: true } => null,
            { Type: FieldType.Text } => string.Empty,
            { Type: FieldType.Json } => new JsonObject(),
            { Type: FieldType.Boolean } => false,
            _ => null,
        };
        return value is not null || field.IsNullable;
    }

    private static JsonNode? Parse(Field field, string text) =>
        field.IsList || field.Type is FieldType.Json or FieldType.Boolean or FieldType.Integer or FieldType.Number
            ? JsonNode.Parse(text)
            : JsonValue.Create(text);
}
