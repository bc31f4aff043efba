using Authentik.Commands;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Help.Around;
using Authentik.Generator.Names;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Help;

/// <summary>The help files. PowerShell reads help by assembly, so there is one for each.</summary>
internal static class HelpOutput
{
    private static readonly IReadOnlyList<string> BaseClasses =
        ["GetCommand", "GetSingleCommand", "NewCommand", "SetCommand", "SetSingleCommand", "RemoveCommand"];

    private static readonly IReadOnlyList<string> BaseClassesOfActions =
        ["ActionCommand", "ConfirmedActionCommand", "SecretActionCommand", "DownloadActionCommand"];

    /// <summary>Writes the help of every assembly.</summary>
    /// <exception cref="RefusedException">A string is missing, or the commands don't agree with the book.</exception>
    public static void Write(BookEntry book, HelpInput input, OutputFolder folder)
    {
        foreach (var (assembly, commands) in ReadAll(book, input))
        {
            folder.Write($"{assembly}.dll-Help.xml", MamlWriter.Write(commands));
        }

        folder.DeleteTheRest("*.xml");
    }

    /// <summary>The help of all commands, by the name of their assembly.</summary>
    /// <exception cref="RefusedException">A string is missing, or the commands don't agree with the book.</exception>
    public static IReadOnlyList<(string Assembly, IReadOnlyList<CommandHelp> Commands)> ReadAll(BookEntry book, HelpInput input)
    {
        var refusals = new Refusals();
        using var compiled = CompiledCommands.Open(input.Assemblies, input.References, refusals);
        var place = new Place(input.Assemblies[0], 1, 1);
        CheckBaseClasses(compiled, place, refusals);
        CheckActions(compiled, place, refusals);
        var further = new FurtherReading(book);
        List<(string Assembly, IReadOnlyList<CommandHelp> Commands)> all =
            [.. HandWrittenHelp.ReadAll(input.Texts, book, compiled, refusals)
                .GroupBy(help => compiled.Commands[help.Name].Assembly.GetName().Name!, Extend)
                .Select(group => (group.Key, (IReadOnlyList<CommandHelp>)[.. group]))];
        var (resources, actions) = (new BookHelp(book, compiled), new ActionHelp(book, compiled));
        foreach (var assembly in book.Assemblies)
        {
            var commands = resources.DescribeAll(assembly).Concat(assembly.Actions.Select(actions.Describe));
            all.Add((assembly.Name, [.. commands.Select(Extend)]));
        }

        refusals.ThrowIfAny();
        return all;

        CommandHelp Extend(CommandHelp help) => help with
        {
            Topics = FurtherReading.ListTopics(help.Name, help.Links),
            Guides = further.ListGuides(help.Name),
        };
    }

    // The book was checked before the base classes were compiled; what it took for granted is held against them here.
    private static void CheckBaseClasses(CompiledCommands compiled, Place place, Refusals refusals)
    {
        foreach (var (parameter, sets) in BaseClasses.SelectMany(compiled.ListNames).DistinctBy(parameter => parameter.Name))
        {
            if (ReservedNames.FindOwnerOfParameter(parameter) is null)
            {
                refusals.Add(RefusalCode.ParameterTaken, place, $"-{parameter} of a base class isn't in ReservedNames. Add it there.");
            }

            foreach (var set in sets.Except(ParameterSets.All))
            {
                refusals.Add(RefusalCode.UnknownCommand, place, $"The parameter set {set} of -{parameter} isn't in ParameterSets.");
            }
        }
    }

    private static void CheckActions(CompiledCommands compiled, Place place, Refusals refusals)
    {
        var names = BaseClassesOfActions.SelectMany(compiled.ListNames).Select(parameter => parameter.Name).Distinct();
        foreach (var name in names.Where(name => ReservedNames.FindOwnerOfActionParameter(name) is null))
        {
            refusals.Add(RefusalCode.ParameterTaken, place, $"-{name} of a base class of actions isn't in ReservedNames. Add it there.");
        }
    }
}

/// <summary>What the help is made from, besides the book.</summary>
/// <param name="Texts">The folder with the texts and examples of hand-written commands.</param>
/// <param name="Assemblies">
/// The assemblies of hand-written commands, that of the base classes first, with their XML documentation beside them.
/// </param>
/// <param name="References">The assemblies that they were compiled with.</param>
internal sealed record HelpInput(string Texts, IReadOnlyList<string> Assemblies, IReadOnlyList<string> References);
