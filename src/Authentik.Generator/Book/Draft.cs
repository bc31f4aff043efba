namespace Authentik.Generator.Book;

/// <summary>The question mark that the importer writes where a person must decide.</summary>
internal static class Draft
{
    /// <summary>Stands alone for help that is not written yet, and before a proposal.</summary>
    public const string Mark = "?";

    /// <summary>True for help that nobody has written.</summary>
    public static bool IsHelp(string help) => help == Mark;

    /// <summary>True for a proposal that nobody has decided.</summary>
    public static bool IsProposal(string? text) => text?.StartsWith('?') == true;

    /// <summary>A name without the mark.</summary>
    public static string Strip(string text) => text.TrimStart('?', ' ');
}
