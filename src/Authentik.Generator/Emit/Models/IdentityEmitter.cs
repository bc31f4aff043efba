using Authentik.Generator.Book;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Models;

/// <summary>Writes the class of a resource's identity, whose constructors are the conversions PowerShell may try.</summary>
internal static class IdentityEmitter
{
    /// <summary>The file of all identities.</summary>
    public static string Emit(BookEntry book)
    {
        var code = new CodeWriter("Authentik", "Authentik.Book");
        foreach (var resource in book.Resources)
        {
            Write(code, resource);
        }

        return code.ToString();
    }

    private static void Write(CodeWriter code, ResourceEntry resource)
    {
        var name = $"{resource.Noun}Identity";
        var head = $"Resources.{resource.Noun}";
        code.Summary($"Names one {resource.Title}: {Ways(resource)}.").Block($"public sealed class {name} : Identity", (Action)(() =>
        {
            Constructor(code, "Takes a name, or an id as text.", $"{name}(string name) : base({head}, name)");
            if (resource.IdType != Authentik.Book.FieldType.Text)
            {
                Constructor(code, "Takes the id.", $"{name}({(resource.HasNumber ? "long" : "Guid")} id) : base({head}, id)");
            }

            Constructor(code, "Takes the object itself.", $"{name}({resource.Noun} value) : base({head}, value)");
            code.Line($"private {name}(object value, bool isId) : base({head}, value, isId) {{ }}").Line();
            code.Line($"internal static {name} Create(object value, bool isId) => new(value, isId);");
        })).Line();
    }

    private static void Constructor(CodeWriter code, string summary, string signature) =>
        code.Summary(summary).Line($"public {signature} {{ }}").Line();

    private static string Ways(ResourceEntry resource) =>
        resource.Names.Count == 0 ? "its id or the object" : $"its {string.Join(", ", resource.Names)}, its id or the object";
}
