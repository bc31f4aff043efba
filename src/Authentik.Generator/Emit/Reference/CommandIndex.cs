using System.Globalization;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Help;

namespace Authentik.Generator.Emit.Reference;

/// <summary>Lists the commands by what they are about: a page for each chapter of the book, and an index of these pages.</summary>
internal sealed class CommandIndex
{
    // Commands about no resource, such as those of sessions, are in a list of their own, which comes first.
    private static readonly (string Name, string Title) General = ("general", "Sessions, profiles and other tools");

    private readonly BookEntry book;
    private readonly Prose prose;
    private readonly Dictionary<string, ChapterEntry> chapters;
    private readonly ILookup<string, CommandHelp> commands;

    public CommandIndex(BookEntry book, IReadOnlyList<CommandHelp> commands, Prose prose)
    {
        (this.book, this.prose) = (book, prose);
        chapters = book.Chapters.SelectMany(ListCommands, (chapter, name) => (chapter, name))
            .ToDictionary(one => one.name, one => one.chapter, StringComparer.Ordinal);
        this.commands = commands.ToLookup(command => FindChapter(command.Name)?.Name ?? General.Name);
    }

    /// <summary>A link to the list with a command.</summary>
    public string LinkChapter(string command) => FindChapter(command) is { } chapter ? LinkTo(chapter) : GeneralLink;

    /// <summary>The pages with commands, by name.</summary>
    public IEnumerable<(string Name, string Text)> WriteChapters() => book.Chapters
        .Select(chapter => (chapter.Name, chapter.Title))
        .Prepend(General)
        .Where(chapter => commands.Contains(chapter.Name))
        .Select(chapter => (chapter.Name, WriteChapter(chapter.Title, commands[chapter.Name])));

    /// <summary>The page that leads to the others.</summary>
    public string Write(IReadOnlyList<TopicText> topics)
    {
        var count = commands.Sum(chapter => chapter.Count()).ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> lines =
        [
            "# Commands", string.Empty,
            $"The {count} commands of the module, by what they are about. In PowerShell, `Find-AuthentikCommand 'reset password'` finds "
                + "the commands for a task, and `Get-Help NAME -Full` shows what is here.",
            .. WriteArea("Connections", [GeneralLink]),
            .. book.Assemblies.SelectMany(assembly => WriteArea(assembly.Area, assembly.Chapters.Where(HasCommands).Select(LinkTo))),
            .. topics.Count == 0
                ? []
                : WriteArea("Topics", topics.Select(topic => $"{prose.Link(topic.Name)}: {prose.Write(topic.Synopsis)}")),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static string GeneralLink => $"[{General.Title}]({General.Name}.md)";

    private static IEnumerable<string> WriteArea(string area, IEnumerable<string> items) =>
        [string.Empty, $"## {area}", string.Empty, .. items.Select(item => $"- {item}")];

    private string WriteChapter(string title, IEnumerable<CommandHelp> listed)
    {
        // What is about the same thing stands together, in the order Get, New, Set, Remove.
        var sorted = listed
            .OrderBy(command => command.Name.Split('-')[1], StringComparer.Ordinal)
            .ThenBy(command => (uint)Verbs.OfResources.ToList().IndexOf(command.Name.Split('-')[0]));
        var lines = sorted.Select(command => $"- {prose.Link(command.Name)}: {prose.Write(command.Synopsis)}\n");
        return $"# {title}\n\nAll [commands](index.md) by area.\n\n{string.Concat(lines)}";
    }

    private bool HasCommands(ChapterEntry chapter) => commands.Contains(chapter.Name);

    private static string LinkTo(ChapterEntry chapter) => $"[{chapter.Title}]({chapter.Name}.md)";

    private static IEnumerable<string> ListCommands(ChapterEntry chapter) =>
        chapter.Resources.SelectMany(resource => resource.Verbs.Select(resource.CommandName))
            .Concat(chapter.Actions.Select(action => action.CommandName));

    // A hand-written command belongs to the resource whose noun its own begins with, as GroupMember to Group.
    private ChapterEntry? FindChapter(string command)
    {
        if (chapters.TryGetValue(command, out var chapter))
        {
            return chapter;
        }

        var noun = command.Split('-')[1]["Authentik".Length..];
        return book.Chapters
            .SelectMany(one => one.Resources, (one, resource) => (one, resource.Noun))
            .Where(one => noun.StartsWith(one.Noun, StringComparison.Ordinal))
            .OrderByDescending(one => one.Noun.Length)
            .FirstOrDefault().one;
    }
}
