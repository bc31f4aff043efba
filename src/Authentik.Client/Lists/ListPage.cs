using System.Text.Json;
using Authentik.Http;

namespace Authentik.Lists;

/// <summary>One page of a list.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Number of the next page; 0 for none.</param>
/// <param name="Start">How many rows are before the page.</param>
/// <param name="Total">How many rows the server counts; null where it doesn't say.</param>
internal sealed record ListPage(IReadOnlyList<JsonElement> Rows, int Next, long Start, int? Total)
{
    /// <summary>What there is of a page that doesn't exist.</summary>
    public static readonly ListPage Missing = new([], 0, 0, null);

    /// <summary>Makes the exception that says why it isn't a page that can be used.</summary>
    public Func<string, ApiException> Refuse { get; private init; } = reason => throw new InvalidOperationException(reason);

    /// <summary>Reads the page of that number.</summary>
    /// <param name="response">The response.</param>
    /// <param name="number">The number, from 1 on.</param>
    /// <param name="hasAnyRows">True if a row can be any JSON; otherwise each is an object.</param>
    /// <exception cref="InputException">The response is one object, and any JSON was asked for.</exception>
    /// <exception cref="ApiException">It can't be the page of a list.</exception>
    public static ListPage Read(ApiResponse response, int number, bool hasAnyRows)
    {
        // Some endpoints return an array without paging.
        if (response.Json.ValueKind == JsonValueKind.Array)
        {
            var all = Detach(response, response.Json, hasAnyRows);
            return new ListPage(all, 0, 0, all.Length);
        }

        if (!response.JsonObject.TryGetProperty("results", out var results))
        {
            throw hasAnyRows
                ? new InputException(
                    InputProblem.InvalidValue,
                    "The response is one object, not a list, so there are no pages to follow. Omit -Paginate.")
                : response.Refuse("It has no list of results.");
        }

        var rows = Detach(response, results, hasAnyRows);
        var start = Math.Max(0, (FindNumber(response.Json, "start_index") ?? 1) - 1);
        return new ListPage(rows, FindNext(response, number), start, FindNumber(response.Json, "count")) { Refuse = response.RefuseList };
    }

    private static JsonElement[] Detach(ApiResponse response, JsonElement rows, bool hasAnyRows) =>
        [.. response.ListObjects(rows.Clone(), hasAnyRows)];

    // Anything else than a later page would be read again and again.
    private static int FindNext(ApiResponse response, int number)
    {
        if (FindValue(response.Json, "next") is not { } next || next.ValueKind == JsonValueKind.Null)
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

    private static int? FindNumber(JsonElement json, string name) => FindValue(json, name) is { } value ? ToNumber(value) : null;

    private static JsonElement? FindValue(JsonElement json, string name) =>
        json.TryGetProperty("pagination", out var envelope)
        && envelope.ValueKind == JsonValueKind.Object
        && envelope.TryGetProperty(name, out var value)
            ? value
            : null;

    // The server writes these numbers as 3 or as 3.0.
    private static int? ToNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var number)
        && double.IsInteger(number)
        && number is >= 0 and <= int.MaxValue
            ? (int)number
            : null;
}
