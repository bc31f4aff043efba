using System.Text.Json;
using Authentik.Http;
using Authentik.Parsing;

namespace Authentik.Lists;

/// <summary>What the server says of a page.</summary>
/// <param name="Next">Number of the next page; 0 for none.</param>
/// <param name="Start">How many rows are before the page; null where the server doesn't say.</param>
/// <param name="Total">How many rows the server counts; null where it doesn't say.</param>
internal sealed record PageEnvelope(int Next, long? Start, int? Total)
{
    /// <summary>Reads what a response has beside the rows of the page of that number.</summary>
    /// <exception cref="ApiException">The next page isn't a later one.</exception>
    public static PageEnvelope Read(JsonElement pagination, ApiResponse response, int number)
    {
        long? start = FindNumber(pagination, "start_index") is { } index ? Math.Max(0, index - 1L) : null;
        return new PageEnvelope(FindNext(pagination, response, number), start, FindNumber(pagination, "count"));
    }

    // Anything else than a later page would be read again and again.
    private static int FindNext(JsonElement pagination, ApiResponse response, int number)
    {
        if (JsonMember.Find(pagination, "next") is not { } next || next.ValueKind == JsonValueKind.Null)
        {
            return 0;
        }

        return ToNumber(next) switch
        {
            0 => 0,
            { } later when later > number => later,
            _ => throw response.RefuseList($"after page {number}, it names {next.GetRawText()} as the next page"),
        };
    }

    private static int? FindNumber(JsonElement pagination, string name) =>
        JsonMember.Find(pagination, name) is { } value ? ToNumber(value) : null;

    // The server writes these numbers as 3 or as 3.0.
    private static int? ToNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && double.IsInteger(number)
        && number is >= 0 and <= int.MaxValue
            ? (int)number
            : null;
}
