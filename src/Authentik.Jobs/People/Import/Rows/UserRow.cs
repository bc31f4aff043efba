using System.Security;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>A row of an import of users. What it has no column for, or an empty cell, is null or missing.</summary>
/// <param name="Number">Its number in the input, from 1 on.</param>
internal sealed record UserRow(int Number)
{
    private const int MostLength = 80;

    /// <summary>The values of fields that aren't lists: strings, and a boolean for is_active.</summary>
    public IReadOnlyList<KeyValuePair<Field, object?>> Values { get; init; } = [];

    /// <summary>The groups; null if they stay as they are.</summary>
    public IReadOnlyList<Identity>? Groups { get; init; }

    /// <summary>The roles; null if they stay as they are.</summary>
    public IReadOnlyList<Identity>? Roles { get; init; }

    /// <summary>The custom attributes.</summary>
    public IReadOnlyList<AttributeCell> Attributes { get; init; } = [];

    /// <summary>The password.</summary>
    public SecureString? Password { get; init; }

    /// <summary>What the import read of the row, without secrets.</summary>
    public object? Input { get; init; }

    /// <summary>Why the row can't be used; null if it can.</summary>
    public InputException? Problem { get; init; }

    /// <summary>The value of a field; null if the row has none.</summary>
    public string? Find(string field) => Values.FirstOrDefault(value => value.Key.Name == field).Value as string;

    /// <summary>What the row is called where it has no username.</summary>
    public string Describe(string? key)
    {
        var name = Find("username") ?? key ?? Find("email") ?? $"Row {Number}";
        return name.Length > MostLength ? $"{name[..MostLength]}…" : name;
    }
}

/// <summary>The cell of a custom attribute.</summary>
/// <param name="Path">The keys, from the outside to the inside.</param>
/// <param name="Value">The value; null to remove the key.</param>
/// <param name="IsText">True if the cell was text, which has no other type.</param>
internal sealed record AttributeCell(IReadOnlyList<string> Path, JsonNode? Value, bool IsText)
{
    /// <summary>The name of the column.</summary>
    public string Name => $"attributes.{string.Join('.', Path)}";

    /// <summary>True if the value must not be shown.</summary>
    public bool IsSecret => Path.Any(Redactor.IsSecretName);

    /// <summary>A cell with JSON as one cell for each key that it has a value for.</summary>
    public static IEnumerable<AttributeCell> Flatten(JsonObject map, params string[] above) => map.SelectMany(pair =>
        pair.Value is JsonObject { Count: > 0 } inner
            ? Flatten(inner, [.. above, pair.Key])
            : [new AttributeCell([.. above, pair.Key], pair.Value?.DeepClone(), IsText: false)]);

    /// <summary>Writes the value into the custom attributes of a user.</summary>
    public void WriteInto(JsonObject map)
    {
        foreach (var key in Path.SkipLast(1))
        {
            map = map[key] as JsonObject ?? (JsonObject)(map[key] = new JsonObject());
        }

        map[Path[^1]] = Value?.DeepClone();
    }
}
