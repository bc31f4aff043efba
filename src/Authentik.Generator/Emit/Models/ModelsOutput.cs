using Authentik.Generator.Book;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Models;

/// <summary>All files of the models' assembly.</summary>
internal static class ModelsOutput
{
    public static void Write(BookEntry book, OutputFolder folder)
    {
        foreach (var resource in book.Resources)
        {
            folder.Write($"{resource.Noun}.g.cs", ModelEmitter.Resource(resource, book));
        }

        foreach (var shape in book.Shapes)
        {
            folder.Write($"{shape.Name}.g.cs", ModelEmitter.Shape(shape));
        }

        folder.Write("Identities.g.cs", IdentityEmitter.Emit(book));
        folder.Write("Resources.g.cs", IndexEmitter.Resources(book));
        folder.Write("Enums.g.cs", IndexEmitter.Enums(book));
        folder.Write("Shapes.g.cs", IndexEmitter.Shapes(book));
        folder.Write("Actions.g.cs", ActionsEmitter.Emit(book));
        folder.Write("Operations.g.cs", OperationsEmitter.Emit(book));
        folder.DeleteTheRest("*.g.cs");
    }
}

/// <summary>Writes the table of all operations: bytes in the assembly, read when they are first used.</summary>
internal static class OperationsEmitter
{
    /// <summary>The file of the table.</summary>
    public static string Emit(BookEntry book)
    {
        var code = new CodeWriter("Authentik.Book");
        code.Summary("Every operation of authentik's API that the book knows.").Block("public static class ApiOperations", () =>
        {
            code.Line("private static readonly Lazy<IReadOnlyList<ApiOperation>> made =");
            code.Line("    new(static () => OperationTable.Read(Lines));").Line();
            code.Summary("The operations, by area and path.").Line("public static IReadOnlyList<ApiOperation> All => made.Value;").Line();
            code.Line("private static ReadOnlySpan<byte> Lines => \"\"\"");
            foreach (var operation in book.Operations)
            {
                code.Line(LineOf(operation));
            }

            code.Line().Line("\"\"\"u8;");
        });
        return code.ToString();
    }

    private static string LineOf(OperationEntry operation) =>
        $"{operation.Id} {operation.Method} {operation.Path}{(operation.Versions.IsAll ? string.Empty : $" {operation.Versions}")}";
}
