using Authentik.Generator.Book;
using Authentik.Generator.Book.Yaml;
using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Emit.Help;

/// <summary>
/// Makes the help of hand-written commands: examples and long text from a file for each command, everything else from the compiled
/// command. The README beside the files describes their grammar.
/// </summary>
internal sealed class HandWrittenHelp
{
    private readonly CompiledCommands compiled;
    private readonly Refusals refusals;

    private HandWrittenHelp(CompiledCommands compiled, Refusals refusals) => (this.compiled, this.refusals) = (compiled, refusals);

    /// <summary>The help of all commands of a folder; the names of the files are those of the commands.</summary>
    public static IReadOnlyList<CommandHelp> ReadAll(string folder, BookEntry book, CompiledCommands compiled, Refusals refusals)
    {
        var reader = new HandWrittenHelp(compiled, refusals);
        reader.CheckNames(folder, book);
        return [.. ListFiles(folder).Select(reader.Read).OfType<CommandHelp>()];
    }

    /// <summary>The names of the commands of a folder.</summary>
    public static IEnumerable<string> ListNames(string folder) => ListFiles(folder).Select(file => Path.GetFileNameWithoutExtension(file));

    /// <summary>The names of the commands of a folder with their synopses. What is wrong with a file is refused with the help.</summary>
    public static IEnumerable<(string Name, string Synopsis)> ReadSynopses(string folder) =>
        from file in ListFiles(folder)
        let synopsis = YamlFile.Open(file, new Refusals())?.TakeText("synopsis")
        select (Path.GetFileNameWithoutExtension(file), synopsis ?? string.Empty);

    private static IEnumerable<string> ListFiles(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).OrderBy(Path.GetFileName, StringComparer.Ordinal)
            : [];

    // The manifest exports the commands that have a file, so each compiled command needs one.
    private void CheckNames(string folder, BookEntry book)
    {
        var generated = book.CommandNames.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var file in ListFiles(folder))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var place = new Place(file, 1, 1);
            if (!Verbs.Approved.Contains(name.Split('-')[0]))
            {
                refusals.Add(RefusalCode.WrongVerb, place, $"'{name.Split('-')[0]}' isn't an approved verb.");
            }

            if (generated.Contains(name))
            {
                refusals.Add(RefusalCode.NameTwice, place, $"{name} is already a command of the book.");
            }
            else if (!compiled.Commands.ContainsKey(name))
            {
                refusals.Add(RefusalCode.UnknownCommand, place, $"The assembly has no command {name}.");
            }
        }

        foreach (var name in compiled.Commands.Keys.Except(ListNames(folder), StringComparer.Ordinal))
        {
            var place = new Place(Path.Combine(folder, $"{name}.yaml"), 1, 1);
            refusals.Add(RefusalCode.Missing, place, $"The command {name} has no help file. Create this file.");
        }
    }

    private CommandHelp? Read(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (YamlFile.Open(file, refusals) is not { } map || !compiled.Commands.TryGetValue(name, out var command))
        {
            return null;
        }

        var help = new CommandHelp
        {
            Name = name,
            Synopsis = map.RequireText("synopsis", RefusalCode.NoHelp),
            Description = ReadParagraphs(map, "description"),
            Sets = compiled.ListSets(command),
            Parameters = compiled.ListParameters(command),
            Inputs = map.TakeText("inputs"),
            Outputs = map.TakeText("outputs"),
            Examples = ReadExamples(map),
            Links = map.TakeWords("links"),
        };
        map.RefuseTheRest();
        return help;
    }

    private List<string> ReadParagraphs(YamlMap map, string key)
    {
        var node = map.Take(key);
        var paragraphs = node is YamlSequenceNode list ? list.Children.Select(map.TextOf) : [map.TextOf(node)];
        var texts = paragraphs.OfType<string>().Where(text => text.Length > 0).ToList();
        if (texts.Count == 0)
        {
            refusals.Add(RefusalCode.NoHelp, map.Place, $"'{key}:' is missing.");
        }

        return texts;
    }

    private List<ExampleEntry> ReadExamples(YamlMap map)
    {
        var examples = new List<ExampleEntry>();
        foreach (var node in (map.Take("examples") as YamlSequenceNode)?.Children ?? [])
        {
            if (YamlMap.FromNode(node, map.File, refusals) is { } example)
            {
                examples.Add(new(example.RequireText("code").TrimEnd(), example.RequireText("remark", RefusalCode.NoHelp)));
                example.RefuseTheRest();
            }
        }

        if (examples.Count == 0)
        {
            refusals.Add(RefusalCode.NoExample, map.Place, "'examples:' is missing. A command needs at least one example.");
        }

        return examples;
    }
}
