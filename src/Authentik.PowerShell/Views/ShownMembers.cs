using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Security;
using Authentik.Parsing;

namespace Authentik.Commands;

/// <summary>
/// What PowerShell shows of an object that comes after one of another type. It doesn't use views there, but a list of properties, whose
/// text would reach the terminal as it is.
/// </summary>
public static class ShownMembers
{
    private const int LongestValue = 100;

    /// <summary>What the object is.</summary>
    public static string GetObject(PSObject source) => Unwrap.Base(source) switch
    {
        AuthentikObject one => $"{VisibleText.Show(one.DescribeKind())} '{ShownValue.ShowName(one)}'",
        UsedBy used => VisibleText.Show($"{used}"),
        var other => $"{other?.GetType().Name.ToLowerInvariant()} '{ShownValue.ShowName(other)}'",
    };

    /// <summary>The fields of the object, or what a job says of it, where there are values: a line for each.</summary>
    public static string GetDetails(PSObject source) => string.Join('\n', ListFields(Unwrap.Base(source)).Select(field =>
        $"{field.Name}: {Shorten(field.Value)}"));

    private static IEnumerable<(string Name, string Value)> ListFields(object? source) => source is AuthentikObject one
        ? (ReferenceEquals(one.Known, FieldTable.Empty) ? ListProperties(one) : ListKnown(one))
            .Where(field => field is { Name: not null, Value: not (null or SecureString) })
            .Select(field => (field.Name!, Describe(field.Value!)))
            .Where(field => field.Item2.Length > 0)
        : [];

    private static IEnumerable<(string? Name, object? Value)> ListKnown(AuthentikObject one) =>
        one.Present.Select(field => (one.PropertyOf(field), one.ValueOf(field)));

    // What a job returns has no fields of the server. Those of the base class come first, such as the status.
    private static IEnumerable<(string? Name, object? Value)> ListProperties(AuthentikObject one) => one.GetType()
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .OrderBy(property => property.DeclaringType == one.GetType())
        .Select(property => ((string?)property.Name, property.GetValue(one)));

    private static string Describe(object value) => ShownValue.Show(value) switch
    {
        string text => text,
        IEnumerable items => string.Join(", ", items.Cast<object?>().Select(item => Convert.ToString(item, CultureInfo.CurrentCulture))),
        var other => Convert.ToString(other, CultureInfo.CurrentCulture) ?? string.Empty,
    };

    private static string Shorten(string text) =>
        VisibleText.Show(text.Length > LongestValue ? string.Concat(text.AsSpan(0, LongestValue), "…") : text);
}
