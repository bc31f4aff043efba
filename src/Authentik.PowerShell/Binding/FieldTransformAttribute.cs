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

    internal override EnumSet? Values => Known.Values;

    private Field Known => known ??= Actions.Find(Action).Field(Field);

    private protected override object? Convert(object? input) => Known.IsPiped
        ? Unwrap.Items(input ?? throw RefuseNull()).Select(item => ConvertField(Known, item ?? throw RefuseNull())).ToArray()
        : ConvertField(Known, input);

    private ArgumentException RefuseNull() => new($"-{Known.Parameter} can't be null. Specify a name, an id or an object.");
}
