using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Writes;

/// <summary>Numbers beyond 64 bits in free-form JSON: the server stores them and then breaks on every answer that shows them.</summary>
internal static class BigNumbers
{
    public static bool AreIn(JsonNode? node) => node switch
    {
        JsonObject map => map.Any(pair => AreIn(pair.Value)),
        JsonArray list => list.Any(AreIn),
        JsonScalar value when value.GetValueKind() == JsonValueKind.Number => IsBig(value.ToJsonString()),
        _ => false,
    };

    private static bool IsBig(string number) =>
        decimal.TryParse(number, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? Math.Abs(value) > ulong.MaxValue
            : number.AsSpan().IndexOfAny('e', 'E') >= 0 || number.Length > 20;
}
