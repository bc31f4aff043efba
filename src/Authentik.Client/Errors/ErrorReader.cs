using System.Text.Json;
using Authentik.Transport;

namespace Authentik.Errors;

/// <summary>Tells authentik's failures apart and puts them into words, from status, content type and known shapes.</summary>
/// <remarks>Texts are compared only where nothing else tells two failures apart; requests ask for English.</remarks>
internal static class ErrorReader
{
    private const string ClientCertificateHelp = "Give the client certificate that it wants with -Certificate or -CertificatePath.";

    private static readonly string[] TokenTexts =
    [
        "Token invalid/expired",
        "Authentication credentials were not provided.",
        "Unsupported authentication type",
    ];

    /// <summary>The exception for an answer that is no success.</summary>
    public static ApiException Read(string method, string path, TransportResponse response, Redactor redactor)
    {
        var errors = new FieldErrorList();
        var detail = ReadBody(response, errors, redactor);
        var failure = Failure(method, path, response, redactor) with
        {
            Detail = redactor.Text(detail),
            FieldErrors = errors.Redacted(redactor),
        };
        var kind = KindOf(method, response, detail);

        // Only what others said is searched for secrets: one that is a common word must not blank ours.
        var redirection = kind == ApiErrorKind.Redirected ? redactor.Text(Redirection.Describe($"{method} {failure.Path}", response))! : string.Empty;
        return new ApiException(kind, Describe(kind, failure, redirection), failure);
    }

    /// <summary>The exception for a request without an answer.</summary>
    public static ApiException Read(string method, string path, Uri server, TransportException fault, Redactor redactor)
    {
        var host = server.GetLeftPart(UriPartial.Authority);
        var (kind, message) = fault.Fault switch
        {
            TransportFault.Tls => (ApiErrorKind.Tls, DescribeTls(host, fault)),
            TransportFault.Proxy => (ApiErrorKind.Connection,
                $"No answer from {host}: {fault.Message} Check -Proxy and -ProxyCredential, or use -NoProxy to go there directly."),
            TransportFault.TimedOut => (ApiErrorKind.TimedOut,
                $"No answer from {host} to {method} {path}: {fault.Message} -ConnectionTimeoutSeconds and -OperationTimeoutSeconds of Connect-Authentik give more time."),
            _ => (ApiErrorKind.Connection, $"No answer from {host}: {fault.Message} Check the address and that the server runs."),
        };
        return new ApiException(kind, redactor.Text(message)!, new ApiFailure(method, redactor.Text(path)!));
    }

    /// <summary>True for the empty web page with status 405 that stands for an unknown URL as well as for a crash.</summary>
    public static bool IsAmbiguous(TransportResponse response) =>
        response.Status == 405 && !IsJson(response) && response.Content.IsEmpty;

    /// <summary>The exception for that empty 405, after a GET of the same path has told which it is.</summary>
    public static ApiException ReadAmbiguous(string method, string path, TransportResponse response, bool pathExists, Redactor redactor)
    {
        var failure = Failure(method, path, response, redactor);
        var kind = pathExists ? ApiErrorKind.ServerFault : ApiErrorKind.OperationMissing;
        return new ApiException(kind, Describe(kind, failure, string.Empty), failure);
    }

    /// <summary>The exception for a success that is not authentik's.</summary>
    public static ApiException ReadUnexpected(string method, string path, TransportResponse response, Redactor redactor)
    {
        var failure = Failure(method, path, response, redactor);
        return new ApiException(ApiErrorKind.UnexpectedAnswer, Describe(ApiErrorKind.UnexpectedAnswer, failure, string.Empty), failure);
    }

    /// <summary>True when the server does not accept the token: the status is 403 as for a missing permission, and only the text tells.</summary>
    public static bool IsTokenRefused(TransportResponse response) =>
        response.Status == 401 || (response.Status == 403 && IsJson(response) && TokenTexts.Contains(ReadBody(response, new FieldErrorList(), null), StringComparer.Ordinal));

    /// <summary>True when the answer is authentik's JSON.</summary>
    public static bool IsJson(TransportResponse response) =>
        response.Header("Content-Type")?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    private static ApiFailure Failure(string method, string path, TransportResponse response, Redactor redactor) => new(method, redactor.Text(path)!)
    {
        StatusCode = response.Status,
        RequestId = redactor.Text(response.Header("X-authentik-id")),
    };

    private static ApiErrorKind KindOf(string method, TransportResponse response, string? detail) => response.Status switch
    {
        >= 300 and < 400 => ApiErrorKind.Redirected,
        400 => WantsClientCertificate(response) ? ApiErrorKind.Tls : ApiErrorKind.Validation,
        401 => ApiErrorKind.NotSignedIn,
        403 when !IsJson(response) => ApiErrorKind.UnexpectedAnswer,
        403 => TokenTexts.Contains(detail, StringComparer.Ordinal) ? ApiErrorKind.NotSignedIn : ApiErrorKind.Forbidden,
        404 => IsJson(response) ? ApiErrorKind.NotFound : ApiErrorKind.OperationMissing,
        405 => IsJson(response) || HttpMethod.Get.Method == method ? ApiErrorKind.OperationMissing : ApiErrorKind.ServerFault,
        429 => ApiErrorKind.RateLimited,
        502 or 503 or 504 => ApiErrorKind.Unavailable,
        501 => ApiErrorKind.Refused,
        >= 500 => ApiErrorKind.ServerFault,
        _ => ApiErrorKind.Refused,
    };

