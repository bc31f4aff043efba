using Authentik.Generator.Book;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Help;

/// <summary>
/// The table that Find-AuthentikCommand searches, a line for each command: its name, its synopsis, and what else the help and the
/// parameters say, separated by tabs. It's text in an assembly, so that an import pays nothing for it.
/// </summary>
internal static class CommandTextsOutput
{
    public const string FileName = "commands.txt";

    /// <summary>Writes the table.</summary>
    /// <param name="book">The book.</param>
    /// <param name="texts">The folder with the help of hand-written commands.</param>
    /// <param name="folder">The folder of the table.</param>
    public static void Write(BookEntry book, string texts, OutputFolder folder)
    {
        var lines = book.Resources.SelectMany(resource => resource.Verbs.Select(verb => DescribeVerb(resource, verb)))
            .Concat(book.Actions.Select(DescribeAction))
            .Concat(HandWrittenHelp.ReadSynopses(texts).Select(command => WriteLine(command.Name, command.Synopsis, [])))
            .Order(StringComparer.Ordinal);
        folder.Write(FileName, string.Concat(lines));
    }

    private static string DescribeVerb(ResourceEntry resource, string verb) => WriteLine(
        resource.CommandName(verb),
        VerbText.DescribeVerb(resource, verb),
        verb is Verbs.New or Verbs.Set
            ? [resource.Help, .. resource.Fields.Where(field => field.IsSentBy(verb)).Select(field => field.Parameter)]
            : [resource.Help]);

    private static string DescribeAction(ActionEntry action) => WriteLine(
        action.CommandName, action.Help[0], [.. action.Help.Skip(1), .. action.Fields.Select(field => field.Parameter)]);

    private static string WriteLine(string name, string synopsis, IEnumerable<string> details) =>
        string.Join('\t', [name, synopsis, string.Join(' ', details).Replace('\t', ' ').ReplaceLineEndings(" ")]) + "\n";
}
