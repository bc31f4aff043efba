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

    /// <summary>There is no such object, or the caller may not see it.</summary>
    NotFound,

    /// <summary>This server has no such operation.</summary>
    OperationMissing,

    /// <summary>The server failed while it worked on the request; a write may have taken effect.</summary>
    ServerFault,

    /// <summary>Too many requests.</summary>
    RateLimited,

    /// <summary>The server or the proxy before it cannot answer now.</summary>
    Unavailable,

    /// <summary>The address leads elsewhere; redirects are never followed with the token.</summary>
    Redirected,

    /// <summary>The answer is not authentik's, such as a web page.</summary>
    UnexpectedAnswer,

    /// <summary>The server refused the request for another reason; see the status.</summary>
    Refused,

    /// <summary>No connection, or it broke.</summary>
    Connection,

    /// <summary>The server's certificate was not accepted, or it did not accept the client's.</summary>
    Tls,

    /// <summary>The time ran out before the answer came.</summary>
    TimedOut,
}

/// <summary>A request failed: the server refused it, or no answer came.</summary>
public sealed class ApiException : Exception
{
    /// <summary>A request failed.</summary>
    internal ApiException(ApiErrorKind kind, string message, ApiFailure failure, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        StatusCode = failure.StatusCode;
        Method = failure.Method;
        Path = failure.Path;
        RequestId = failure.RequestId;
        Detail = failure.Detail;
        FieldErrors = failure.FieldErrors;
    }

    /// <summary>What kind of failure it is.</summary>
    public ApiErrorKind Kind { get; }

    /// <summary>The HTTP status, from 300 to 599; null when no answer came.</summary>
    public int? StatusCode { get; }

    /// <summary>The method of the request.</summary>
    public string Method { get; }

    /// <summary>The path of the request below the API's root.</summary>
    public string Path { get; }

    /// <summary>The id under which the server's log has the request; null when the server gave none.</summary>
    public string? RequestId { get; }

    /// <summary>What the server said, where it said it in one sentence; null otherwise.</summary>
    public string? Detail { get; }

    /// <summary>
    /// What the server said of single fields, by path (<c>username</c>, <c>redirect_uris[0].url</c>); empty when nothing.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get; }

    /// <summary>True when a 404 means that the object is missing, and not the operation.</summary>
    public bool IsObjectMissing => Kind == ApiErrorKind.NotFound;

    /// <summary>True when this server has no such operation, whatever the object.</summary>
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
}
