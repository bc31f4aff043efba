using System.Management.Automation.Language;
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

    private Field Known => known ??= Resource.GetField(Field);

    private protected override object? Convert(object? input) => FieldConverter.Convert(Known, input) ?? NullFor(Known);

    // PowerShell makes a plain null an empty string on its way to a parameter of that type.
    private static object? NullFor(Field field) =>
        field is { IsList: false, IsSecret: false, Type: FieldType.Text or FieldType.Enum } ? NullString.Value : null;
}
