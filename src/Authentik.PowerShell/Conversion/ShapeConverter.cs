using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Takes plain texts, hashtables, custom objects and typed objects for a nested object such as a redirect URI.</summary>
internal static class ShapeConverter
{
    /// <summary>The typed object.</summary>
    /// <exception cref="ArgumentException">The value cannot be one.</exception>
    public static AuthentikObject Convert(string name, Shape shape, object value) => value switch
    {
        AuthentikObject known when known.GetType().Name == shape.Name => known,
        string text when shape.TextField is not null => Make(name, shape, [new(shape.TextField, text)]),
        Uri uri when shape.TextField is not null => Make(name, shape, [new(shape.TextField, uri.OriginalString)]),
        _ when Row.TryRead(value, out var row) => Make(name, shape, row.Columns),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be a value of {name}."),
    };

    private static AuthentikObject Make(string name, Shape shape, IEnumerable<KeyValuePair<string, object?>> columns)
    {
        var json = new JsonObject();
        foreach (var (column, cell) in columns)
        {
            var field = shape.Find(column)
                ?? throw new ArgumentException($"{name} has no part '{column}'; its parts are {string.Join(", ", shape.Fields.Select(part => part.Name))}.");
            json[field.Name] = cell is null ? null : JsonWriting.Write(FieldConverter.Convert(field, cell), field.Name);
        }

        // A default stands for a part that must be there and was not given.
        foreach (var part in shape.Fields.Where(part => part.Default is not null && !part.Required.IsNone && !json.ContainsKey(part.Name)))
        {
            json[part.Name] = part.Default;
        }

        return Read(shape, json);
    }

    private static AuthentikObject Read(Shape shape, JsonObject json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json.ToJsonString());
        var made = shape.CreateObject();
        made.Fill(document.RootElement, session: null);
        return made;
    }
}
