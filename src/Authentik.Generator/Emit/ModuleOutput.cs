using Authentik.Generator.Book;
using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Emit.Help;
using Authentik.Generator.Emit.Manifest;
using Authentik.Generator.Emit.Models;
using Authentik.Generator.Emit.Output;
using Authentik.Generator.Emit.Views;

namespace Authentik.Generator.Emit;

/// <summary>Everything that is made of the book, each kind in a folder of its own.</summary>
internal static class ModuleOutput
{
    /// <summary>Writes it.</summary>
    /// <exception cref="RefusedException">The help or the manifest made by hand has a fault.</exception>
    public static void Write(BookEntry book, ManifestInput manifest, string folder)
    {
        ModelsOutput.Write(book, Folder(folder, "models"));
        foreach (var assembly in book.Assemblies)
        {
            CommandsOutput.Write(book, assembly, Folder(folder, $"commands/{assembly.Area}"));
        }

        HelpOutput.Write(book, manifest.HandWritten, Folder(folder, "en-US"));
        ViewsOutput.Write(book, Folder(folder, "formats"));
        SerializationOutput.Write(book, Folder(folder, "formats"));
        ManifestOutput.Write(book, manifest, Folder(folder, string.Empty));
    }

    private static OutputFolder Folder(string folder, string name) => new(Path.Combine(folder, name));
}
