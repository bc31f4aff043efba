using Authentik.Generator.Book;
using Authentik.Generator.Emit.Output;

namespace Authentik.Generator.Emit.Models;

/// <summary>Writes the table of all operations: bytes in the assembly, read when somebody first asks.</summary>
internal static class OperationsEmitter
{
    /// <summary>The file of the table.</summary>
    public static string Emit(BookEntry book)
    {
        var code = new CodeWriter("Authentik.Book");
        code.Summary("Every operation of authentik's API that the book knows.").Block("public static class ApiOperations", () =>
        {
            code.Line("private static readonly Lazy<IReadOnlyList<ApiOperation>> made = new(static () => OperationTable.Read(Lines));").Line();
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
