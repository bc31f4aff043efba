using System.Globalization;
using Authentik.Generator.Book;
using Authentik.Generator.Book.Reading;
using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Emit.Help;

/// <summary>Reads the help of hand-written commands. Its grammar stands beside the files.</summary>
internal sealed class HandHelp
{
    private readonly Refusals refusals = new();

    private HandHelp()
    {
    }

    /// <summary>The help of all commands of a folder; the names of the files are those of the commands.</summary>
    /// <exception cref="RefusedException">A file says something that cannot be decided.</exception>
    public static IReadOnlyList<CommandHelp> ReadAll(string folder, BookEntry book)
    {
        var reader = new HandHelp();
        var generated = book.Resources.SelectMany(resource => resource.Verbs.Select(resource.CommandName)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var commands = new List<CommandHelp>();
        foreach (var file in Files(folder))
        {
            reader.CheckName(file, generated);
            if (reader.Read(file) is { } help)
            {
                commands.Add(help);
            }
        }

        reader.refusals.ThrowIfAny();
        return commands;
    }

    /// <summary>The names of the commands of a folder.</summary>
    public static IEnumerable<string> Names(string folder) => Files(folder).Select(file => Path.GetFileNameWithoutExtension(file));

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal) : [];

    private void CheckName(string file, HashSet<string> generated)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var place = new Place(file, 1, 1);
        if (!Verbs.Approved.Contains(name.Split('-')[0]))
        {
            refusals.Add(RefusalCode.WrongVerb, place, $"'{name.Split('-')[0]}' is not an approved verb.");
        }

        if (generated.Contains(name))
        {
            refusals.Add(RefusalCode.NameTwice, place, $"{name} is already a command of the book.");
        }
    }

    private CommandHelp? Read(string file)
    {
        var map = YamlFile.Open(file, refusals);
        if (map is null)
        {
            return null;
        }

        var sets = map.TakeWords("sets");
        var help = new CommandHelp
        {
            Name = Path.GetFileNameWithoutExtension(file),
            Synopsis = map.MustText("synopsis", RefusalCode.NoHelp),
            Description = ReadParagraphs(map, "description"),
            Sets = sets.Count == 0 ? ["Default"] : sets,
            Parameters = [.. ReadParameters(map, sets), .. ReadRuntime(map)],
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

    private List<ParameterHelp> ReadParameters(YamlMap map, IReadOnlyList<string> sets)
    {
        var parameters = new List<ParameterHelp>();
        foreach (var (name, place, value) in map.TakeMap("parameters")?.Entries() ?? [])
        {
            var parts = (map.TextOf(value) ?? string.Empty).Split('|', 3, StringSplitOptions.TrimEntries);
            if (parts.Length < 3 || parts[0].Length == 0 || parts[2].Length == 0)
            {
                refusals.Add(RefusalCode.WrongForm, place, $"'{name}' is not of the form 'type | marks | help'.");
                continue;
            }

            var parameter = new ParameterHelp(name, parts[0], [parts[2]]);
            foreach (var mark in parts[1].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                parameter = WithMark(parameter, mark, sets, place);
            }

            parameters.Add(parameter);
        }

        return parameters;
    }

    private ParameterHelp WithMark(ParameterHelp parameter, string mark, IReadOnlyList<string> sets, Place place)
    {
        var words = mark.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["required"]: return parameter with { IsRequired = true };
            case ["pipeline"]: return parameter with { TakesPipeline = true };
            case ["position", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position):
                return parameter with { Position = position };
            case ["alias", ..]: return parameter with { Aliases = words[1..] };
            case ["set", ..] when words[1..].All(sets.Contains): return parameter with { Sets = words[1..] };
            case ["set", ..]: refusals.Add(RefusalCode.UnknownField, place, $"'{mark}' names a set that 'sets:' does not have."); break;
            default: refusals.Add(RefusalCode.UnknownMark, place, $"'{mark}' is not a mark."); break;
        }

        return parameter;
    }

    private IEnumerable<ParameterHelp> ReadRuntime(YamlMap map)
    {
        var names = map.TakeWords("runtime");
        foreach (var name in names.Where(name => !RuntimeParameters.Has(name)))
        {
            refusals.Add(RefusalCode.UnknownField, map.PlaceOf("runtime"), $"'{name}' is not a parameter whose help the generator knows.");
        }

        return RuntimeParameters.Of(names.Where(RuntimeParameters.Has));
    }

    private List<ExampleEntry> ReadExamples(YamlMap map)
    {
        var examples = new List<ExampleEntry>();
        foreach (var node in (map.Take("examples") as YamlSequenceNode)?.Children ?? [])
        {
            if (YamlMap.Of(node, map.File, refusals) is { } example)
            {
                examples.Add(new ExampleEntry(example.MustText("code").TrimEnd(), example.MustText("remark", RefusalCode.NoHelp)));
                example.RefuseTheRest();
            }
        }

        if (examples.Count == 0)
        {
            refusals.Add(RefusalCode.NoExample, map.Place, "There is no example.");
        }

        return examples;
    }
}
