using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>The one place where error records are made: an id, a category, the target, and the words of what happened and what to do.</summary>
internal static class ErrorRecords
{
    /// <summary>True for the failures that are told as error records; all others are faults of ours and end the command.</summary>
    public static bool Knows(Exception error) => error is ApiException or InputException or IOException or UnauthorizedAccessException;

    /// <summary>The record for a failure.</summary>
    public static ErrorRecord Make(Exception error, object? target) => error switch
    {
        ApiException api => new ErrorRecord(api, IdOf(api), CategoryOf(api), target ?? api.Path),
        InputException input => new ErrorRecord(input, IdOf(input.Problem), CategoryOf(input.Problem), target ?? input.Target),
        IOException file => new ErrorRecord(file, "FileFailed", ErrorCategory.WriteError, target),
        _ => new ErrorRecord(error, "FileRefused", ErrorCategory.PermissionDenied, target),
    };

    private static string IdOf(ApiException error) => error.Kind switch
    {
        ApiErrorKind.Validation when IsDuplicate(error) => "AlreadyExists",
        ApiErrorKind.Validation => "ValidationFailed",
        var kind => kind.ToString(),
    };

    private static ErrorCategory CategoryOf(ApiException error) => error.Kind switch
    {
        ApiErrorKind.Validation => IsDuplicate(error) ? ErrorCategory.ResourceExists : ErrorCategory.InvalidData,
        ApiErrorKind.NotSignedIn => ErrorCategory.AuthenticationError,
        ApiErrorKind.Forbidden => ErrorCategory.PermissionDenied,
        ApiErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        ApiErrorKind.OperationMissing => ErrorCategory.NotImplemented,
        ApiErrorKind.ServerFault or ApiErrorKind.UnexpectedAnswer => ErrorCategory.InvalidResult,
        ApiErrorKind.RateLimited => ErrorCategory.LimitsExceeded,
        ApiErrorKind.Unavailable => ErrorCategory.ResourceUnavailable,
        ApiErrorKind.Connection => ErrorCategory.ConnectionError,
        ApiErrorKind.Redirected => ErrorCategory.ConnectionError,
        ApiErrorKind.Tls => ErrorCategory.SecurityError,
        ApiErrorKind.TimedOut => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.InvalidOperation,
    };

    private static string IdOf(InputProblem problem) => problem switch
    {
        InputProblem.NotFound => "NameNotFound",
        InputProblem.Ambiguous => "NameAmbiguous",
        InputProblem.NothingToDo => "NothingToChange",
        _ => problem.ToString(),
    };

    private static ErrorCategory CategoryOf(InputProblem problem) => problem switch
    {
        InputProblem.NotFound => ErrorCategory.ObjectNotFound,
        InputProblem.VersionMismatch => ErrorCategory.NotImplemented,
        InputProblem.NoSession => ErrorCategory.ConnectionError,
        InputProblem.NothingToDo => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.InvalidArgument,
    };

    // All of authentik's messages about something that is there already have one of these words.
    private static bool IsDuplicate(ApiException error) => error.FieldErrors.Values
        .SelectMany(messages => messages)
        .Any(message => message.Contains("unique", StringComparison.OrdinalIgnoreCase) || message.Contains("already exists", StringComparison.OrdinalIgnoreCase));
}
