namespace Authentik;

/// <summary>Why something was refused before it was sent.</summary>
public enum InputProblem
{
    /// <summary>The value cannot be sent as it is.</summary>
    InvalidValue,

    /// <summary>A value that the server demands was not given.</summary>
    MissingValue,

    /// <summary>The server's version does not take the parameter or the value.</summary>
    VersionMismatch,

    /// <summary>Nothing has the name.</summary>
    NotFound,

    /// <summary>Several objects have the name.</summary>
    Ambiguous,

    /// <summary>The id and the name that were given are those of two objects.</summary>
    Contradiction,

    /// <summary>Nothing was named that could be changed.</summary>
    NothingToDo,

    /// <summary>There is no session, or not the one that is needed.</summary>
    NoSession,
}

/// <summary>Something was refused before it was sent to the server; the message says what to do.</summary>
public sealed class InputException : Exception
{
    /// <summary>Something was refused.</summary>
    public InputException(InputProblem problem, string message, object? target = null)
        : base(message)
    {
        Problem = problem;
        Target = target;
    }

    /// <summary>Why.</summary>
    public InputProblem Problem { get; }

    /// <summary>The value it is about, or null.</summary>
    public object? Target { get; }
}
