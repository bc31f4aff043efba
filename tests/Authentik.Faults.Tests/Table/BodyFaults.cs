using System.Text;
using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Table;

/// <summary>Successes whose body isn't what authentik sends.</summary>
internal static class BodyFaults
{
    // What Invoke-AuthentikRequest gets is what it returns.
    private const string NoList = "UnexpectedAnswer; remove, download, post = ok; sign in = NotSignedIn; connect = InvalidValue";
    private const string NoJson = "UnexpectedAnswer; remove, download = ok";
    private const string Page = "UnexpectedAnswer; download = ok";
    private const string Survived = "ok";

    private static readonly Fault[] Rows =
    [
        // No JSON.
        new("nothing", Make.Body(_ => []), "UnexpectedAnswer; remove, download, action, post = ok"),
        new("nothing, and no type", Make.Body(_ => [], type: null), "UnexpectedAnswer; remove, download, action, post = ok"),
        new("a blank", Make.Body(_ => " "u8.ToArray()), NoJson),
        new("a page in place of JSON", Make.Body(_ => "<html>Sign in</html>"u8.ToArray(), "text/html"), Page),
        new("a page that says that it is JSON", Make.Body(_ => "<html>Sign in</html>"u8.ToArray()), NoJson),
        new("JSON that says that it is a page", Make.Body(body => body.Length == 0 ? "{}"u8.ToArray() : body, "text/html"),
            "UnexpectedAnswer; download, sign in = ok"),
        new("JSON without a type", Make.Body(body => body, type: null), "UnexpectedAnswer; remove, download, post, sign in = ok"),
        new("JSON of another type", Make.Body(body => body, "application/vnd.api+json"), Survived),
        new("JSON of a type that is none", Make.Body(body => body, ";;;json;charset=\"x"), Survived),
        new("XML", Make.Body(_ => "<a/>"u8.ToArray(), "application/xml"), $"{NoJson}; post = ok"),
        new("NUL characters", Make.Body(_ => new byte[1000]), NoJson),
        new("any bytes", Make.Body(_ => [.. Enumerable.Range(0, 256).Select(i => (byte)i)]), NoJson),
        new("JSON and a comma", Make.Body(body => [.. body, (byte)',']), NoJson),
        new("JSON twice", Make.Body(body => [.. body, .. body, .. "{}"u8]), "UnexpectedAnswer; download = ok; remove = ok"),
        new("cut JSON", Make.Body(body => body[..(body.Length / 2)]), "UnexpectedAnswer; remove, download = ok"),
        new("JSON with a comment", Make.Body(body => [.. "/* x */"u8, .. body]), NoJson),
        new("JSON in UTF-16", Make.Body(body => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))]), NoJson),
        new("JSON with a byte order mark", Make.Body(body => [0xEF, 0xBB, 0xBF, .. body]), Survived),
        new("JSON nested 30,000 deep", Make.Json(new string('[', 30000) + new string(']', 30000)), NoJson),
        new("an object nested 400 deep", Make.Body(body => Insert(body, $"\"x\":{new string('[', 400)}{new string(']', 400)}")), Survived),
        new("a number of 100,000 digits", Make.Body(body => Insert(body, $"\"x\":1{new string('0', 100_000)}")), Survived),
        new("the number 1e999", Make.Body(body => Insert(body, "\"x\":1e999")), Survived),
        new("NaN", Make.Body(body => Insert(body, "\"x\":NaN")), NoJson),
        new("a name that occurs twice", Make.Body(body => Insert(body, "\"x\":1,\"x\":2")), Survived),
        new("the name of the object twice", Make.Body(body => Insert(body, "\"name\":7")), Survived),
        new("an empty name", Make.Body(body => Insert(body, "\"\":1,\"_\":2")), Survived),
        new("names that PowerShell keeps for itself", Make.Body(body => Insert(body, """
            "psobject":1,"PSBase":{"psobject":2},"psadapted":3,"psextended":4,"pstypenames":["x"],"PSStandardMembers":6
            """)), Survived),
        new("10,000 unknown names", Make.Body(body => Insert(body, string.Join(',', Enumerable.Range(0, 10_000).Select(i =>
            $"\"n{i}\":{i}")))), Survived),
        new("a lone surrogate in a value", Make.Body(body => Insert(body, "\"x\":\"\\ud800\"")), Survived),
        new("a lone surrogate in a name", Make.Body(body => Insert(body, "\"\\udc00x\":1")), Survived),
        new("surrogates in the wrong order", Make.Body(body => Insert(body, "\"x\":\"\\ude00\\ud83d\"")), Survived),
        new("a lone surrogate after an escaped backslash", Make.Body(body => Insert(body, "\"x\":\"\\\\\\ud800\\\\ud800\"")), Survived),
        new("bad UTF-8 in a value", Make.Body(body => InsertBytes(body, [.. "\"x\":\""u8, 0xC3, 0x28, 0xFF, .. "\","u8])), Survived),
        new("bad UTF-8 in a name", Make.Body(body => InsertBytes(body, [.. "\""u8, 0xED, 0xA0, 0x80, .. "\":1,"u8])), Survived),
        new("control characters in a name", Make.Body(body => Insert(body, "\"\\u001b]0;x\\u0007\":1")), Survived),
        new("a secret of 70,000 characters", Make.Body(body => Insert(body, $"\"token\":\"{new string('k', 70_000)}\"")), Survived),

        // Other JSON than expected.
        new("null", Make.Json("null"), "UnexpectedAnswer; remove, download, post = ok; sign in = NotSignedIn; connect = InvalidValue"),
        new("true", Make.Json("true"), NoList),
        new("0", Make.Json("0"), NoList),
        new("a string", Make.Json("\"text\""), NoList),
        new("an empty object", Make.Json("{}"),
            "UnexpectedAnswer; remove, download, post = ok; sign in = NotSignedIn; connect = InvalidValue"),
        new("an empty list", Make.Json("[]"),
            "UnexpectedAnswer; list, remove, download, post = ok; sign in = NotSignedIn; connect = InvalidValue"),
        new("a list of a string", Make.Json("[\"text\"]"), NoList),
        new("a list of null", Make.Json("[null]"), NoList),
        new("a list of a list", Make.Json("[[]]"), NoList),
        new("an object of another kind", Make.Json("""{"detail":"ok"}"""), NoList),
        new("an object with null alone",
            Make.Json("""{"pk":null,"name":null,"username":null,"link":null,"user":null,"results":null,"access_token":null}"""), NoList),
        new("another user than the one that was asked for", Make.Json("""{"pk":99,"username":"other","name":"Other"}"""),
            "UnexpectedAnswer; set = ok")
        {
            Operations = [Operation.Get, Operation.Set],
        },
        new("an object in an object", Make.Body(body => [.. "{\"data\":"u8, .. body.Length == 0 ? "{}"u8 : body, .. "}"u8]), NoList),
    ];

    // Each type in the place of each value of the object.
    private static readonly string[] Others = ["null", "true", "-1", "1.5", "\"\"", "\"text\"", "[]", "[null]", "{}", "{\"pk\":[]}",
        "1e400", "\"\\ud800\""];

    /// <summary>The rows.</summary>
    public static IEnumerable<Fault> All => Rows.Concat(Others.Select(value => new Fault(
        $"{value} in the place of each value",
        Make.Body(body => Encoding.UTF8.GetBytes(Replace(Encoding.UTF8.GetString(body), value))),
        Survived)
    {
        Operations = [Operation.Get, Operation.Set, Operation.New],
    }));

    // All values but the id, without which there would be nothing.
    private static string Replace(string body, string value)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(body)!.AsObject();
        var members = json.Select((pair, index) => $"\"{pair.Key}\":{(index == 0 ? pair.Value!.ToJsonString() : value)}");
        return $"{{{string.Join(',', members)}}}";
    }

    private static byte[] Insert(byte[] body, string members) => InsertBytes(body, Encoding.UTF8.GetBytes($"{members},"));

    // Into every object.
    private static byte[] InsertBytes(byte[] body, byte[] members)
    {
        var text = body.Length == 0 ? "{\"y\":1}"u8.ToArray() : body;
        var result = new List<byte>();
        foreach (var one in text)
        {
            result.Add(one);
            if (one == '{')
            {
                result.AddRange(members);
            }
        }

        return [.. result];
    }
}
