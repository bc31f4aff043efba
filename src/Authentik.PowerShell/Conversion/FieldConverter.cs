using System.Globalization;
using System.Management.Automation;
using System.Security;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// Turns what was typed, or what stands in a cell, into the value of a field: one rule for both. What cannot be converted
/// is refused with words; nothing is dropped and nothing becomes zero.
/// </summary>
internal static class FieldConverter
{
    /// <summary>The value for a field.</summary>
    /// <exception cref="ArgumentException">The input cannot be one.</exception>
    public static object? Convert(Field field, object? input) =>
        Convert(new Target(field.Parameter ?? field.Property, field.Kind, field.IsSecret, field.RefersTo, field.Kinds, field.Shape), field.IsList, input);

    /// <summary>The value for a filter.</summary>
    /// <exception cref="ArgumentException">The input cannot be one.</exception>
    public static object? Convert(Filter filter, object? input) =>
        Convert(new Target(filter.Parameter, filter.Kind, IsSecret: false, filter.RefersTo, filter.Kinds, Shape: null), filter.IsList, input);

    private static object? Convert(Target target, bool isList, object? input)
    {
        if (Unwrap.Base(input) is null)
        {
            return null;
        }

        return isList ? List(target, Unwrap.Items(input!)) : One(target, input!);
    }

    // PowerShell binds an object array of the right items to any array parameter, but a list of null it cannot.
    private static object?[] List(Target target, IEnumerable<object?> items) =>
        [.. items.Select(item => One(target, item ?? throw new ArgumentException($"A list for {target.Name} cannot hold null.")))];

    private static object One(Target target, object given) => target.Kind switch
    {
        FieldKind.Text or FieldKind.Enum when !target.IsSecret => Text(target, Unwrap.AsTyped(given)),
        FieldKind.Reference => IdentityConverter.Convert(Resources.Book[target.RefersTo!], given),
        FieldKind.Uuid when target.Kinds.Count > 0 => AnyIdentityConverter.Convert(target.Kinds, Unwrap.AsTyped(given)),
        _ => Plain(target, Unwrap.Base(given)!),
    };

    private static object Plain(Target target, object value) => target.Kind switch
    {
        FieldKind.Text or FieldKind.Enum => Secret(target, value),
        FieldKind.Integer => Integer(target, value),
        FieldKind.Number => Number(target, value),
        FieldKind.Boolean => Boolean(target, value),
        FieldKind.Date => Date(target, value),
        FieldKind.Uuid => Uuid(target, value),
        FieldKind.Json => JsonConverter.Convert(target.Name, value),
        FieldKind.Shape => ShapeConverter.Convert(target.Name, target.Shape!, value),
        _ => throw Refused(target, value, "something this module can send"),
    };

    private static object Secret(Target target, object value) => value switch
    {
        SecureString secret => secret,
        PSCredential credential => credential.Password,
        "" => throw new ArgumentException($"The value of {target.Name} is an empty text, which keeps nobody out."),
        _ => SecretText.Protect(Text(target, value)),
    };

    private static string Text(Target target, object value) => value switch
    {
        string text => text,
        char or Guid or Uri or Enum => value.ToString()!,
        bool flag => flag ? "true" : "false",
        _ when Unwrap.IsNumber(value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => throw Refused(target, value, "a text"),
    };

    private static object Integer(Target target, object value)
    {
        var text = value is bool or DateTime ? null : System.Convert.ToString(value, CultureInfo.InvariantCulture);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Refused(target, value, "a whole number");
    }

    private static object Number(Target target, object value) =>
        value is not bool && double.TryParse(System.Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refused(target, value, "a number");

    private static object Boolean(Target target, object value) => value switch
    {
        bool flag => flag,
        SwitchParameter flag => flag.IsPresent,
        0 or "0" => false,
        1 or "1" => true,
        string text when bool.TryParse(text, out var flag) => flag,
        _ => throw Refused(target, value, "true or false"),
    };

    private static object Date(Target target, object value) => value switch
    {
        DateTimeOffset date => date,
        DateTime date => JsonWriting.AddZone(date),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var date) => date,
        _ => throw Refused(target, value, "a date such as 2026-12-31 or 2026-12-31T18:00:00Z"),
    };

    private static object Uuid(Target target, object value) => value switch
    {
        Guid id => id,
        string text when Guid.TryParse(text, out var id) => id,
        _ => throw Refused(target, value, "a UUID"),
    };

    // A secret that landed in the wrong place must not be repeated.
    private static ArgumentException Refused(Target target, object value, string wanted)
    {
        var shown = value is string or int or long or double or bool or DateTime && !target.IsSecret ? $"'{value}'" : $"Something of the type {value.GetType().Name}";
        return new ArgumentException($"{shown} cannot be the value of {target.Name}, which is {wanted}.");
    }

    private sealed record Target(string Name, FieldKind Kind, bool IsSecret, string? RefersTo, IReadOnlyList<string> Kinds, Shape? Shape);
}
