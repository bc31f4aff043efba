namespace Authentik;

/// <summary>Why input was refused before it was sent.</summary>
public enum InputProblem
{
    /// <summary>The value isn't valid.</summary>
    InvalidValue,

    /// <summary>A value that the server requires is missing.</summary>
    MissingValue,

    /// <summary>The server's version doesn't support the parameter or the value.</summary>
    VersionMismatch,

    /// <summary>Nothing has the name.</summary>
    NotFound,

    /// <summary>Several objects have the name.</summary>
    Ambiguous,

    /// <summary>The id and the name belong to different objects.</summary>
    Contradiction,

    /// <summary>No change was specified.</summary>
    NothingToDo,

    /// <summary>There is no session, or not the one that is required.</summary>
    NoSession,

    /// <summary>It would take the caller's own access, and wasn't forced.</summary>
    OwnAccess,

    /// <summary>The value was to be computed for each object, and for this one that failed.</summary>
    NotComputed,
}

/// <summary>Input was refused before it was sent to the server. The message says what to do.</summary>
public sealed class InputException : Exception
{
    /// <summary>Creates the exception.</summary>
    public InputException(InputProblem problem, string message, object? target = null, Exception? innerException = null)
        : base(VisibleText.Show(message), innerException)
    {
        Problem = problem;
        Target = target;
    }

    /// <summary>Why.</summary>
    public InputProblem Problem { get; }

    /// <summary>The value it is about, or null.</summary>
    public object? Target { get; }
}
