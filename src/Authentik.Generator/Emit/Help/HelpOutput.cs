using Authentik.Generator.Book;
using Authentik.Generator.Emit.Output;

namespace Authentik.Generator.Emit.Help;

/// <summary>The help files. PowerShell reads help by assembly, so there is one for each.</summary>
internal static class HelpOutput
{
    private const string HandWritten = "Authentik.PowerShell";

    /// <summary>Writes the help of every assembly.</summary>
    public static void Write(BookEntry book, string handWritten, OutputFolder folder)
    {
        Write(HandWritten, HandHelp.ReadAll(handWritten, book), folder);
        foreach (var assembly in book.Assemblies)
        {
            Write(assembly.Name, new BookHelp(book).Of(assembly), folder);
        }

        folder.DeleteTheRest("*.xml");
    }

    private static void Write(string assembly, IEnumerable<CommandHelp> commands, OutputFolder folder) =>
        folder.Write($"{assembly}.dll-Help.xml", MamlWriter.Write(commands));
}
