using Authentik.Generator.Book;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Commands;

/// <summary>All files of one assembly of commands.</summary>
internal static class CommandsOutput
{
    /// <summary>Writes the files, and deletes those of resources that no longer have commands.</summary>
    public static void Write(BookEntry book, AssemblyEntry assembly, OutputFolder folder)
    {
        var rules = new ParameterRules(book);
        foreach (var resource in assembly.Resources.Where(resource => resource.Verbs.Count > 0))
        {
            folder.Write($"{resource.Noun}.g.cs", CommandEmitter.Emit(resource, rules));
        }

        foreach (var action in assembly.Actions)
        {
            folder.Write($"{action.ClassName}.action.g.cs", ActionEmitter.Emit(action, rules));
        }

        folder.DeleteTheRest("*.g.cs");
    }
}
