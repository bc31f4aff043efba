using Authentik.Generator.Book;
using Authentik.Generator.Emit.Output;

namespace Authentik.Generator.Emit.Commands;

/// <summary>All files of one assembly of commands.</summary>
internal static class CommandsOutput
{
    /// <summary>Writes them.</summary>
    public static void Write(BookEntry book, AssemblyEntry assembly, OutputFolder folder)
    {
        var mandatory = new Mandatory(book);
        foreach (var resource in assembly.Resources.Where(resource => resource.Verbs.Count > 0))
        {
            folder.Write($"{resource.Noun}.g.cs", CommandEmitter.Emit(resource, mandatory));
        }

        folder.DeleteTheRest("*.g.cs");
    }
}
