using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using System.Security;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>
/// A script block that was specified in the place of a value. PowerShell itself runs one for each record only if the parameter takes
/// pipeline input. So the parameter gets a stand-in of its own type, and the command finds the script block by it.
/// </summary>
/// <param name="block">The script block.</param>
/// <param name="convert">Converts what it returns, as if that had been typed.</param>
internal sealed class ScriptBlockValue(ScriptBlock block, Func<object?, object?> convert)
{
    // PowerShell binds an object of the parameter's type as it is, so it's found again by reference. Nothing else has this reference.
    private static readonly ConditionalWeakTable<object, ScriptBlockValue> StandIns = [];

    /// <summary>The names in the script block, among them those of the properties that it reads.</summary>
    public IEnumerable<string> Names => ListNames(block.Ast);

    /// <summary>The names in the script blocks of a command as it was typed.</summary>
    public static IEnumerable<string> ListNames(string command) => Parser.ParseInput(command, out _, out _)
        .FindAll(static part => part is ScriptBlockExpressionAst, searchNestedScriptBlocks: false)
        .SelectMany(ListNames);

    private static IEnumerable<string> ListNames(Ast script) => script
        .FindAll(static part => part is StringConstantExpressionAst, searchNestedScriptBlocks: true)
        .Select(part => ((StringConstantExpressionAst)part).Value);

    /// <summary>Remembers a script block by an object that nothing else uses, and returns that object.</summary>
    public static object Remember(object standIn, ScriptBlock block, Func<object?, object?> convert)
    {
        StandIns.Add(standIn, new ScriptBlockValue(block, convert));
        return standIn;
    }

    /// <summary>Finds the script block of a bound value.</summary>
    public static bool TryFind(object? bound, [NotNullWhen(true)] out ScriptBlockValue? found)
    {
        found = null;
        return Unwrap.Base(bound) is { } standIn && StandIns.TryGetValue(standIn, out found);
    }

    /// <summary>Creates a stand-in of the type that the parameter of a field has.</summary>
    public static object CreateStandIn(Field field)
    {
        var item = CreateItem(field);
        return field.IsList ? Array.CreateInstance(item.GetType(), 0) : item;
    }

    /// <summary>Creates a string that isn't the same object as any other.</summary>
    public static string CreateText() => new("{...}".AsSpan());

    /// <summary>Runs the script block for a record.</summary>
    /// <exception cref="RuntimeException">It failed.</exception>
    public IReadOnlyList<object?> Run(PSObject? record) => new ScriptBlockRun(block, record).Run();

    /// <summary>Converts what the script block returned.</summary>
    /// <exception cref="ArgumentException">It can't be converted.</exception>
    public object? Convert(IReadOnlyList<object?> output) =>
        convert(output.Count == 1 ? output[0] : output.ToArray()) is var value and not NullString ? value : null;

    private static object CreateItem(Field field) => field.Type switch
    {
        FieldType.Text or FieldType.Enum when field.IsSecret => new SecureString(),
        FieldType.Text or FieldType.Enum or FieldType.File => CreateText(),
        FieldType.Integer => 0,
        FieldType.Number => 0d,
        FieldType.Boolean => false,
        FieldType.Date => default(DateTimeOffset),
        FieldType.Duration => new Duration(TimeSpan.FromDays(1)),
        FieldType.Uuid => field.TargetNouns.Count > 0 ? new AnyIdentity(Guid.Empty) : Guid.Empty,
        FieldType.Reference => Resources.Book[field.RefersTo!].MakeIdentity(CreateText()),
        FieldType.Shape => field.Shape!.CreateObject(),
        _ => new object(),
    };
}
