namespace Authentik.Generator.Book;

/// <summary>A page for people, in docs/guides.</summary>
/// <param name="Page">The name of its file, without the extension.</param>
/// <param name="Title">What it's about.</param>
/// <param name="About">The nouns, and the whole names of commands, whose help names it.</param>
/// <param name="Place">Where it's listed.</param>
internal sealed record GuideEntry(string Page, string Title, IReadOnlyList<string> About, Place Place)
{
    /// <summary>True for a command that its reader may need.</summary>
    public bool IsFor(string command) => About.Contains(command) || About.Any(noun => command.EndsWith($"-Authentik{noun}", StringComparison.Ordinal));
}
