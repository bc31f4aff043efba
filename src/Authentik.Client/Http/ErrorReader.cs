using System.Text.Json;
using Authentik.Parsing;
using Authentik.Transport;

namespace Authentik.Http;

/// <summary>Tells the failures of a request apart, from status, content type and known shapes.</summary>
/// <remarks>Texts are compared only where nothing else tells two failures apart; requests ask for English.</remarks>
internal sealed class ErrorReader(ApiRequest request, Redactor redactor)
{
    private static readonly string[] TokenTexts =
    [
        "Token invalid/expired",
        "Authentication credentials were not provided.",
        "Unsupported authentication type",
    ];

    /// <summary>Makes the exception for a response that isn't a success.</summary>
    public ApiException Read(TransportResponse response)
    {
        var errors = new FieldErrorList();
        var detail = ReadBody(response, errors, redactor);
        var kind = FindKind(response, detail);
        var failure = MakeFailure(response) with
        {
            Detail = redactor.RedactText(detail),
            FieldErrors = errors.Redact(redactor),
            MayHaveBeenDone = request.IsChange && response.Status >= 500 && !RetryPolicy.DidNothing(response),
        };

        // Only the server's words are redacted: a secret that is a common word must not remove words of the message itself.
        if (kind != ApiErrorKind.Redirected)
        {
            return Make(kind, failure);
        }

        var message = redactor.RedactText(RedirectMessage.Describe(failure, response))!;
        return new ApiException(kind, ErrorText.AddRequestId(message, failure), failure);
    }

    /// <summary>Makes the exception for a request without a response.</summary>
    public ApiException ReadFault(Uri server, TransportException fault)
    {
        var kind = fault.Fault switch
        {
            TransportFault.Tls => ApiErrorKind.Tls,
            TransportFault.TimedOut => ApiErrorKind.TimedOut,
            TransportFault.TooLarge => ApiErrorKind.ResponseTooLarge,
            TransportFault.Undecodable => ApiErrorKind.UnexpectedAnswer,
            _ => ApiErrorKind.Connection,
        };
        var failure = new ApiFailure(request.Method.Method, redactor.RedactText(request.Path)!)
        {
            MayHaveBeenDone = fault.MayHaveArrived && request.IsChange,
        };
        var message = ErrorText.DescribeFault(server.GetLeftPart(UriPartial.Authority), request, fault, failure);
        return new ApiException(kind, redactor.RedactText(message)!, failure);
    }

    /// <summary>Makes the exception for the empty 405, after a GET of the same path has told what it means.</summary>
    public ApiException ReadAmbiguous(TransportResponse response, bool pathExists) =>
        Make(
            pathExists ? ApiErrorKind.ServerFault : ApiErrorKind.OperationMissing,
            MakeFailure(response) with { MayHaveBeenDone = pathExists });

    /// <summary>Makes the exception for a success that isn't authentik's.</summary>
    public ApiException ReadUnexpected(TransportResponse response) => Make(
        ApiErrorKind.UnexpectedAnswer,
        MakeFailure(response) with { MayHaveBeenDone = request.IsChange && !IsPage(response) });

    /// <summary>Makes the exception for a success that can't be right, with the reason.</summary>
    public ApiException ReadUnexpected(TransportResponse response, string reason) => Make(
        ApiErrorKind.UnexpectedAnswer,
        MakeFailure(response) with { Detail = redactor.RedactText(reason), MayHaveBeenDone = request.IsChange });

    /// <summary>True for the empty web page with status 405 that stands for an unknown URL as well as for a crash.</summary>
    public static bool IsAmbiguous(TransportResponse response) =>
        response.Status == 405 && !IsJson(response) && response.Content.IsEmpty;

    /// <summary>
    /// True when the server doesn't accept the token: the status is 403 as for a missing permission, and only the text tells.
    /// </summary>
    public static bool IsTokenRefused(TransportResponse response) =>
        response.Status == 401
        || (response.Status == 403 && IsJson(response) && IsTokenText(ReadBody(response, new FieldErrorList(), redactor: null)));

    /// <summary>True when the response is authentik's JSON.</summary>
    public static bool IsJson(TransportResponse response) =>
        response.Header("Content-Type")?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>True for a web page, such as that of a proxy that asks for a sign-in: whoever sent it did nothing else.</summary>
    public static bool IsPage(TransportResponse response) =>
        !response.Content.IsEmpty && response.Header("Content-Type")?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true;

    private ApiException Make(ApiErrorKind kind, ApiFailure failure) =>
        new(kind, ErrorText.AddRequestId(ErrorText.Describe(kind, failure, request.Check), failure), failure);

    private ApiFailure MakeFailure(TransportResponse response) => new(request.Method.Method, redactor.RedactText(request.Path)!)
    {
        StatusCode = response.Status,
        RequestId = redactor.RedactText(response.Header("X-authentik-id")),
    };

    private ApiErrorKind FindKind(TransportResponse response, string? detail) => response.Status switch
    {
        >= 300 and < 400 => ApiErrorKind.Redirected,
        400 => IsClientCertificateWanted(response) ? ApiErrorKind.Tls : ApiErrorKind.Validation,
        401 => ApiErrorKind.NotSignedIn,
        403 when !IsJson(response) => ApiErrorKind.UnexpectedAnswer,
        403 => IsTokenText(detail) ? ApiErrorKind.NotSignedIn : ApiErrorKind.Forbidden,
        404 => IsJson(response) || response.Header("Content-Type") is null ? ApiErrorKind.NotFound : ApiErrorKind.OperationMissing,
        405 => IsJson(response) || request.Method == HttpMethod.Get ? ApiErrorKind.OperationMissing : ApiErrorKind.ServerFault,
        429 => ApiErrorKind.RateLimited,
        502 or 503 or 504 => ApiErrorKind.Unavailable,
        501 => ApiErrorKind.Refused,
        >= 500 => ApiErrorKind.ServerFault,
        _ => ApiErrorKind.Refused,
    };

    private static bool IsTokenText(string? detail) => TokenTexts.Contains(detail, StringComparer.Ordinal);

    // nginx keeps the connection open and responds with a web page. A 400 from authentik is JSON.
    private static bool IsClientCertificateWanted(TransportResponse response) =>
        !IsJson(response) && response.Content.Span.IndexOf("SSL certificate"u8) >= 0;

    private static string? ReadBody(TransportResponse response, FieldErrorList errors, Redactor? redactor)
    {
        if (!IsJson(response) || response.Content.IsEmpty)
        {
            return null;
        }

        try
        {
            using var json = JsonBody.Parse(response.Content);
            return ReadRoot(json.RootElement, errors, redactor);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? ReadRoot(JsonElement root, FieldErrorList errors, Redactor? redactor)
    {
        switch (root.ValueKind)
        {
            case JsonValueKind.String:
                return root.GetString();
            case JsonValueKind.Array:
                return string.Join(" ", root.EnumerateArray().Select(item => ReadText(item, redactor)));
            case JsonValueKind.Object:
                foreach (var property in root.EnumerateObject().Where(property => property.Name != "detail"))
                {
                    errors.Add(property.Name, property.Value);
                }

                return root.TryGetProperty("detail", out var detail) ? ReadText(detail, redactor) : null;
            default:
                return null;
        }
    }

    // JSON inside a message is written again, so that secrets are found by their names and in any escaping.
    private static string ReadText(JsonElement said, Redactor? redactor) =>
        redactor is not null && said.ValueKind is JsonValueKind.Object or JsonValueKind.Array
            ? redactor.RedactJson(said)
            : said.ToString();
}
