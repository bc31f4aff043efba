using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Table;

/// <summary>What a list says of its pages.</summary>
internal static class PageFaults
{
    private const string Refused = "UnexpectedAnswer";

    // What the page says; how it ends; the most requests.
    private static readonly (string Name, string Pagination, string End, int Requests)[] Rows =
    [
        ("the next page is this one", """{"next":1,"count":500}""", Refused, 1),
        ("the next page is an earlier one", """{"next":-1,"count":500}""", Refused, 1),
        ("the next page is no whole number", """{"next":1.5,"count":500}""", Refused, 1),
        ("the next page is 1e30", """{"next":1e30,"count":500}""", Refused, 1),
        ("the next page is a word", """{"next":"NaN","count":500}""", Refused, 1),
        ("the next page is a number in a string", """{"next":"2","count":500}""", Refused, 1),
        ("the next page is true", """{"next":true,"count":500}""", Refused, 1),
        ("the next page is a list", """{"next":[2],"count":500}""", Refused, 1),
        ("always page 2", """{"next":2,"count":500}""", Refused, 2),
        ("always page 2147483647", """{"next":2147483647,"count":500}""", Refused, 2),
        ("always another page, and no count", """{"next":2}""", Refused, 2),
        ("no next page", """{"count":2}""", "ok", 1),
        ("next is null", """{"next":null,"count":2}""", "ok", 1),
        ("a count that is too small", """{"next":0,"count":1}""", "ok", 2),
        ("a count that is too large", """{"next":0,"count":1000000}""", "ok", 3),
        ("a count that is negative", """{"next":0,"count":-5}""", "ok", 1),
        ("a count that is a word", """{"next":0,"count":"many"}""", "ok", 1),
        ("a start that is too large", """{"next":0,"count":2,"start_index":1e9}""", "ok", 2),
        ("a start that is negative", """{"next":0,"count":2,"start_index":-4}""", "ok", 1),
        ("no object", "[]", "ok", 1),
        ("a string", "\"x\"", "ok", 1),
        ("null", "null", "ok", 1),
    ];

    private static readonly (string Name, string Results)[] Results =
    [
        ("results are null", "null"), ("results are a string", "\"x\""), ("results are an object", "{}"), ("results are a number", "7"),
        ("a result is null", "[null]"), ("a result is a string", "[\"x\"]"), ("a result is a list", "[[]]"), ("a result is a number",
            "[{\"pk\":1},7]"),
    ];

    /// <summary>The rows.</summary>
    public static IEnumerable<Fault> All =>
    [
        .. Rows.Select(row => new Fault(
            $"pages: {row.Name}",
            Make.Json($$"""{"pagination":{{row.Pagination}},"results":[{{Ordinary.User}}]}"""),
            row.End)
        {
            Requests = row.Requests,
            Operations = [Operation.List],
        }),
        .. Results.Select(row => new Fault(
            $"pages: {row.Name}", Make.Json($$"""{"pagination":{"next":0,"count":1},"results":{{row.Results}}}"""), Refused)
        {
            Operations = [Operation.List],
        }),
    ];
}
