namespace Authentik.Generator.Book.Facts;

/// <summary>A page for people, in docs/guides.</summary>
/// <param name="Page">The name of its file, without the extension.</param>
/// <param name="Title">What it's about.</param>
/// <param name="About">The nouns, and the whole names of commands, whose help names it.</param>
internal sealed record GuideEntry(string Page, string Title, IReadOnlyList<string> About)
{
    /// <summary>True for a command that its reader may need.</summary>
    public bool IsFor(string command) => About.Contains(command) || About.Contains(command.Split("-Authentik")[^1]);
}