    private static string Describe(ApiErrorKind kind, ApiFailure failure, string redirection)
    {
        var call = $"{failure.Method} {failure.Path}";
        var said = Said(failure);
        var text = kind switch
        {
            ApiErrorKind.Validation => $"authentik refused {call}: {said ?? "it did not say why."}",
            ApiErrorKind.Tls =>
                $"The proxy before the server refused {call}: no client certificate came, or not the right one. {ClientCertificateHelp}",
            ApiErrorKind.NotSignedIn =>
                $"authentik did not accept the token: {said ?? "status 401"}. The server does not say why: it may be wrong or have ended, its user may be inactive, or it is no API token but an app password, which goes with -ClientId and -Credential. A token of a provider needs the scope mapping for the API access. Connect again.",
            ApiErrorKind.Forbidden => $"The token's user may not do {call}: {said ?? "no permission."}",
            ApiErrorKind.NotFound => $"authentik found nothing at {call}: {said ?? "404."} It does not exist, or the token's user may not see it.",
            ApiErrorKind.OperationMissing => $"This server has no operation {call}. It came in with another version, is switched off there, as tenants are on most, or the address is not authentik's.",
            ApiErrorKind.Refused when failure.StatusCode == 501 && said is not null => said,
            ApiErrorKind.ServerFault when failure.Method != "GET" =>
                $"authentik failed while it worked on {call} (status {failure.StatusCode}). The change may have been made: look before you repeat it. The server's log has the cause.",
            ApiErrorKind.ServerFault => $"authentik failed while it worked on {call} (status {failure.StatusCode}). The server's log has the cause.",
            ApiErrorKind.RateLimited => $"Too many requests: {call} was refused until later.",
            ApiErrorKind.Unavailable => $"The server, or the proxy before it, cannot answer {call} now (status {failure.StatusCode}).",
            ApiErrorKind.Redirected => redirection,
            ApiErrorKind.UnexpectedAnswer => $"The answer to {call} (status {failure.StatusCode}) is no JSON of authentik's API, more likely a web page. Check the address; where a proxy before authentik asks for a sign-in of its own, give it what it wants with -Header.",
            _ => $"The server refused {call} with status {failure.StatusCode}: {said ?? "it did not say why."}",
        };
        var sentence = text.EndsWith('.') ? text : text + ".";
        return failure.RequestId is null ? sentence : $"{sentence} (Request {failure.RequestId}.)";
    }

    private static string DescribeTls(string host, TransportException fault)
    {
        if (fault.Flaws.HasFlag(TlsFlaws.ClientCertificate))
        {
            return $"No secure connection to {host}: {fault.Message} {ClientCertificateHelp}";
        }

        var helps = new List<string> { $"The certificate of {host} was not accepted: {fault.Message}" };
        if (fault.Flaws.HasFlag(TlsFlaws.Name))
        {
            helps.Add("Connect with a name that the certificate has.");
        }

        if (fault.Flaws.HasFlag(TlsFlaws.Time))
        {
            helps.Add("Renew it, or set the clock here right.");
        }

        if (fault.Flaws.HasFlag(TlsFlaws.Issuer))
        {
            helps.Add("Give the certificate of your own authority with -CaCertificatePath, or let the system trust it.");
        }

        helps.Add("For a test server there is -SkipCertificateCheck.");
        return string.Join(' ', helps);
    }

    // nginx lets the connection stand and answers with a web page of its own; authentik's 400 is JSON.
    private static bool WantsClientCertificate(TransportResponse response) =>
        !IsJson(response) && response.Content.Span.IndexOf("SSL certificate"u8) >= 0;

    private static string? Said(ApiFailure failure)
    {
        var fields = failure.FieldErrors.Select(error => $"{error.Key}: {string.Join(" ", error.Value)}");
        var parts = failure.Detail is null ? fields : fields.Prepend(failure.Detail);
        var said = string.Join(" ", parts);
        return said.Length == 0 ? null : said;
    }

    private static string? ReadBody(TransportResponse response, FieldErrorList errors, Redactor? redactor)
    {
        if (!IsJson(response) || response.Content.IsEmpty)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(response.Content);
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
                return string.Join(" ", root.EnumerateArray().Select(item => Words(item, redactor)));
            case JsonValueKind.Object:
                foreach (var property in root.EnumerateObject().Where(property => property.Name != "detail"))
                {
                    errors.Add(property.Name, property.Value);
                }

                return root.TryGetProperty("detail", out var detail) ? Words(detail, redactor) : null;
            default:
                return null;
        }
    }

    // JSON inside of a message is written anew, so that secrets in it are found by their names and however they were escaped.
    private static string Words(JsonElement said, Redactor? redactor) => redactor is not null && said.ValueKind is JsonValueKind.Object or JsonValueKind.Array
        ? redactor.Body(JsonSerializer.SerializeToUtf8Bytes(said))
        : said.ToString();
}
