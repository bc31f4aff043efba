using System.Text.Json.Nodes;

namespace Authentik.Configuration.Files;

/// <summary>How an object is written into a file, and read from it.</summary>
internal interface IDocumentFormat
{
    /// <summary>The extension of its files without the dot.</summary>
    string Extension { get; }

    /// <summary>What starts a comment; null if the format has none.</summary>
    string? CommentMark { get; }

    /// <summary>Writes a document, keys in their order. Lines end with a line feed, the last one, too.</summary>
    string Write(JsonObject document);

    /// <summary>Reads a document.</summary>
    /// <exception cref="DocumentFormatException">It isn't valid.</exception>
    ParsedDocument Read(string text);
}

/// <summary>A document that was read.</summary>
/// <param name="Values">Its values.</param>
/// <param name="Lines">The line of each key at the top, from 1.</param>
internal sealed record ParsedDocument(JsonObject Values, IReadOnlyDictionary<string, int> Lines);

/// <summary>What all formats have in common.</summary>
internal static class DocumentLimits
{
    /// <summary>How many levels a document can have. Servers fail with much deeper ones.</summary>
    public const int Levels = 60;

    /// <summary>The error for a level too many.</summary>
    public static DocumentFormatException CreateDepthError(int line) => new(line, $"There are more than {Levels} levels.");

    /// <summary>The error for a key that an object has twice.</summary>
    public static DocumentFormatException CreateDuplicateError(int line, string key) => new(line, $"'{key}' is here twice.");
}
