using System.Text.Json;

namespace Authentik.Sandboxing.Http;

/// <summary>Reads the body of a write.</summary>
internal static class RequestBody
{
    /// <summary>The body, or the response that rejects it. No body counts as an empty object.</summary>
    public static (JsonObject? Body, ApiResponse? Rejection) Read(ApiRequest request)
    {
        var isJson = request.Body.Length == 0 || request.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
        if (!isJson)
        {
            return (null, Responses.Detail(415, $"Unsupported media type \"{request.ContentType}\" in request."));
        }

        try
        {
            var body = request.Body.Length == 0 ? new JsonObject() : JsonParser.Parse(request.Body);
            return body is JsonObject given ? (given, null) : (null, RejectOtherThanObject(body));
        }
        catch (JsonException failure)
        {
            return (null, Responses.Detail(400, $"JSON parse error - {DescribePlace(request.Body, failure)}"));
        }
    }

    private static ApiResponse RejectOtherThanObject(JsonNode? body) => Responses.BadRequest(new JsonObject
    {
        [FieldErrors.General] = new JsonArray(
            body is null ? "No data provided" : $"Invalid data. Expected a dictionary, but got {body.GetPythonType()}."),
    });

    private static string DescribePlace(byte[] body, JsonException failure)
    {
        var (line, column) = ((failure.LineNumber ?? 0) + 1, (failure.BytePositionInLine ?? 0) + 1);
        var place = FindLineStart(body, line) + column - 1;
        var what = place >= body.Length ? "unexpected end of data" : "unexpected character";
        return string.Create(CultureInfo.InvariantCulture, $"{what}: line {line} column {column} (char {place})");
    }

    private static int FindLineStart(byte[] body, long line)
    {
        var start = 0;
        for (var at = 1; at < line; at++)
        {
            start = Array.IndexOf(body, (byte)'\n', start) + 1;
        }

        return start;
    }
}
