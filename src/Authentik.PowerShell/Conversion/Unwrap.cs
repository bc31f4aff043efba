using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Authentik.Commands;

/// <summary>Removes the wrappers that PowerShell puts around values.</summary>
internal static class Unwrap
{
    /// <summary>The .NET object inside. A custom object has none and stays as it is. What a script without output gives is null.</summary>
    public static object? Base(object? value) => value switch
    {
        PSObject nothing when ReferenceEquals(nothing, AutomationNull.Value) => null,
        PSObject { BaseObject: not PSCustomObject } wrapper => wrapper.BaseObject,
        _ => value,
    };

    /// <summary>
    /// The value, but a number as the string that was typed: 00077 and 1kb, typed without quotes, reach a command as numbers that
    /// remember how they were typed.
    /// </summary>
    public static object AsTyped(object value) => value is PSObject wrapper && IsNumber(wrapper.BaseObject)
        ? LanguagePrimitives.ConvertTo<string>(wrapper)
        : Base(value)!;

    /// <summary>True for the number types of .NET.</summary>
    public static bool IsNumber(object? value) =>
        value is byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal
            or System.Numerics.BigInteger;

    /// <summary>The items of a list. A single value is a list of one; strings and dictionaries are single values.</summary>
    public static IEnumerable<object?> Items(object value) => Base(value) switch
    {
        string or IDictionary or PSObject => [value],
        IEnumerable list => list.Cast<object?>(),
        _ => [value],
    };

    /// <summary>True for custom objects, dictionaries and rows of data tables, which have named columns.</summary>
    public static bool IsRow(object? value) => value switch
    {
        IDictionary or System.Data.DataRow or System.Data.DataRowView => true,
        PSObject { BaseObject: PSCustomObject } => true,
        _ => false,
    };
}
