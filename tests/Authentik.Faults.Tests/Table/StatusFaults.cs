using System.Text;
using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Table;

/// <summary>Every status that is no success, with JSON, with a web page and with nothing.</summary>
internal static class StatusFaults
{
    private const string Json = """{"detail":"A reason."}""";
    private const string Page = "<html><body>Something</body></html>";

    // Status; the end with JSON, with a page, with nothing; the requests of what can be repeated, and of New, Set and the action.
    private static readonly (int Status, string Json, string Page, string Empty, int Requests, int Writes)[] Rows =
    [
        (300, "Redirected", "Redirected", "Redirected", 1, 1),
        (301, "Redirected", "Redirected", "Redirected", 1, 1),
        (302, "Redirected", "Redirected", "Redirected", 1, 1),
        (303, "Redirected", "Redirected", "Redirected", 1, 1),
        (304, "Redirected", "Redirected", "Redirected", 1, 1),
        (307, "Redirected", "Redirected", "Redirected", 1, 1),
        (308, "Redirected", "Redirected", "Redirected", 1, 1),
        (399, "Redirected", "Redirected", "Redirected", 1, 1),
        (400, "ValidationFailed; sign in = NotSignedIn", "ValidationFailed; sign in = UnexpectedAnswer",
            "ValidationFailed; sign in = UnexpectedAnswer", 1, 1),
        (401, "NotSignedIn", "NotSignedIn; sign in = UnexpectedAnswer", "NotSignedIn; sign in = UnexpectedAnswer", 1, 1),
        (402, "Refused", "Refused", "Refused", 1, 1),
        (403, "Forbidden", "UnexpectedAnswer", "UnexpectedAnswer", 1, 1),
        (404, "NotFound; get = NameNotFound", "OperationMissing; connect = InvalidValue", "NotFound; get = NameNotFound", 1, 1),
        (405, "OperationMissing; connect = InvalidValue",
            "OperationMissing; connect = InvalidValue; new, set, remove, action, post, sign in = ServerFault",
            "OperationMissing; connect = InvalidValue; new, set, remove, action, post, sign in = ServerFault", 1, 1),
        (406, "Refused", "Refused", "Refused", 1, 1),
        (408, "Refused", "Refused", "Refused", 1, 1),
        (409, "Refused", "Refused", "Refused", 1, 1),
        (410, "Refused", "Refused", "Refused", 1, 1),
        (411, "Refused", "Refused", "Refused", 1, 1),
        (412, "Refused", "Refused", "Refused", 1, 1),
        (413, "Refused", "Refused", "Refused", 1, 1),
        (414, "Refused", "Refused", "Refused", 1, 1),
        (415, "Refused", "Refused", "Refused", 1, 1),
        (417, "Refused", "Refused", "Refused", 1, 1),
        (418, "Refused", "Refused", "Refused", 1, 1),
        (421, "Refused", "Refused", "Refused", 1, 1),
        (422, "Refused", "Refused", "Refused", 1, 1),
        (423, "Refused", "Refused", "Refused", 1, 1),
        (425, "Refused", "Refused", "Refused", 1, 1),
        (426, "Refused", "Refused", "Refused", 1, 1),
        (428, "Refused", "Refused", "Refused", 1, 1),
        (429, "RateLimited", "RateLimited", "RateLimited", 4, 4),
        (431, "Refused", "Refused", "Refused", 1, 1),
        (451, "Refused", "Refused", "Refused", 1, 1),
        (499, "Refused", "Refused", "Refused", 1, 1),
        (500, "ServerFault", "ServerFault", "ServerFault", 1, 1),
        (501, "Refused", "Refused", "Refused", 1, 1),
        (502, "Unavailable", "Unavailable", "Unavailable", 4, 1),
        (503, "Unavailable", "Unavailable", "Unavailable", 4, 1),
        (504, "Unavailable", "Unavailable", "Unavailable", 4, 1),
        (505, "ServerFault", "ServerFault", "ServerFault", 1, 1),
        (507, "ServerFault", "ServerFault", "ServerFault", 1, 1),
        (511, "ServerFault", "ServerFault", "ServerFault", 1, 1),
        (520, "ServerFault", "ServerFault", "ServerFault", 1, 1),
        (522, "ServerFault", "ServerFault", "ServerFault", 1, 1),
        (524, "ServerFault", "ServerFault", "ServerFault", 1, 1),
        (530, "ServerFault", "ServerFault", "ServerFault", 1, 1),
        (599, "ServerFault", "ServerFault", "ServerFault", 1, 1),
        (600, "ServerFault", "ServerFault", "ServerFault", 1, 1),
        (999, "ServerFault", "ServerFault", "ServerFault", 1, 1),
    ];

