using System.Globalization;
using System.Management.Automation;
using System.Security;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>
/// Converts what was typed, or the cell of a row, to the value of a field or filter, by the same rules. A value that can't be converted
/// is an error: nothing is dropped, and nothing becomes zero.
/// </summary>
internal static class FieldConverter
{
    private const string BooleanWords = "$true or $false, or one of these words: true, false, yes, no, y, n, on, off, 1, 0";

    /// <summary>Converts a value for a field.</summary>
    /// <exception cref="ArgumentException">The value can't be converted.</exception>
    public static object? Convert(Field field, object? input) => Convert(
        new Target(field.Parameter ?? field.Property, field.Type, field.IsSecret, field.RefersTo, field.TargetNouns, field.Shape),
        field.IsList,
        input);

    /// <summary>Converts a value for a filter.</summary>
    /// <exception cref="ArgumentException">The value can't be converted.</exception>
    public static object? Convert(Filter filter, object? input) => Convert(
        new Target(filter.Parameter, filter.Type, IsSecret: false, filter.RefersTo, filter.TargetNouns, Shape: null),
        filter.IsList,
        input);

    private static object? Convert(Target target, bool isList, object? input)
    {
        if (Unwrap.Base(input) is null)
        {
            return null;
        }

        return isList ? ConvertList(target, Unwrap.Items(input!)) : ConvertItem(target, RequireOne(target, input!));
    }

    private static object RequireOne(Target target, object input) =>
        target.Type is FieldType.Json or FieldType.NewObject or FieldType.Shape || Unwrap.Base(input) is not Array { Length: not 1 } several
            ? input
            : throw new ArgumentException(
                $"{several.Length} values were specified for {target.Name}, which takes one. Specify one, or run the command for each.");

    // PowerShell binds an object array with the right items to any array parameter, but not a typed array that contains null.
    private static object?[] ConvertList(Target target, IEnumerable<object?> items) =>
        [.. items.Select(item => ConvertItem(target, item ?? throw RefuseNullItem(target)))];

    private static object ConvertItem(Target target, object given) => target.Type switch
    {
        FieldType.Text or FieldType.Enum when !target.IsSecret => ToText(target, Unwrap.AsTyped(given)),
        FieldType.Duration => ToDuration(target, Unwrap.AsTyped(given)),
        FieldType.Date => ToDate(target, Unwrap.AsTyped(given)),
        FieldType.Reference => IdentityConverter.Convert(Resources.Book[target.RefersTo!], given),
        FieldType.Uuid when target.TargetNouns.Count > 0 => AnyIdentityConverter.Convert(target.TargetNouns, Unwrap.AsTyped(given)),
        _ => ConvertPlain(target, Unwrap.Base(given)!),
    };

    private static object ConvertPlain(Target target, object value) => target.Type switch
    {
        FieldType.Text or FieldType.Enum => ToSecret(target, value),
        FieldType.File => ToText(target, value is FileSystemInfo file ? file.FullName : value),
        FieldType.Integer => ToInteger(target, value),
        FieldType.Number => ToNumber(target, value),
        FieldType.Boolean => ToBoolean(target, value),
        FieldType.Uuid => ToUuid(target, value),
        FieldType.Json => JsonConverter.Convert(target.Name, value),
        FieldType.NewObject => NewObjectConverter.RequireKeys(target.Name, value),
        FieldType.Shape => ShapeConverter.Convert(target.Name, target.Shape!, value),
        _ => throw new InvalidOperationException($"A field can't have the type {target.Type}."),
    };

    private static object ToSecret(Target target, object value) => value switch
    {
        SecureString secret => secret,
        PSCredential credential => credential.Password,
        "" => throw new ArgumentException($"{target.Name} is an empty string, which isn't a secret. Specify a SecureString or a string."),
        string { Length: > SecretText.MostLength } =>
            throw new ArgumentException($"{target.Name}: {SecretText.TooLong}. Specify a shorter one."),
        _ => SecretText.Protect(ToText(target, value)),
    };

    private static string ToText(Target target, object value) => value switch
    {
        string text => text,
        char or Guid or Uri or Enum => value.ToString()!,
        bool flag => flag ? "true" : "false",
        _ when Unwrap.IsNumber(value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => throw Refuse(target, value, "a string"),
    };

    // Export-Csv writes numbers as the culture does. Without separators of thousands, only one of the two can fit, or both mean the same.
    private static object ToInteger(Target target, object value)
    {
        var text = value is bool or DateTime ? null : System.Convert.ToString(value, CultureInfo.InvariantCulture);
        const NumberStyles Style = NumberStyles.AllowLeadingSign;
        return int.TryParse(text, Style, CultureInfo.InvariantCulture, out var number)
            || int.TryParse(text, Style, CultureInfo.CurrentCulture, out number)
            ? number
            : throw Refuse(target, value, "an integer");
    }

    private static object ToNumber(Target target, object value)
    {
        var text = value is bool ? null : System.Convert.ToString(value, CultureInfo.InvariantCulture);
        const NumberStyles Style = NumberStyles.Float;
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number)
            || double.TryParse(text, Style, CultureInfo.CurrentCulture, out number)
            ? number
            : throw Refuse(target, value, "a number");
    }

    private static object ToBoolean(Target target, object value) => value switch
    {
        bool flag => flag,
        SwitchParameter flag => flag.IsPresent,
        string word => ReadWord(word) ?? throw Refuse(target, value, BooleanWords),
        IFormattable number when Unwrap.IsNumber(value) =>
            ReadWord(number.ToString(null, CultureInfo.InvariantCulture)) ?? throw Refuse(target, value, BooleanWords),
        _ => throw Refuse(target, value, BooleanWords),
    };

    private static bool? ReadWord(string word) => word.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "Y" or "ON" or "1" => true,
        "FALSE" or "NO" or "N" or "OFF" or "0" => false,
        _ => null,
    };

    private static object ToDate(Target target, object value) =>
        DateConverter.Convert(value) ?? throw Refuse(target, value, DateConverter.Wanted);

    // A number alone doesn't say of which unit it is.
    private static object ToDuration(Target target, object value) => value switch
    {
        Duration duration => duration,
        TimeSpan span => new Duration(span),
        string text when Duration.TryParse(text, out var duration) => duration,
        _ => throw Refuse(target, value, Duration.Forms),
    };

    private static object ToUuid(Target target, object value) => value switch
    {
        Guid id => id,
        string text when Guid.TryParse(text, out var id) => id,
        _ => throw Refuse(target, value, "a UUID"),
    };

    private static ArgumentException RefuseNullItem(Target target) => new($"The list for {target.Name} contains null. Remove it.");

    // A secret that was typed in the wrong place must not be repeated.
    private static ArgumentException Refuse(Target target, object value, string wanted) => new(
        value is string or int or long or double or bool or DateTime or TimeSpan && !target.IsSecret
            ? $"'{value}' isn't valid for {target.Name}. Specify {wanted}."
            : $"{target.Name} can't be converted from {value.GetType().Name}. Specify {wanted}.");

    private sealed record Target(
        string Name, FieldType Type, bool IsSecret, string? RefersTo, IReadOnlyList<string> TargetNouns, Shape? Shape);
}
