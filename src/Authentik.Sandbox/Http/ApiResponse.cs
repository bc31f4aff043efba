using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Authentik.Sandboxing.Http;

/// <summary>A response to the caller.</summary>
internal sealed record ApiResponse(int Status, byte[] Body, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public ApiResponse AddHeader(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    /// <summary>The response to HEAD.</summary>
    public ApiResponse RemoveBody() => this with { Body = [] };
}

/// <summary>The responses that authentik gives in many places.</summary>
internal static class Responses
{
    public const string Html = "text/html; charset=utf-8";
    public const string ReadMethods = "GET, HEAD, OPTIONS";

    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ApiResponse Json(int status, JsonNode? body)
    {
        var text = body?.ToJsonString(Writing) ?? "null";
        return new(status, Encoding.UTF8.GetBytes(text), [new("Content-Type", "application/json")]);
    }

    public static ApiResponse Ok(JsonNode body) => Json(200, body);

    public static ApiResponse NoContent() => new(204, [], []);

    public static ApiResponse Detail(int status, string text) => Json(status, new JsonObject { ["detail"] = text });

    public static ApiResponse Forbidden(string text) => Detail(403, text);

    /// <summary>The response to a caller without a token that is valid here.</summary>
    public static ApiResponse NotAuthenticated() => Forbidden("Authentication credentials were not provided.");

    public static ApiResponse PermissionDenied() => Forbidden("You do not have permission to perform this action.");

    public static ApiResponse BadRequest(JsonNode errors) => Json(400, errors);

    /// <summary>A 400 that doesn't say why.</summary>
    public static ApiResponse EmptyBadRequest() => new(400, [], []);

    public static ApiResponse MethodNotAllowed(string method, string allow) =>
        Detail(405, $"Method \"{method}\" not allowed.").AddHeader("Allow", allow);

    /// <summary>The response to a request that authentik has and the sandbox doesn't imitate.</summary>
    public static ApiResponse NotModelled(string what) => Detail(501, $"The sandbox does not model {what}.");

    public static ApiResponse ErrorPage() => CreatePage(500, "Server Error");

    /// <summary>
    /// The response to a write at an unknown URL, and to a write that crashed the server: the error page accepts only GET.
    /// </summary>
    public static ApiResponse EmptyNotAllowed() => new(405, [], [new("Content-Type", Html), new("Allow", ReadMethods)]);

    public static ApiResponse UnknownUrl(string method) => method switch
    {
        "GET" or "HEAD" => CreatePage(404, "Not Found"),
        "OPTIONS" => new(200, [], [new("Content-Type", Html), new("Allow", ReadMethods)]),
        _ => EmptyNotAllowed(),
    };

    /// <summary>The response to a request that crashes the server.</summary>
    public static ApiResponse Crash(string method) => method is "GET" or "HEAD" ? ErrorPage() : EmptyNotAllowed();

    private static ApiResponse CreatePage(int status, string title)
    {
        var page = $"<!DOCTYPE html>\n<html><head><title>authentik</title></head><body><h1>{title}</h1></body></html>\n";
        return new(status, Encoding.UTF8.GetBytes(page), [new("Content-Type", Html)]);
    }
}
