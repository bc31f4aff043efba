using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Sandboxing.Http;

/// <summary>The shapes in which authentik answers.</summary>
internal static class Answers
{
    public const string Html = "text/html; charset=utf-8";

    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Answer Json(int status, JsonNode? body) =>
        new(status, body is null ? "null"u8.ToArray() : Encoding.UTF8.GetBytes(body.ToJsonString(Writing)), [new("Content-Type", "application/json")]);

    public static Answer Ok(JsonNode body) => Json(200, body);

    public static Answer NoContent() => new(204, [], []);

    public static Answer Detail(int status, string text) => Json(status, new JsonObject { ["detail"] = text });

    public static Answer Forbidden(string text) => Detail(403, text);

    public static Answer Refused(JsonNode errors) => Json(400, errors);

    /// <summary>A refusal that does not say why.</summary>
    public static Answer EmptyRefusal() => new(400, [], []);

    public static Answer MethodNotAllowed(string method, string allow) => Detail(405, $"Method \"{method}\" not allowed.").With("Allow", allow);

    /// <summary>What the sandbox does not imitate says so, instead of pretending.</summary>
    public static Answer NotModelled(string what) => Detail(501, $"The sandbox does not model {what}.");

    /// <summary>The error page behind a URL that is not there.</summary>
    public static Answer PageNotFound() => Page(404, "Not Found");

    /// <summary>The error page behind an unhandled exception; it answers GET only.</summary>
    public static Answer ServerError() => Page(500, "Server Error");

    /// <summary>
    /// What comes back from a write to a URL that is not there, and from a write that broke the server: the error page
    /// knows no such method.
    /// </summary>
    public static Answer EmptyNotAllowed() => new(405, [], [new("Content-Type", Html), new("Allow", "GET, HEAD, OPTIONS")]);

    /// <summary>What a URL answers that is not there.</summary>
    public static Answer Nowhere(string method) => method switch
    {
        "GET" or "HEAD" => PageNotFound(),
        "OPTIONS" => EmptyPage(),
        _ => EmptyNotAllowed(),
    };

    /// <summary>An unhandled exception, as it looks from outside.</summary>
    public static Answer Crash(string method) => method is "GET" or "HEAD" ? ServerError() : EmptyNotAllowed();

    public static Answer EmptyPage() => new(200, [], [new("Content-Type", Html), new("Allow", "GET, HEAD, OPTIONS")]);

    private static Answer Page(int status, string title) =>
        new(status, Encoding.UTF8.GetBytes($"<!DOCTYPE html>\n<html><head><title>authentik</title></head><body><h1>{title}</h1></body></html>\n"), [new("Content-Type", Html)]);
}
