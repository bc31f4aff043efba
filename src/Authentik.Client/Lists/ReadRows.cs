using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Authentik.Lists;

/// <summary>
/// The rows of a list that were read, by their keys, each with the page that it was last on. A row takes a few bytes, so that a list of
/// any size can be remembered.
/// </summary>
/// <param name="fields">The fields that tell one row from another; a row is known by the first that it has.</param>
internal sealed class ReadRows(IReadOnlyList<string> fields)
{
    private readonly Dictionary<long, int> numbers = [];
    private readonly Dictionary<Guid, int> uuids = [];

    /// <summary>How many pages were read. They are numbered from 1, over all passes.</summary>
    public int Pages { get; private set; }

    /// <summary>Adds the rows of a page, and returns for each the page that it was on before; 0 for none.</summary>
    public int[] AddPage(IReadOnlyList<JsonElement> rows)
    {
        Pages++;
        return [.. rows.Select(Mark)];
    }

    private int Mark(JsonElement row)
    {
        var key = FindKey(row);
        return key.ValueKind == JsonValueKind.Number && key.TryGetInt64(out var number) ? Mark(numbers, number) : Mark(uuids, ToUuid(key));
    }

    private int Mark<T>(Dictionary<T, int> marks, T key)
        where T : notnull
    {
        var before = marks.GetValueOrDefault(key);
        marks[key] = Pages;
        return before;
    }

    // Without a key, a row is known by all that it has.
    private JsonElement FindKey(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            return row;
        }

        foreach (var field in fields)
        {
            if (row.TryGetProperty(field, out var key) && key.ValueKind is JsonValueKind.Number or JsonValueKind.String)
            {
                return key;
            }
        }

        return row.EnumerateObject().FirstOrDefault(IsUuid) is { Value.ValueKind: JsonValueKind.String } uuid ? uuid.Value : row;
    }

    private static bool IsUuid(JsonProperty property) => property.Name.EndsWith("_uuid", StringComparison.Ordinal);

    // A hash of 128 bits stands for any other text.
    private static Guid ToUuid(JsonElement key)
    {
        if (key.ValueKind == JsonValueKind.String && key.TryGetGuid(out var uuid))
        {
            return uuid;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key.GetRawText()));
        return new Guid(hash.AsSpan(0, 16));
    }
}
