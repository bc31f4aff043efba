using Authentik.Generator.Book;
using Authentik.Generator.Emit.Help;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Reference;

/// <summary>The help as pages of Markdown: one for each command and topic, a list for each chapter, and an index of the lists.</summary>
internal static class ReferenceOutput
{
    private const string Topic = ".help.txt";

    /// <summary>Writes all pages.</summary>
    /// <param name="book">The book.</param>
    /// <param name="input">What the help is made from.</param>
    /// <param name="topics">The folder with the about_ topics.</param>
    /// <param name="folder">The folder of the pages.</param>
    /// <exception cref="RefusedException">A string is missing, or the commands don't agree with the book.</exception>
    public static void Write(BookEntry book, HelpInput input, string topics, OutputFolder folder)
    {
        var commands = HelpOutput.ReadAll(book, input).SelectMany(assembly => assembly.Commands).ToList();
        var texts = Directory.EnumerateFiles(topics, $"about_*{Topic}").Order(StringComparer.Ordinal)
            .Select(file => new TopicText(Path.GetFileName(file)[..^Topic.Length], File.ReadAllText(file))).ToList();
        var prose = new Prose(commands.Select(command => command.Name).Concat(texts.Select(topic => topic.Name)).ToHashSet());
        var index = new CommandIndex(book, commands, prose);
        var page = new CommandPage(prose);
        foreach (var command in commands)
        {
            folder.Write($"{command.Name}.md", page.Write(command, index.LinkChapter(command.Name)));
        }

        var topicPage = new TopicPage(prose);
        foreach (var topic in texts)
        {
            folder.Write($"{topic.Name}.md", topicPage.Write(topic));
        }

        foreach (var (name, text) in index.WriteChapters())
        {
            folder.Write($"{name}.md", text);
        }

        folder.Write("index.md", index.Write(texts));
        folder.DeleteTheRest("*.md");
    }
}
