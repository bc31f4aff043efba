namespace Authentik.Generator.Book;

/// <summary>The question mark that the importer writes when a person must decide.</summary>
internal static class Draft
{
    /// <summary>Alone, it's help that isn't written yet; otherwise it's before a proposal.</summary>
    public const string Mark = "?";

    /// <summary>True for help that isn't written yet.</summary>
    public static bool IsHelp(string help) => help == Mark;

    /// <summary>True for a proposal that isn't decided yet.</summary>
    public static bool IsProposal(string? text) => text?.StartsWith('?') == true;

    /// <summary>A name without the mark.</summary>
    public static string Strip(string text) => text.TrimStart('?', ' ');
}
