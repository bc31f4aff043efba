using Authentik.Book;

namespace Authentik.Values;

/// <summary>
/// What a value is given for, be it a field of a body or a filter of a query: all that the rules for values need to know.
/// </summary>
/// <param name="Name">The parameter, as people type it.</param>
/// <param name="Versions">The versions that take it.</param>
/// <param name="Otherwise">What to do on other versions; null when there is nothing to say.</param>
/// <param name="IsList">True when the value is a list.</param>
/// <param name="Values">The set that the value is one of; null for any value.</param>
/// <param name="Shape">The nested object that the value is; null for none.</param>
/// <param name="NullAdvice">Why null can't be sent, or what to use instead; null where null can be sent.</param>
internal sealed record ValueTarget(
    string Name, VersionRange Versions, string? Otherwise, bool IsList, EnumSet? Values, Shape? Shape, string? NullAdvice)
{
    /// <summary>The versions that take a duration as a number of minutes.</summary>
    public VersionRange AsMinutes { get; init; } = VersionRange.None;

    public static ValueTarget FromField(Field field) => new(
        $"-{field.Parameter}", field.Writable, field.Alternative, field.IsList, field.Values, field.Shape, AdviseOnNull(field))
    {
        AsMinutes = field.AsMinutes,
    };

    public static ValueTarget FromFilter(Filter filter) => new(
        $"-{filter.Parameter}", filter.Versions, filter.Alternative, filter.IsList, filter.Values, Shape: null,
        "To list everything, omit it.")
    {
        AsMinutes = filter.AsMinutes,
    };

    private static string? AdviseOnNull(Field field) => field switch
    {
        { IsNullable: true, RefusesNull: false } => null,
        { IsList: true } => "Use @() to clear the list.",
        { Type: FieldType.Text } => "Use '' to clear it, if the server permits that.",
        _ => "It can't be cleared. Specify a value, or omit it.",
    };
}
