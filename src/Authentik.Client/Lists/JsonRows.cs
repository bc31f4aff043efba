using System.Text.Json;

namespace Authentik.Lists;

/// <summary>Reads rows of which nothing is known, as JSON.</summary>
internal sealed class JsonRows : RowReader<JsonElement>
{
    private static readonly string[] Keys = ["pk", "uuid", "id"];

    /// <inheritdoc/>
    public override bool TakesAny => true;

    /// <inheritdoc/>
    public override JsonElement Read(ref Utf8JsonReader json) => JsonElement.ParseValue(ref json);

    /// <inheritdoc/>
    public override RowKey FindKey(JsonElement row, ReadOnlySpan<byte> json) => FindKey(row) switch
    {
        { ValueKind: JsonValueKind.Number } key when key.TryGetInt64(out var number) => RowKey.Of(number),
        { ValueKind: JsonValueKind.String } key when key.GetString() is { Length: > 0 } text => RowKey.Of(text),
        _ => RowKey.Of(json),
    };

    private static JsonElement? FindKey(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var name in Keys)
        {
            if (row.TryGetProperty(name, out var key) && key.ValueKind is JsonValueKind.Number or JsonValueKind.String)
            {
                return key;
            }
        }

        return null;
    }
}
