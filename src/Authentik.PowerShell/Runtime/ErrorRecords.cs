using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Creates all error records: an id, a category, the target, and the message that says what happened and what to do.</summary>
internal static class ErrorRecords
{
    /// <summary>True for failures that become error records. All others are faults of the module and end the command.</summary>
    public static bool CanTell(Exception error) => error is
        ApiException or InputException or ConfigurationFileException or BackgroundException or IOException or UnauthorizedAccessException;

    /// <summary>The record, with signs for control characters in its message and in the name of its target.</summary>
    public static ErrorRecord MakeVisible(ErrorRecord record)
    {
        var (message, name) = (record.ToString(), record.CategoryInfo.TargetName);

        // Each problem of a configuration is a line, and visible already.
        if (record.Exception is not ConfigurationFileException && VisibleText.Show(message) is var shown && shown != message)
        {
            record.ErrorDetails = new ErrorDetails(shown);
        }

        if (VisibleText.Show(name) is var shownName && shownName != name)
        {
            record.CategoryInfo.TargetName = shownName;
        }

        return record;
    }

    /// <summary>Creates the record for a failure.</summary>
    public static ErrorRecord Create(Exception error, object? target) => error switch
    {
        ApiException api => new ErrorRecord(api, IdOf(api), CategoryOf(api), target ?? api.Path),
        InputException input => new ErrorRecord(input, IdOf(input.Problem), CategoryOf(input.Problem), target ?? input.Target),
        ConfigurationFileException => new ErrorRecord(error, "ConfigurationFileInvalid", ErrorCategory.InvalidData, target),
        BackgroundException { HasTimedOut: true } => new ErrorRecord(error, "WaitTimedOut", ErrorCategory.OperationTimeout, target),
        BackgroundException => new ErrorRecord(error, "BackgroundWorkFailed", ErrorCategory.InvalidResult, target),
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
        InputProblem.NotComputed => "ScriptBlockFailed",
        _ => problem.ToString(),
    };

    private static ErrorCategory CategoryOf(InputProblem problem) => problem switch
    {
        InputProblem.NotFound => ErrorCategory.ObjectNotFound,
        InputProblem.VersionMismatch => ErrorCategory.NotImplemented,
        InputProblem.NoSession => ErrorCategory.ConnectionError,
        InputProblem.NothingToDo => ErrorCategory.InvalidOperation,
        InputProblem.OwnAccess => ErrorCategory.PermissionDenied,
        _ => ErrorCategory.InvalidArgument,
    };

    // All of authentik's messages about something that already exists have one of these words.
    private static bool IsDuplicate(ApiException error) =>
        Contains(error, "unique") || Contains(error, "already exists");

    private static bool Contains(ApiException error, string words) =>
        error.FieldErrors.Values.Any(messages => messages.Any(message => message.Contains(words, StringComparison.OrdinalIgnoreCase)));
}
