namespace Authentik;

/// <summary>What kind of failure an <see cref="ApiException"/> is.</summary>
public enum ApiErrorKind
{
    /// <summary>The server refused values of the request; see <see cref="ApiException.FieldErrors"/>.</summary>
    Validation,

    /// <summary>The token is wrong, expired, missing or of the wrong kind, or its user is inactive.</summary>
    NotSignedIn,

    /// <summary>The token's user lacks the permission.</summary>
    Forbidden,

    /// <summary>The object doesn't exist, or the caller doesn't have permission to view it.</summary>
    NotFound,

    /// <summary>This server doesn't have the operation.</summary>
    OperationMissing,

    /// <summary>The server failed while it processed the request. A change may have been made.</summary>
    ServerFault,

    /// <summary>Too many requests.</summary>
    RateLimited,

    /// <summary>The server, or the proxy in front of it, is unavailable.</summary>
    Unavailable,

    /// <summary>The server redirects to another address. Redirects are never followed, because the token would go along.</summary>
    Redirected,

    /// <summary>The response isn't authentik's, such as a web page.</summary>
    UnexpectedAnswer,

    /// <summary>The server refused the request for another reason; see the status.</summary>
    Refused,

    /// <summary>No connection, or it broke.</summary>
    Connection,

    /// <summary>The server's certificate was not accepted, or the server didn't accept the client's.</summary>
    Tls,

    /// <summary>No response arrived in time.</summary>
    TimedOut,

    /// <summary>The response is larger than the session allows.</summary>
    ResponseTooLarge,
}

/// <summary>A request failed: the server refused it, or no response arrived.</summary>
public sealed class ApiException : Exception
{
    /// <summary>Creates the exception.</summary>
    internal ApiException(ApiErrorKind kind, string message, ApiFailure failure, Exception? inner = null)
        : base(VisibleText.Show(message), inner)
    {
        Kind = kind;
        StatusCode = failure.StatusCode;
        Method = failure.Method;
        Path = failure.Path;
        RequestId = failure.RequestId;
        Detail = failure.Detail;
        FieldErrors = failure.FieldErrors;
        MayHaveBeenDone = failure.MayHaveBeenDone;
    }

    /// <summary>What kind of failure it is.</summary>
    public ApiErrorKind Kind { get; }

    /// <summary>The HTTP status, from 300 to 599; null when no response arrived.</summary>
    public int? StatusCode { get; }

    /// <summary>The method of the request.</summary>
    public string Method { get; }

    /// <summary>The path of the request below the API's root.</summary>
    public string Path { get; }

    /// <summary>The id of the request in the server's log; null when the server sent none.</summary>
    public string? RequestId { get; }

    /// <summary>What the server said, where it said it in one sentence; null otherwise.</summary>
    public string? Detail { get; }

    /// <summary>
    /// What the server said of single fields, by path (<c>username</c>, <c>redirect_uris[0].url</c>); empty when nothing.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get; }

    /// <summary>True when the server may have made the change although the request failed. Check before you repeat it.</summary>
    public bool MayHaveBeenDone { get; }

    /// <summary>True when a 404 means that the object is missing, and not the operation.</summary>
    public bool IsObjectMissing => Kind == ApiErrorKind.NotFound;

    /// <summary>True when this server doesn't have the operation, whatever the object.</summary>
    public bool IsOperationMissing => Kind == ApiErrorKind.OperationMissing;
}

/// <summary>The facts of a failure.</summary>
internal sealed record ApiFailure(string Method, string Path)
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoFields = new Dictionary<string, IReadOnlyList<string>>();

    public int? StatusCode { get; init; }

    public string? RequestId { get; init; }

    public string? Detail { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get; init; } = NoFields;

    public bool MayHaveBeenDone { get; init; }
}
