using Authentik.Generator.Book;
using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Emit.Help;
using Authentik.Generator.Emit.Models;
using Authentik.Generator.Emit.Views;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit;

/// <summary>
/// Everything that is compiled or laid out, each kind in a folder of its own. Help is written later, because it needs the compiled
/// commands.
/// </summary>
internal static class ModuleOutput
{
    /// <exception cref="RefusedException">The hand-made manifest lacks a line.</exception>
    public static void Write(BookEntry book, ManifestInput manifest, string folder)
    {
        ModelsOutput.Write(book, Folder(folder, "models"));
        foreach (var assembly in book.Assemblies)
        {
            CommandsOutput.Write(book, assembly, Folder(folder, $"commands/{assembly.Area}"));
        }

        var formats = Folder(folder, "formats");
        ViewsOutput.Write(book, manifest.Views, formats);
        SerializationOutput.Write(book, manifest.Views, formats);
        formats.DeleteTheRest("*.ps1xml");
        CommandTextsOutput.Write(book, manifest.HandWritten, Folder(folder, "search"));
        ManifestOutput.Write(book, manifest, Folder(folder, string.Empty));
    }

    private static OutputFolder Folder(string folder, string name) => new(Path.Combine(folder, name));
}