    // What else a refusal can bring.
    private static readonly Fault[] Refusals =
    [
        new("429 with a short Retry-After", Make.Bytes(Response.Json(429, "{}", "Retry-After: 0")), "RateLimited") { Requests = 4,
            Writes = 4 },
        new("429 with a Retry-After of an hour", Make.Bytes(Response.Json(429, "{}", "Retry-After: 3600")), "RateLimited"),
        new("429 with a Retry-After that is no number", Make.Bytes(Response.Json(429, "{}", "Retry-After: soon")),
            "RateLimited") { Requests = 4, Writes = 4 },
        new("429 with a negative Retry-After", Make.Bytes(Response.Json(429, "{}", "Retry-After: -1")), "RateLimited") { Requests = 4,
            Writes = 4 },
        new("429 with a Retry-After of 1e30", Make.Bytes(Response.Json(429, "{}", "Retry-After: 1e30")), "RateLimited") { Requests = 4,
            Writes = 4 },
        new("429 with a Retry-After in the past", Make.Bytes(Response.Json(429, "{}", "Retry-After: Sat, 01 Jan 2000 00:00:00 GMT")),
            "RateLimited") { Requests = 4, Writes = 4 },
        new("429 with a Retry-After in the year 9999", Make.Bytes(Response.Json(429, "{}", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT")),
            "RateLimited"),
        new("429 with a Retry-After of 14 digits", Make.Bytes(Response.Json(429, "{}", "Retry-After: 99999999999999")), "RateLimited"),
        new("503 with a short Retry-After", Make.Bytes(Response.Json(503, "{}", "Retry-After: 0")), "Unavailable") { Requests = 4,
            Writes = 4 },
        new("400 with a list", Make.Bytes(Response.Json(400, """["A reason.",7,null,{"a":[]}]""")),
            "ValidationFailed; sign in = NotSignedIn"),
        new("400 with a string", Make.Bytes(Response.Json(400, "\"A reason.\"")), "ValidationFailed; sign in = NotSignedIn"),
        new("400 with null", Make.Bytes(Response.Json(400, "null")), "ValidationFailed; sign in = NotSignedIn"),
        new("400 with nested fields", Make.Bytes(Response.Json(400, """{"a":{"b":[{"c":["no"]},{}]},"0":{"1":["no"]},"":["no"]}""")),
            "ValidationFailed; sign in = NotSignedIn"),
        new("400 with cut JSON", Make.Bytes(Response.Json(400, """{"detail":"A rea""")), "ValidationFailed; sign in = UnexpectedAnswer"),
        new("400 with lone surrogates", Make.Bytes(Response.Json(400, """{"detail":"\ud800","\udfff":["\ud83d"]}""")),
            "ValidationFailed; sign in = NotSignedIn"),
        new("400 with bad UTF-8", Make.Bytes(Response.Whole(400, "application/json", [.. "{\"detail\":\""u8, 0xC0, 0xFF, .. "\"}"u8])),
            "ValidationFailed; sign in = NotSignedIn"),
        new("400 with a detail of a megabyte", Make.Bytes(Response.Json(400, $$"""{"detail":"{{new string('x', 1024 * 1024)}}"}""")),
            "ValidationFailed; sign in = UnexpectedAnswer"),
        new("400 with 3,000 fields", Make.Bytes(Response.Json(400,
            $$"""{{{string.Join(',', Enumerable.Range(0, 3000).Select(i => $"\"f{i}\":[\"no\"]"))}}}""")),
            "ValidationFailed; sign in = NotSignedIn"),
        new("400 nested 300 deep", Make.Bytes(Response.Json(400, new string('[', 300) + new string(']', 300))),
            "ValidationFailed; sign in = NotSignedIn"),
        new("400 nested 30,000 deep", Make.Bytes(Response.Json(400, new string('[', 30000) + new string(']', 30000))),
            "ValidationFailed; sign in = UnexpectedAnswer"),
        new("403 for the token", Make.Bytes(Response.Json(403, """{"detail":"Token invalid/expired"}""")), "NotSignedIn"),
        new("500 with a page of a megabyte", Make.Bytes(Response.Whole(500, "text/html", Encoding.ASCII.GetBytes(new string('<',
            1024 * 1024)))), "ServerFault"),
    ];

    /// <summary>The rows.</summary>
    public static IEnumerable<Fault> All => Rows.SelectMany(Expand).Concat(Refusals);

    private static IEnumerable<Fault> Expand((int Status, string Json, string Page, string Empty, int Requests, int Writes) row)
    {
        yield return new($"{row.Status} with JSON", Make.Bytes(Response.Json(row.Status, Json)), row.Json) { Requests = row.Requests,
            Writes = row.Writes };
        yield return new($"{row.Status} with a page", Make.Bytes(Response.Whole(row.Status, "text/html", Encoding.ASCII.GetBytes(Page))),
            row.Page)
        {
            Requests = row.Requests,
            Writes = row.Writes,
        };
        yield return new($"{row.Status} with nothing", Make.Bytes(Response.Whole(row.Status, null, [])), row.Empty)
        {
            Requests = row.Requests,
            Writes = row.Writes,
        };
    }
}
