using Authentik.Generator.Book;
using Authentik.Generator.Emit.Output;

namespace Authentik.Generator.Emit.Models;

/// <summary>All files of the models' assembly.</summary>
internal static class ModelsOutput
{
    /// <summary>Writes them.</summary>
    public static void Write(BookEntry book, OutputFolder folder)
    {
        foreach (var resource in book.Resources)
        {
            folder.Write($"{resource.Noun}.g.cs", ModelEmitter.Resource(resource));
        }

        foreach (var shape in book.Shapes)
        {
            folder.Write($"{shape.Name}.g.cs", ModelEmitter.Shape(shape));
        }

        folder.Write("Identities.g.cs", IdentityEmitter.Emit(book));
        folder.Write("Resources.g.cs", IndexEmitter.Resources(book));
        folder.Write("Enums.g.cs", IndexEmitter.Enums(book));
        folder.Write("Shapes.g.cs", IndexEmitter.Shapes(book));
        folder.Write("Operations.g.cs", OperationsEmitter.Emit(book));
        folder.Write("Helpers.g.cs", IndexEmitter.Helpers());
        folder.DeleteTheRest("*.g.cs");
    }
}
