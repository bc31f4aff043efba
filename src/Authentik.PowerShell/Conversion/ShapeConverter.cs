using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Converts strings, hashtables, custom objects and typed objects for a nested object such as a redirect URI.</summary>
internal static class ShapeConverter
{
    /// <summary>Converts a value to the typed object.</summary>
    /// <exception cref="ArgumentException">The value can't be converted.</exception>
    public static AuthentikObject Convert(string name, Shape shape, object value) => value switch
    {
        AuthentikObject known when known.GetType().Name == shape.Name => known,
        string text when shape.TextField is not null => Create(name, shape, [new(shape.TextField, text)]),
        Uri uri when shape.TextField is not null => Create(name, shape, [new(shape.TextField, uri.OriginalString)]),
        _ when Row.TryRead(value, out var row) => Create(name, shape, row.Columns),
        _ => throw new ArgumentException(
            $"{name} can't be converted from {value.GetType().Name}. Specify a hashtable with these keys: {ListParts(shape)}."),
    };

    private static AuthentikObject Create(string name, Shape shape, IEnumerable<KeyValuePair<string, object?>> columns)
    {
        var json = new JsonObject();
        foreach (var (column, cell) in columns)
        {
            var field = shape.Find(column)
                ?? throw new ArgumentException(
                    $"'{column}' isn't a valid key for {name}. {NearestName.Ask(column, shape.Fields.Select(part => part.Name))}"
                        + $"Use one of these keys: {ListParts(shape)}.");
            json[field.Name] = cell is null ? null : JsonWriting.Write(FieldConverter.Convert(field, cell), field.Name);
        }

        foreach (var part in shape.Fields.Where(part => part.Default is not null && !part.Required.IsNone && !json.ContainsKey(part.Name)))
        {
            json[part.Name] = part.Default;
        }

        using var document = JsonDocument.Parse(json.ToJsonString());
        var created = shape.CreateObject();
        created.Fill(document.RootElement, session: null);
        return created;
    }

    private static string ListParts(Shape shape) => string.Join(", ", shape.Fields.Select(part => part.Name));
}
