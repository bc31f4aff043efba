using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Converts the value of a parameter of a job, by the same rules as those of the book.</summary>
/// <param name="type">What the value is.</param>
[AttributeUsage(AttributeTargets.Property)]
public class ValueTransformAttribute(FieldType type) : BookTransformAttribute
{
    private Field? known;

    /// <summary>The name of the parameter, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>True if the parameter takes several values.</summary>
    public bool IsList { get; init; }

    /// <summary>Noun of the resource that the value refers to.</summary>
    public string? Noun { get; init; }

    /// <summary>True if the command runs a script block for each record.</summary>
    public bool TakesScriptBlock { get; init; }

    internal override IEnumerable<Resource> Targets => Find(Known.ReferencedNouns);

    private protected Field Known => known ??=
        new Field { Name = Name, Property = Name, Parameter = Name, Type = type, IsList = IsList, RefersTo = Noun };

    private protected override object? CreateStandIn() => TakesScriptBlock ? ScriptBlockValue.CreateStandIn(Known) : null;

    private protected override object? Convert(object? input) => ConvertField(Known, input);
}

/// <summary>Converts names from the pipeline. Objects and rows aren't names.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamesTransformAttribute() : ValueTransformAttribute(FieldType.Text)
{
    private protected override object? Convert(object? input) =>
        Unwrap.Items(input ?? throw RefuseNull()).Select(item => (string)base.Convert(FindName(item ?? throw RefuseNull()))!).ToArray();

    private object FindName(object item) => Unwrap.Base(item) switch
    {
        AuthentikObject other => throw RefuseOther(other.DescribeKind()),
        _ when Row.FindFormerClass(item) is { } former => throw RefuseOther(former),
        var row when Row.TryRead(row, out var columns) && columns.Columns.Count > 1 => throw new ArgumentException(
            $"The row has several columns, which the command doesn't read. Specify a script block for each value, such as -{Name} "
                + $"{{ $_.{Name} }}."),
        var row when Row.TryRead(row, out var columns) && columns.TryFind([Name], out var cell) => cell,
        string text when string.IsNullOrWhiteSpace(text) => throw new ArgumentException($"The {Name} is empty. Specify it."),
        _ => item,
    };

    private static ArgumentException RefuseOther(string kind) =>
        new($"{Articles.AddCapitalTo(kind)} was specified, but a string is expected. Specify the string.");

    private ArgumentException RefuseNull() => new($"-{Name} can't be null. Specify a name.");
}
