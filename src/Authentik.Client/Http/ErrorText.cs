using Authentik.Transport;

namespace Authentik.Http;

/// <summary>The sentences of failed requests: what happened, why as far as known, and what to do.</summary>
internal static class ErrorText
{
    // A page of a proxy, or what was sent, can be in it.
    private const int LongestQuote = 2000;

    private const string ClientCertificateHelp = "Specify the client certificate with -Certificate or -CertificatePath.";

    /// <summary>The message for a failure that the server told.</summary>
    /// <param name="kind">The kind of failure.</param>
    /// <param name="failure">Its facts.</param>
    /// <param name="check">The command that tells whether a change was made; null if there is none.</param>
    public static string Describe(ApiErrorKind kind, ApiFailure failure, string? check)
    {
        var call = $"{failure.Method} {failure.Path}";
        var said = Quote(failure);
        var warning = WarnOfChange(failure.MayHaveBeenDone, check);
        return kind switch
        {
            ApiErrorKind.Validation => $"authentik refused {call}: {said ?? "it gave no reason. Check the values."}",
            ApiErrorKind.Tls =>
                $"The proxy in front of the server refused {call}: no client certificate was sent, or not the right one. "
                + ClientCertificateHelp,
            ApiErrorKind.NotSignedIn =>
                $"authentik didn't accept the token: {said?.TrimEnd('.') ?? "status 401"}. It may be wrong or expired, or its user may be "
                + "inactive. "
                + "Connect again with Connect-Authentik: an app password isn't an API token and needs -ClientId and -Credential, "
                + "and a provider's token needs the scope mapping for API access.",
            ApiErrorKind.Forbidden => 
                $"The token's user doesn't have permission for {call}: {said ?? "status 403."} "
                + "Give that user a role with the permission, or connect as another user.",
            ApiErrorKind.NotFound =>
                $"authentik found nothing at {call}: {said ?? "status 404."} It doesn't exist, or the token's user "
                + "doesn't have permission to view it. Check the name or id, and the permissions of that user.",
            ApiErrorKind.OperationMissing =>
                $"This server doesn't have the operation {call}. It belongs to another version, is turned off there "
                + "(as tenants usually are), or the address isn't authentik's. "
                + "Check the address and the version with Get-AuthentikSession.",
            ApiErrorKind.Refused when failure.StatusCode == 501 && said is not null => said,
            ApiErrorKind.ServerFault =>
                $"authentik failed while it processed {call} (status {failure.StatusCode}).{warning} "
                + "For the cause, see the server's log.",
            ApiErrorKind.RateLimited => $"The server is rate limiting requests: {call} was refused (status 429). Try again later.",
            ApiErrorKind.Unavailable =>
                $"The server, or the proxy in front of it, is unavailable for {call} (status {failure.StatusCode})."
                + $"{warning} Try again later.",
            ApiErrorKind.UnexpectedAnswer when failure.Detail is { } reason =>
                $"The response to {call} (status {failure.StatusCode}) isn't as authentik's API has it. {reason.TrimEnd('.')}."
                + $"{warning} Check the address, and the proxies in front of the server.",
            ApiErrorKind.UnexpectedAnswer when failure.MayHaveBeenDone =>
                $"The response to {call} (status {failure.StatusCode}) isn't JSON from authentik's API.{warning}",
            ApiErrorKind.UnexpectedAnswer =>
                $"The response to {call} (status {failure.StatusCode}) isn't JSON from authentik's API, more likely a web page. "
                + "Check the address. If a proxy in front of authentik asks for a sign-in of its own, specify what it needs with -Header.",
            _ => $"The server refused {call} with status {failure.StatusCode}: {said ?? "it gave no reason."}",
        };
    }

    /// <summary>The message, with the id by which the server's log has the request.</summary>
    public static string AddRequestId(string message, ApiFailure failure)
    {
        var sentence = message.EndsWith('.') ? message : message + ".";
        return failure.RequestId is null ? sentence : $"{sentence} (Request {failure.RequestId}.)";
    }

    /// <summary>The message for a request without a response.</summary>
    public static string DescribeFault(string host, ApiRequest request, TransportException fault, ApiFailure failure)
    {
        var (happened, advice) = SplitFault(host, request, fault);
        return $"{happened}{WarnOfChange(failure.MayHaveBeenDone, request.Check)} {advice}";
    }

    /// <summary>What to say of a change that may have been made; empty where nothing can have been.</summary>
    public static string WarnOfChange(bool mayHaveBeenDone, string? check) => mayHaveBeenDone
        ? $" The change may have been made: check{(check is null ? null : $" with {check}")} before you repeat it."
        : string.Empty;

    private static (string Happened, string Advice) SplitFault(
        string host, ApiRequest request, TransportException fault) => fault.Fault switch
    {
        TransportFault.Tls => DescribeTls(host, fault),
        TransportFault.Proxy => (
            $"No response from {host}: {fault.Message}",
            "Check -Proxy and -ProxyCredential, or use -NoProxy to connect directly."),
        TransportFault.TimedOut => (
            $"No response from {host} to {request}: {fault.Message}",
            "Allow more time with -ConnectionTimeoutSeconds and -OperationTimeoutSeconds of Connect-Authentik."),
        TransportFault.TooLarge => (
            $"The response from {host} to {request} was not read: {fault.Message}",
            "Request less, or allow more with -MaximumResponseSize of Connect-Authentik."),
        TransportFault.Undecodable => (
            $"The response from {host} to {request} can't be read: {fault.Message}",
            "Check the proxies in front of the server."),
        _ => ($"No response from {host}: {fault.Message}", "Check the address, and that the server is running."),
    };

    private static (string Happened, string Advice) DescribeTls(string host, TransportException fault)
    {
        if (fault.Flaws.HasFlag(TlsFlaws.ClientCertificate))
        {
            return ($"No secure connection to {host}: {fault.Message}", ClientCertificateHelp);
        }

        var sentences = new List<string>();
        if (fault.Flaws.HasFlag(TlsFlaws.Name))
        {
            sentences.Add("Connect with a name that is in the certificate.");
        }

        if (fault.Flaws.HasFlag(TlsFlaws.Time))
        {
            sentences.Add("Renew the certificate, or correct the clock of this computer.");
        }

        if (fault.Flaws.HasFlag(TlsFlaws.Issuer))
        {
            sentences.Add("Specify the certificate of your own authority with -CaCertificatePath, or let the system trust it.");
        }

        sentences.Add("For a test server, use -SkipCertificateCheck.");
        return ($"The certificate of {host} was not accepted: {fault.Message}", string.Join(' ', sentences));
    }

    private static string? Quote(ApiFailure failure)
    {
        var fields = failure.FieldErrors.Select(error => $"{error.Key}: {string.Join(" ", error.Value)}");
        var said = string.Join(" ", failure.Detail is null ? fields : fields.Prepend(failure.Detail));
        return said.Length switch
        {
            0 => null,
            > LongestQuote => $"{said[..LongestQuote].TrimEnd()} ...",
            _ => said,
        };
    }
}
