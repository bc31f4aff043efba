namespace Authentik.Commands;

/// <summary>Converts the value of a parameter that stands for a field of a resource.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldTransformAttribute(string noun, string field) : TransformAttribute
{
    /// <summary>Noun of the resource.</summary>
    public string Noun { get; } = noun;

    /// <summary>API name of the field.</summary>
    public string Field { get; } = field;

    private protected override object? Convert(object? input)
    {
        var known = Resources.Book[Noun].Field(Field);
        return FieldConverter.Convert(known, input) ?? NullFor(known);
    }

    private static object? NullFor(Book.Field known) =>
        known is { IsList: false, IsSecret: false, Kind: Book.FieldKind.Text or Book.FieldKind.Enum } ? NullText : null;
}
