using System.Management.Automation;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Converts the value of a parameter for a field of a resource.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldTransformAttribute(string noun, string field) : ResourceTransformAttribute(noun)
{
    private Field? known;

    /// <summary>API name of the field.</summary>
    public string Field { get; } = field;

    internal override IEnumerable<Resource> Targets => Find(Known.ReferencedNouns);

    internal override EnumSet? Values => Known.Values;

    internal override Fit? Fits => Known.Fits;

    private Field Known => known ??= Resource.GetField(Field);

    private protected override object? CreateStandIn() => ScriptBlockValue.CreateStandIn(Known);

    private protected override object? Convert(object? input) => ConvertField(Known, input);
}

/// <summary>Converts the value of a parameter for a field of an action.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ActionTransformAttribute(string action, string field) : BookTransformAttribute
{
    private Field? known;

    /// <summary>The action, such as Set-UserPassword.</summary>
    public string Action { get; } = action;

    /// <summary>API name of the field.</summary>
    public string Field { get; } = field;

    internal override IEnumerable<Resource> Targets => Find(Known.ReferencedNouns);

    internal override EnumSet? Values => Known.TypesOf is null ? Known.Values : FamilyTypes.NameByNouns(Known);

    internal override Fit? Fits => Known.Fits;

    private Field Known => known ??= Actions.Find(Action).Field(Field);

    // With an exception of this type, PowerShell tries the other parameter that takes an object from the pipeline.
    private protected override Exception FindCause(Exception error) =>
        Known is { IsPiped: true, OneOf: not null } ? new PSInvalidCastException(error.Message, error) : error;

    // PowerShell runs a script block for each record itself if the parameter takes pipeline input.
    private protected override object? CreateStandIn() => Known.IsPiped ? null : ScriptBlockValue.CreateStandIn(Known);

    private protected override object? Convert(object? input) => Known switch
    {
        { IsPiped: true } => Unwrap.Items(input ?? throw RefuseNull())
            .Select(item => ConvertField(Known, FindNamed(item ?? throw RefuseNull())))
            .ToArray(),
        { TypesOf: not null } when ConvertField(Known, input) is string text => FamilyTypes.FindModel(Known, text),
        _ => ConvertField(Known, input),
    };

    // An object or row from the pipeline has the string as a property, such as the name of a file.
    private object FindNamed(object item) => Known.Type != FieldType.Text ? item : Unwrap.Base(item) switch
    {
        AuthentikObject named when named.GetType().Name == Known.NamedBy => named.ValueOf(Known.Name) ?? item,
        AuthentikObject other => throw RefuseOther(other.DescribeKind()),
        _ when Row.FindFormerClass(item) is { } former && former != Known.NamedBy => throw RefuseOther(former),
        var row when Known.NamedBy is null && Row.TryRead(row, out var columns) && columns.Columns.Count > 1 => throw RefuseColumns(),
        var row when Row.TryRead(row, out var columns) && columns.TryFind([Known.Property, Known.Name], out var cell) => cell,
        string text when string.IsNullOrWhiteSpace(text) => throw new ArgumentException($"The {Known.Property} is empty. Specify it."),
        _ => item,
    };

    private ArgumentException RefuseOther(string kind) => new(
        $"{Articles.AddCapitalTo(kind)} was specified, but "
            + (Known.NamedBy is null ? "a string" : $"the {Known.Property} of {Known.NamedBy} objects")
            + " is expected. Specify the string.");

    // They would be lost: an action has no columns.
    private ArgumentException RefuseColumns() => new(
        $"The row has several columns, which the command doesn't read. Specify a script block for each value, such as "
            + $"-{Known.Parameter} {{ $_.{Known.Property} }}.");

    private ArgumentException RefuseNull() => new($"-{Known.Parameter} can't be null. Specify a name, an id or an object.");
}
