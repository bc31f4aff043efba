namespace Authentik.PowerShell.Tests.Language;

/// <summary>What a text is for, because a message, a page of help and a comment have different rules.</summary>
[Flags]
public enum TextKind
{
    /// <summary>A string in the source that isn't known to be a message.</summary>
    Literal = 1,

    /// <summary>A string that is passed to an exception, a warning or a refusal, or reads as a sentence. Its parts are joined.</summary>
    Message = 2,

    /// <summary>A paragraph of the help, as the administrator reads it.</summary>
    Help = 4,

    /// <summary>A line of the API description.</summary>
    Book = 8,

    /// <summary>A documentation comment.</summary>
    Comment = 16,

    /// <summary>A paragraph of a document.</summary>
    Document = 32,

    /// <summary>An error of the module as a whole: what one call is given, with the parts that depend on a condition.</summary>
    Error = 64,

    /// <summary>All of them but errors, whose parts are messages.</summary>
    All = Literal | Message | Help | Book | Comment | Document,
}

/// <summary>A text and the place where it stands.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Place">The file, relative to the repository, and the line.</param>
/// <param name="Text">The text in one line; <c>{}</c> stands for each interpolated value.</param>
/// <param name="IsStart">Whether the text begins the message, and isn't the continuation of an expression.</param>
/// <param name="IsEnd">Whether the text ends the message.</param>
/// <param name="Call">The constructor or method that takes the message.</param>
/// <param name="CallAt">Where in the file the arguments of that call begin, which tells apart the calls of one file.</param>
public sealed record Sentence(
    TextKind Kind, string Place, string Text, bool IsStart = true, bool IsEnd = true, string? Call = null, int CallAt = 0)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {Text}";
}
